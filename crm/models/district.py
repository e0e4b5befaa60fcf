from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from crm.models.base import Base, Code, Editable, LongText, ShortText


class District(Editable, Base):
    """A part of the city with its official number."""

    __tablename__ = "district"

    number: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[ShortText]
    area_hectares: Mapped[float | None]
    inhabitants: Mapped[int | None]
    geometry: Mapped[LongText | None]
    """GeoJSON geometry, WGS 84, as text."""

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
