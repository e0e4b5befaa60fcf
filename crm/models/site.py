from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import SiteKind
from crm.models.base import Base, Code, Editable, ShortText, index_where_given

if TYPE_CHECKING:
    from crm.models.company import Company
    from crm.models.district import District


class Site(Editable, Base):
    """Where a company works. No ``valid_from`` means: as long as anybody knows."""

    __tablename__ = "site"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="ends_after_it_starts"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude_on_earth"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude_on_earth"),
        Index(
            "uq_site_one_open_main",
            "company_id",
            unique=True,
            sqlite_where=text("kind = 'main' AND valid_to IS NULL"),
            postgresql_where=text("kind = 'main' AND valid_to IS NULL"),
        ),
        Index("ix_site_company_id_district_id", "company_id", "district_id"),
        index_where_given("valid_from"),
    )

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"))
    kind: Mapped[SiteKind] = mapped_column(default=SiteKind.MAIN)
    street: Mapped[ShortText | None]
    house_number: Mapped[Code | None]
    postcode: Mapped[Code | None] = mapped_column(index=True)
    city: Mapped[ShortText | None]
    neighbourhood: Mapped[ShortText | None]
    """The street district, where a register names one but no street."""
    district_id: Mapped[int | None] = mapped_column(
        ForeignKey("district.id", ondelete="RESTRICT"), index=True
    )
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    company: Mapped[Company] = relationship(back_populates="sites")
    district: Mapped[District | None] = relationship()

    @property
    def address(self) -> str:
        """In one line, as it stands on an envelope."""
        street = " ".join(filter(None, (self.street, self.house_number)))
        town = " ".join(filter(None, (self.postcode, self.city)))
        return ", ".join(filter(None, (street or self.neighbourhood, town)))

    def __str__(self) -> str:
        return self.address
