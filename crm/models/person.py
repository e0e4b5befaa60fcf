from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, Index, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import LegalBasis
from crm.models.base import Base, Editable, LongText, ShortText, SortKey, index_where_given
from crm.rules.fold import sort_key

if TYPE_CHECKING:
    from crm.models.position import Position


def _name_key(context: Any) -> str:
    given = context.get_current_parameters()
    return sort_key(given["last_name"], given.get("first_name"))


class Person(Editable, Base):
    """Personal data, so with its legal basis and the day on which keeping it is looked at again."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("last_name <> ''", name="last_name_not_empty"),
        CheckConstraint("birth_year BETWEEN 1900 AND 2100", name="birth_year_in_range"),
        CheckConstraint(
            "(no_contact_since IS NULL) = (no_contact_source IS NULL)",
            name="no_contact_has_source",
        ),
        Index("ix_person_name_key", "name_key"),
        index_where_given("no_contact_since"),
    )

    first_name: Mapped[ShortText | None]
    last_name: Mapped[ShortText]
    name_key: Mapped[SortKey] = mapped_column(default=_name_key)
    title: Mapped[ShortText | None]
    email: Mapped[ShortText | None]
    phone: Mapped[ShortText | None]
    mobile: Mapped[ShortText | None]
    legal_basis: Mapped[LegalBasis] = mapped_column(default=LegalBasis.PUBLIC_TASK)
    review_on: Mapped[date | None]
    birth_year: Mapped[int | None] = mapped_column(index=True)
    """For one purpose: to speak about the succession in time. Nobody has to give it."""
    no_contact_since: Mapped[date | None]
    no_contact_source: Mapped[ShortText | None]
    notes: Mapped[LongText | None]

    positions: Mapped[list[Position]] = relationship(
        back_populates="person", order_by="Position.valid_from.desc()"
    )

    def __str__(self) -> str:
        return " ".join(filter(None, (self.title, self.first_name, self.last_name)))


@event.listens_for(Person, "before_update")
def _follow_the_name(_mapper: object, _connection: object, person: Person) -> None:
    person.name_key = sort_key(person.last_name, person.first_name)
