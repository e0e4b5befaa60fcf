"""People at firms, and the positions they hold there."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from crm.enums import LegalBasis
from crm.models import Person, Position
from crm.rules.fold import sort_key
from seed.bulk import Loader
from seed.days import Calendar, instants, iso
from seed.dice import Dice, pick
from seed.firms import Firms, begun_on_record
from seed.names import Names
from seed.reference_rows import table_of
from seed.seats import FUNCTIONS, YEAR, Seats, everybody, stacked
from seed.sources import Array
from seed.texts import MOBILE, mailbox, phones, thinned

DOCTORS = 0.03


@dataclass(frozen=True, slots=True)
class People:
    """By the firm's position: ids of its head, of the one before, and of the first of the others.

    ``address`` has "Frau Lindner" or "Herr Dr. Voigt" by person id less ``first_id``.
    """

    head: Array
    former: Array
    taken_over: Array
    others: Array
    other_count: Array
    first_id: int
    address: list[str]
    full_name: list[str]

    def met(self, rng: Generator, firms: Array, days: Array) -> Array:
        """Ids of whom one spoke to: mostly the head of that time, sometimes another."""
        heads = np.where(days < self.taken_over[firms], self.former[firms], self.head[firms])
        count = self.other_count[firms]
        other = self.others[firms] + (rng.random(len(firms)) * count).astype(int)
        return np.where((count > 0) & (rng.random(len(firms)) < 0.35), other, heads)


def add_people(
    loader: Loader, dice: Dice, calendar: Calendar, firms: Firms, names: Names, ids: Array
) -> People:
    rng = dice.of("people")
    groups, taken_over = everybody(rng, calendar, firms, names)
    seats = stacked(groups)
    title = thinned(rng, np.full(len(seats.firm), "Dr.", dtype=object), DOCTORS)
    on_file = begun_on_record(firms, calendar)[seats.firm]
    entered = instants(rng, np.clip(np.maximum(seats.begun, on_file) + 9, None, calendar.until))
    person = _add_persons(loader, rng, calendar, seats, title, entered)
    _add_positions(loader, seats, person, ids, entered)
    return _people(firms, groups, seats, taken_over, person, title)


def _add_persons(
    loader: Loader,
    rng: Generator,
    calendar: Calendar,
    seats: Seats,
    title: Array,
    entered: list[str],
) -> Array:
    pairs = zip(seats.first_name, seats.last_name, strict=True)
    emails = np.array([mailbox(f"{first} {last}") for first, last in pairs], dtype=object)
    size = len(emails)
    basis = [LegalBasis.PUBLIC_TASK.value, LegalBasis.CONSENT.value]
    review = calendar.until + rng.integers(60, 4 * YEAR, size)
    return np.array(
        loader.add(
            table_of(Person),
            {
                "first_name": seats.first_name.tolist(),
                "last_name": seats.last_name.tolist(),
                "name_key": list(map(sort_key, seats.last_name, seats.first_name)),
                "title": title.tolist(),
                "email": thinned(rng, emails, 0.55).tolist(),
                "phone": thinned(rng, phones(rng, size), 0.5).tolist(),
                "mobile": thinned(rng, np.full(size, MOBILE, dtype=object), 0.1).tolist(),
                "legal_basis": pick(rng, basis, size, [92, 8]).tolist(),
                "review_on": iso(review),
                "created_at": entered,
                "changed_at": entered,
            },
        )
    )


def _add_positions(
    loader: Loader, seats: Seats, person: Array, ids: Array, entered: list[str]
) -> None:
    said = zip(seats.function.tolist(), seats.is_woman.tolist(), strict=True)
    loader.add(
        table_of(Position),
        {
            "person_id": person.tolist(),
            "company_id": ids[seats.firm].tolist(),
            "function": [FUNCTIONS[at][int(is_woman)] for at, is_woman in said],
            "valid_from": iso(seats.begun),
            "valid_to": iso(seats.ended),
            "created_at": entered,
            "changed_at": entered,
        },
    )


def _people(
    firms: Firms, groups: list[Seats], seats: Seats, taken_over: Array, person: Array, title: Array
) -> People:
    size, handed_over = len(firms), len(groups[1].firm)
    former = np.zeros(size, dtype=int)
    former[groups[1].firm] = person[size : size + handed_over]
    count = np.bincount(groups[2].firm, minlength=size)
    others = person[0] + size + handed_over + np.cumsum(count) - count
    address = [
        ("Frau " if is_woman else "Herr ") + (f"{title} {last}" if title else last)
        for is_woman, title, last in zip(
            seats.is_woman.tolist(), title, seats.last_name, strict=True
        )
    ]
    names = zip(seats.first_name, seats.last_name, strict=True)
    full = [f"{first} {last}" for first, last in names]
    return People(person[:size], former, taken_over, others, count, int(person[0]), address, full)
