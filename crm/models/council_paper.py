from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import PaperKind, PaperState
from crm.models.base import Base, Code, Editable, LongText, ShortText

if TYPE_CHECKING:
    from crm.models.paper_file import PaperFile
    from crm.models.paper_meeting import PaperMeeting
    from crm.models.paper_step import PaperStep
    from crm.models.report_snapshot import ReportSnapshot

council_paper_release = Table(
    "council_paper_release",
    Base.metadata,
    Column("paper_id", ForeignKey("council_paper.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "snapshot_id",
        ForeignKey("report_snapshot.id", ondelete="RESTRICT"),
        primary_key=True,
        index=True,
    ),
)


class CouncilPaper(Editable, Base):
    """A statement, an information or an answer: its head, its route, and a text that cites figures
    of releases by name.
    """

    __tablename__ = "council_paper"
    __table_args__ = (
        CheckConstraint("number <> ''", name="number_not_empty"),
        CheckConstraint("subject <> ''", name="subject_not_empty"),
        Index("ix_council_paper_dated_on", "dated_on"),
    )

    number: Mapped[Code] = mapped_column(unique=True)
    """In the city's scheme: S0037/04."""
    kind: Mapped[PaperKind] = mapped_column(default=PaperKind.STATEMENT)
    state: Mapped[PaperState] = mapped_column(default=PaperState.DRAFT)
    city: Mapped[ShortText]
    """As its head names it: Landeshauptstadt Magdeburg."""
    office: Mapped[ShortText]
    dated_on: Mapped[date]
    subject: Mapped[ShortText]

    motion_number: Mapped[Code | None]
    motion_by: Mapped[ShortText | None]
    motion_title: Mapped[ShortText | None]
    motion_on: Mapped[date | None]

    deputy: Mapped[ShortText | None]
    """The head of department in charge, as papers name them: III."""
    contact: Mapped[ShortText | None]
    signed_by: Mapped[ShortText | None]
    approved_on: Mapped[date | None]
    approved_by: Mapped[ShortText | None]
    text: Mapped[LongText]
    """With names of figures, see reports.papers.cite."""

    meetings: Mapped[list[PaperMeeting]] = relationship(
        cascade="all, delete-orphan", order_by="PaperMeeting.position", back_populates="paper"
    )
    steps: Mapped[list[PaperStep]] = relationship(
        cascade="all, delete-orphan", order_by="PaperStep.id", back_populates="paper"
    )
    releases: Mapped[list[ReportSnapshot]] = relationship(
        secondary=council_paper_release, order_by="ReportSnapshot.id"
    )
    """Of each report one at most."""
    locked: Mapped[PaperFile | None] = relationship(
        cascade="all, delete-orphan", back_populates="paper"
    )

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"
