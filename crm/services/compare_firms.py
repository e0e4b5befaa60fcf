"""Two firms side by side, for whoever decides whether they are one; and which of them stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from crm.enums import N_, InteractionStatus, ParticipationStatus
from crm.models import (
    Company,
    Interaction,
    Participation,
    Person,
    Position,
    SourceRecord,
)
from crm.rules.fold import fold
from crm.services.family import families

MOST_PEOPLE = 5


@dataclass(frozen=True)
class Side:
    """A firm that counts, with what is known of it and of all that were merged into it."""

    company: Company
    contacts: int
    people: tuple[str, ...]
    keys: tuple[str, ...]

    @property
    def standing(self) -> tuple[bool, bool, int, date, int]:
        """The smaller, the rather it stays: who goes on, has a name, contacts, is older."""
        it = self.company
        return (
            it.ended_on is not None,
            not it.name,
            -self.contacts,
            it.founded_on or date.max,
            it.id,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One thing about both; ``differs`` where both are known and do not say the same."""

    label: str
    values: tuple[Any, Any]

    @property
    def differs(self) -> bool:
        one, other = (fold(str(value)) if value else "" for value in self.values)
        return bool(one and other) and one != other


def sides(session: Session, ids: Iterable[int]) -> dict[int, Side]:
    """Five queries."""
    query = select(Company).where(Company.id.in_(list(ids))).options(joinedload(Company.overview))
    companies = {each.id: each for each in session.scalars(query)}
    known = families(session, companies)
    contacts = _contacts(session, known)
    people, keys = _people(session, known), _keys(session, known)
    return {
        pk: Side(it, contacts.get(pk, 0), tuple(people[pk])[:MOST_PEOPLE], tuple(keys[pk]))
        for pk, it in companies.items()
    }


def who_stays(one: Side, other: Side) -> tuple[Side, Side]:
    """The one that had better count from now on, and the other."""
    first, second = sorted((one, other), key=lambda side: side.standing)
    return first, second


def compared(one: Side, other: Side) -> list[Line]:
    """What is known of at least one of them."""
    return [
        Line(label, (value(one), value(other)))
        for label, value in LINES
        if value(one) or value(other)
    ]


def _contacts(session: Session, known: Mapping[int, int]) -> dict[int, int]:
    query = (
        select(Participation.company_id, Participation.interaction_id)
        .join(Interaction, Interaction.id == Participation.interaction_id)
        .where(
            Participation.company_id.in_(known),
            Participation.status == ParticipationStatus.ATTENDED,
            Interaction.status == InteractionStatus.HELD,
        )
    )
    grouped = query.with_only_columns(Participation.company_id, func.count())
    found: dict[int, int] = defaultdict(int)
    for company_id, count in session.execute(grouped.group_by(Participation.company_id)):
        found[known[company_id or 0]] += count
    return found


def _people(session: Session, known: Mapping[int, int]) -> dict[int, dict[str, None]]:
    query = (
        select(Position.company_id, Person.first_name, Person.last_name)
        .join(Position.person)
        .where(Position.company_id.in_(known), Position.valid_to.is_(None))
        .order_by(Position.id)
    )
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for company_id, first_name, last_name in session.execute(query):
        found[known[company_id]][" ".join(filter(None, (first_name, last_name)))] = None
    return found


def _keys(session: Session, known: Mapping[int, int]) -> dict[int, dict[str, None]]:
    query = select(SourceRecord.company_id, SourceRecord.source, SourceRecord.key)
    query = query.where(SourceRecord.company_id.in_(known), SourceRecord.key.is_not(None))
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for company_id, source, key in session.execute(query.distinct()):
        found[known[company_id or 0]][f"{key} ({source})"] = None
    return found


def _overview(name: str) -> Any:
    return lambda side: side.company.overview and getattr(side.company.overview, name)


def _own(name: str) -> Any:
    return lambda side: getattr(side.company, name)


LINES: tuple[tuple[str, Any], ...] = (
    (N_("Name"), _own("name")),
    (N_("Legal form"), _own("legal_form")),
    (N_("Address"), _overview("address")),
    (N_("Telephone"), _own("phone")),
    (N_("E-mail"), _own("email")),
    (N_("Website"), _own("website")),
    (N_("Register number"), _own("register_number")),
    (N_("Ids in registers"), lambda side: ", ".join(side.keys)),
    (N_("People"), lambda side: ", ".join(side.people)),
    (N_("Size"), _overview("size_band")),
    (N_("WZ code"), _overview("wz_code")),
    (N_("Since"), _own("founded_on")),
    (N_("Ended on"), _own("ended_on")),
    (N_("Contacts"), lambda side: side.contacts),
    (N_("Last contact"), _overview("last_contact_on")),
    (N_("What it does"), _own("description")),
)
