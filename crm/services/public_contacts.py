"""Whom anybody may turn to: what the office calls public, and who stands in for whom today."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, or_, select
from sqlalchemy.orm import Session

from crm.models import Absence, Advisor, AdvisorPhoto, District, Responsibility, Topic
from crm.rules.fold import sort_key

NOTHING: frozenset[str] = frozenset()
KINDS = ("topic", "section", "district")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for: codes of topics, keys of WZ sections, numbers of districts."""

    topics: frozenset[str] = NOTHING
    sections: frozenset[str] = NOTHING
    districts: frozenset[str] = NOTHING

    def __bool__(self) -> bool:
        return bool(self.topics or self.sections or self.districts)


@dataclass(frozen=True, slots=True)
class Subject:
    """One of KINDS with its code, key or number; a section has no name here."""

    kind: str
    key: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class PublicContact:
    """``stands_in_for`` is who is away today."""

    id: int
    name: str
    phone: str | None
    email: str | None
    hours: str | None
    languages: str | None
    has_photo: bool
    stands_in_for: str = ""


@dataclass(slots=True)
class Answer:
    subject: Subject
    contacts: list[PublicContact] = field(default_factory=list)


def subjects(session: Session, today: date) -> list[Subject]:
    """All that somebody is publicly responsible for, in the order of KINDS."""
    rows = session.execute(_about().where(_public(today)).distinct())
    return [_subject(row) for row in sorted(rows, key=_place)]


def look_up(session: Session, wanted: Wanted, today: date) -> list[Answer]:
    """Who is there for each of what is wanted; five queries at most."""
    if not wanted:
        return []
    query = _about(Responsibility.advisor_id).where(_public(today), _fits(wanted))
    there = _There(session, today)
    found: dict[Subject, Answer] = {}
    for row in sorted(session.execute(query), key=lambda one: (_place(one), one.advisor_id)):
        answer = found.setdefault(_subject(row), Answer(_subject(row)))
        contact = there.of(row.advisor_id)
        if contact and contact.id not in [one.id for one in answer.contacts]:
            answer.contacts.append(contact)
    return list(found.values())


def public_person(
    session: Session, advisor_id: int, today: date
) -> tuple[PublicContact, list[Subject]] | None:
    """Somebody who is publicly responsible for something, and for what; None for all others."""
    query = _about().where(_public(today), Responsibility.advisor_id == advisor_id).distinct()
    cares = sorted(session.execute(query), key=_place)
    contact = _There(session, today).at_their_own(advisor_id) if cares else None
    return (contact, [_subject(row) for row in cares]) if contact else None


def addressee(session: Session, advisor_id: int, today: date) -> PublicContact | None:
    """Who reads today what is written to somebody who is publicly responsible."""
    known = public_person(session, advisor_id, today)
    return _There(session, today).of(advisor_id) if known else None


def _about(*more: Any) -> Select[Any]:
    columns = (
        Responsibility.wz_section, Topic.code, Topic.name, Topic.name_en, Topic.position,
        District.number, District.name.label("district"),
    )  # fmt: skip
    joined = select(*columns, *more).outerjoin(Responsibility.topic)
    about = Responsibility.topic_id, Responsibility.wz_section, Responsibility.district_id
    return joined.outerjoin(Responsibility.district).where(
        or_(*(one.is_not(None) for one in about))
    )


def _subject(row: Row[Any]) -> Subject:
    if row.code:
        return Subject("topic", row.code, row.name, row.name_en)
    if row.wz_section:
        return Subject("section", row.wz_section, "", "")
    return Subject("district", row.number, row.district, row.district)


def _place(row: Row[Any]) -> tuple[int, int, str]:
    subject = _subject(row)
    return KINDS.index(subject.kind), row.position or 0, sort_key(subject.name or subject.key)


def _fits(wanted: Wanted) -> ColumnElement[bool]:
    return or_(
        Topic.code.in_(wanted.topics),
        Responsibility.wz_section.in_(wanted.sections),
        District.number.in_(wanted.districts),
    )


def _public(day: date) -> ColumnElement[bool]:
    return (
        Responsibility.is_public.is_(True)
        & (Responsibility.valid_from <= day)
        & or_(Responsibility.valid_to.is_(None), Responsibility.valid_to >= day)
    )


class _There:
    """The advisors, and who is away today; read once."""

    def __init__(self, session: Session, today: date) -> None:
        absent = select(Absence.advisor_id, Absence.deputy_id).where(Absence.on(today))
        self.away = {row.advisor_id: row.deputy_id for row in session.execute(absent)}
        self.advisors = {one.id: one for one in session.scalars(select(Advisor))}
        self.with_photo = set(session.scalars(select(AdvisorPhoto.advisor_id)))

    def of(self, advisor_id: int) -> PublicContact | None:
        """The first who is there; none where deputies stand in for each other in a circle."""
        at: int | None = advisor_id
        asked: set[int | None] = set()
        while at in self.away and at not in asked:
            asked.add(at)
            at = self.away[at]
        missing = "" if at == advisor_id else self.advisors[advisor_id].name
        return self._contact(at, missing) if at and at not in self.away else None

    def at_their_own(self, advisor_id: int) -> PublicContact | None:
        return self._contact(advisor_id, "") if advisor_id in self.advisors else None

    def _contact(self, advisor_id: int, stands_in_for: str) -> PublicContact:
        who = self.advisors[advisor_id]
        return PublicContact(
            who.id, who.name, who.phone, who.email, who.hours, who.languages,
            who.id in self.with_photo, stands_in_for,
        )  # fmt: skip
