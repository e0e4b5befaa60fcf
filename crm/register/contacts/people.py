"""Whom of the firm a row says we met: people on file, and those who are put on file by it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import N_, LegalBasis
from crm.models import Person, Position
from crm.register.contacts.entry import ContactEntry
from crm.register.contacts.names import Name
from crm.register.stamps import Stamps
from crm.rules import Problem
from crm.rules.fold import sort_key
from crm.services.bulk import new_ids, write
from crm.services.family import families
from crm.services.participants import UNNAMED_FUNCTION

Row = dict[str, Any]


@dataclass(slots=True, eq=False)
class Known:
    """A person at a firm."""

    name: Name
    company_id: int
    person_id: int | None = None
    """None: not on file yet."""
    function: str = UNNAMED_FUNCTION
    spells: list[tuple[date | None, date | None]] = field(default_factory=list)
    """From when to when it was there."""
    is_back_from: date | None = None
    """It had left, and was met there again."""

    def is_there(self, day: date) -> bool:
        return any(
            (begins is None or begins <= day) and (ends is None or ends >= day)
            for begins, ends in self.spells
        )

    def had_left(self, day: date) -> bool:
        return all(ends is not None and ends < day for _begins, ends in self.spells)


AtFirms = dict[int, list[Known]]


class People:
    def __init__(self, session: Session, stamps: Stamps, now: datetime) -> None:
        self._session = session
        self._stamps = stamps
        self._now = now

    def meet(self, entries: Sequence[ContactEntry]) -> None:
        """Refuses rows of which a name may be of several people."""
        named = [one for one in entries if one.said and one.said.people]
        if not named:
            return
        at = self._at_firms({one.firm.id for one in named if one.firm})
        met = {one.row.number: list(_met(one, at)) for one in named}
        self._put_on_file([known for known in _each_once(at) if not known.person_id])
        self._put_back([known for known in _each_once(at) if known.is_back_from])
        for one in named:
            ids = (known.person_id for known in met[one.row.number])
            one.people = list(dict.fromkeys(pk for pk in ids if pk))

    def _at_firms(self, company_ids: set[int]) -> AtFirms:
        known = families(self._session, company_ids)
        query = (
            select(
                Position.company_id, Position.person_id, Position.function, Position.valid_from,
                Position.valid_to, Person.first_name, Person.last_name,
            )
            .join(Position.person)
            .where(Position.company_id.in_(known))
            .order_by(Position.id)
        )  # fmt: skip
        found: dict[tuple[int, int], Known] = {}
        for company_id, person_id, function, begins, ends, first, last in (
            self._session.execute(query)
        ):  # fmt: skip
            firm = known[company_id]
            new = Known(Name(first or "", last), firm, person_id)
            person = found.setdefault((firm, person_id), new)
            person.function = function
            person.spells.append((begins, ends))
        at: AtFirms = defaultdict(list)
        for person in found.values():
            at[person.company_id].append(person)
        return at

    def _put_on_file(self, people: Sequence[Known]) -> None:
        ids = new_ids(self._session, Person, len(people)) if people else ()
        for person, pk in zip(people, ids, strict=True):
            person.person_id = pk
        write(self._session, Person, [self._person(each) for each in people])
        write(self._session, Position, [self._position(each, None) for each in people])

    def _put_back(self, people: Sequence[Known]) -> None:
        rows = [self._position(each, each.is_back_from) for each in people]
        write(self._session, Position, rows)

    def _person(self, known: Known) -> Row:
        first, last = known.name
        return {
            "id": known.person_id,
            "first_name": first or None,
            "last_name": last,
            "name_key": sort_key(last, first),
            "legal_basis": LegalBasis.PUBLIC_TASK,
            **self._stamps.new(self._now),
        }

    def _position(self, known: Known, since: date | None) -> Row:
        return {
            "person_id": known.person_id,
            "company_id": known.company_id,
            "function": known.function,
            "valid_from": since,
            **self._stamps.new(self._now),
        }


def _met(one: ContactEntry, at: AtFirms) -> Iterator[Known]:
    assert one.said
    assert one.firm
    there, day = at[one.firm.id], one.said.day
    fitting = [(name, _fitting(name, there, day)) for name in one.said.people]
    for name, found in fitting:
        if len(found) > 1:
            named = ", ".join(str(each.name) for each in found)
            values = {"name": str(name), "people": named}
            message = N_("“%(name)s” may be %(people)s. Write the whole name.")
            one.object_to(Problem("people", message, values))
            return
    for name, found in fitting:
        person = found[0] if found else Known(name, one.firm.id, spells=[(None, None)])
        if not found:
            there.append(person)
        elif person.had_left(day):
            person.is_back_from = day
            person.spells.append((day, None))
        yield person


def _fitting(name: Name, people: Sequence[Known], day: date) -> list[Known]:
    """Who is there on the day; else who was once, or is to come."""
    fitting = [each for each in people if name.fits(each.name)]
    return [each for each in fitting if each.is_there(day)] or fitting


def _each_once(at: AtFirms) -> Iterator[Known]:
    return (person for people in at.values() for person in people)
