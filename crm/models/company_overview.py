from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import SizeBand, SizeClass, WzEdition
from crm.models.base import Base, Code, LongText, ShortText, SortKey, index_where_given
from crm.rules.fold import sort_key

if TYPE_CHECKING:
    from crm.models.company import Company
    from crm.models.company_fact import CompanyFact
    from crm.models.company_merge import CompanyMerge
    from crm.models.district import District
    from crm.models.fact_claim import FactClaim
    from crm.models.red_flag_suggestion import RedFlagSuggestion


def _label_key(context: Any) -> str:
    return sort_key(context.get_current_parameters()["label"])


class CompanyOverview(Base):
    """What lists and the search box need of a company, in one row.

    Derived from the other tables by services.refresh_overview and by nothing else; it can be
    thrown away and made again at any time. Figures never read it.
    """

    __tablename__ = "company_overview"
    __table_args__ = (
        Index(
            "ix_company_overview_longest_unspoken",
            "is_active",
            "size_class",
            "district_id",
            "last_individual_on",
        ),
        Index("ix_company_overview_active_label_key", "is_active", "label_key"),
        Index(
            "ix_company_overview_active_last_contact",
            "is_active",
            "last_contact_on",
            postgresql_ops={"last_contact_on": "NULLS FIRST"},
        ),
        index_where_given("survivor_id"),
    )

    id: Mapped[int] = mapped_column(
        ForeignKey("company.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    """The company's own id."""
    survivor_id: Mapped[int | None]
    """The firm that counts in its place, at the end of the chain; this row then says what that
    firm's says, so that whoever reads it by an old id reads the right firm. None: it counts itself.
    """
    label: Mapped[ShortText]
    """The name, or where a register gave none: branch, street district and register id."""
    label_key: Mapped[SortKey] = mapped_column(default=_label_key)
    address: Mapped[ShortText | None]
    is_active: Mapped[bool]
    """Whether it has not ended; merged companies have."""
    size_band: Mapped[SizeBand]
    size_class: Mapped[SizeClass]
    wz_code: Mapped[Code | None]
    wz_edition: Mapped[WzEdition | None]
    wz_section: Mapped[Code | None]
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"), index=True)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    last_contact_on: Mapped[date | None]
    last_individual_on: Mapped[date | None]
    last_visit_on: Mapped[date | None]
    search_text: Mapped[LongText]
    """Folded words: label, street, register numbers, people; see crm.services.search_words. Of the
    firms merged into it too; these have none of their own.
    """

    company: Mapped[Company] = relationship(back_populates="overview")
    district: Mapped[District | None] = relationship()
    facts: Mapped[list[CompanyFact]] = relationship(
        primaryjoin="CompanyOverview.id == foreign(CompanyFact.company_id)",
        order_by="CompanyFact.valid_from",
        viewonly=True,
    )
    claims: Mapped[list[FactClaim]] = relationship(
        primaryjoin="and_(CompanyOverview.id == foreign(FactClaim.company_id),"
        " FactClaim.superseded_by_id.is_(None))",
        order_by="FactClaim.batch_id, FactClaim.id",
        viewonly=True,
    )
    suggestions: Mapped[list[RedFlagSuggestion]] = relationship(
        primaryjoin="and_(CompanyOverview.id == foreign(RedFlagSuggestion.company_id),"
        " RedFlagSuggestion.is_open)",
        order_by="RedFlagSuggestion.id",
        viewonly=True,
    )
    merges: Mapped[list[CompanyMerge]] = relationship(
        primaryjoin="or_(CompanyOverview.id == foreign(CompanyMerge.into_id),"
        " CompanyOverview.id == foreign(CompanyMerge.company_id))",
        order_by="CompanyMerge.id.desc()",
        viewonly=True,
    )
    """Those into it and those of it, also what was taken apart again."""

    def __str__(self) -> str:
        return self.label
