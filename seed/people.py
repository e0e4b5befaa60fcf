"""People at firms: who runs them, who ran them before, and others in the larger ones."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from crm.enums import LegalBasis
from crm.models import Person, Position
from seed import plan
from seed.bulk import Loader
from seed.days import NONE, Calendar, instants, iso
from seed.dice import Dice, pick
from seed.firms import Firms, begun_on_record
from seed.names import PARTNERS, Names, by_band
from seed.people_names import some_first_names, some_last_names
from seed.reference_rows import table_of
from seed.sources import Array
from seed.texts import mailbox, mobiles, phones, thinned

HEADS = (
    ("Inhaber", "Inhaberin"),
    ("Gesellschafter", "Gesellschafterin"),
    ("Vorstand", "Vorständin"),
    ("Geschäftsführer", "Geschäftsführerin"),
)
OTHERS = (
    ("Prokurist", "Prokuristin"),
    ("Betriebsleiter", "Betriebsleiterin"),
    ("Büroleiter", "Büroleiterin"),
    ("Personalleiter", "Personalleiterin"),
    ("Ausbildungsleiter", "Ausbildungsleiterin"),
    ("Assistent der Geschäftsführung", "Assistentin der Geschäftsführung"),
)
DOCTORS = 0.03
YEAR = 365


@dataclass(frozen=True, slots=True)
class _Seats:
    """Columns: who sits where; ``function`` is a position in HEADS + OTHERS."""

    firm: Array
    is_woman: Array
    first_name: Array
    last_name: Array
    function: Array
    begun: Array
    ended: Array


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
    taken_over = _successions(rng, calendar, firms)
    parts = [
        _heads(firms, names, taken_over),
        _former(rng, firms, names, taken_over),
        _others(rng, firms),
    ]
    seats = _Seats(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in _Seats.__slots__)
    )
    title = thinned(rng, np.full(len(seats.firm), "Dr.", dtype=object), DOCTORS)
    on_file = begun_on_record(firms, calendar)[seats.firm]
    entered = instants(rng, np.clip(np.maximum(seats.begun, on_file) + 9, None, calendar.until))
    person = _add_persons(loader, rng, calendar, seats, title, entered)
    _add_positions(loader, seats, person, ids, entered)
    return _people(firms, parts, seats, taken_over, person, title)


def _successions(rng: Generator, calendar: Calendar, firms: Firms) -> Array:
    first = np.maximum(firms.founded, calendar.first) + YEAR
    last = np.where(firms.is_active, calendar.until, firms.ended) - YEAR // 4
    room = (last - first).astype(int)
    chosen = (rng.random(len(firms)) < plan.SUCCESSIONS) & (room > 0)
    return np.where(
        chosen, first + (rng.random(len(firms)) * np.maximum(room, 0)).astype(int), NONE
    )


def _head_function(legal_form: Array) -> Array:
    by_form = [0] * PARTNERS + [1, 3, 3, 3, 1, 3, 2]
    return np.array(by_form)[legal_form]


def _heads(firms: Firms, names: Names, taken_over: Array) -> _Seats:
    begun = np.where(np.isnat(taken_over), firms.founded, taken_over)
    who = (names.is_woman, names.first_name, names.last_name)
    return _Seats(np.arange(len(firms)), *who, _head_function(names.legal_form), begun, firms.ended)


def _former(rng: Generator, firms: Firms, names: Names, taken_over: Array) -> _Seats:
    """Half of those who handed over were of the family."""
    firm = np.flatnonzero(~np.isnat(taken_over))
    is_woman = rng.random(len(firm)) < plan.WOMEN_ELSEWHERE
    strangers = some_last_names(rng, len(firm))
    last = np.where(rng.random(len(firm)) < 0.5, names.last_name[firm], strangers)
    function = _head_function(names.legal_form[firm])
    begun, ended = firms.founded[firm], taken_over[firm] - 1
    return _Seats(firm, is_woman, some_first_names(rng, is_woman), last, function, begun, ended)


def _others(rng: Generator, firms: Firms) -> _Seats:
    wanted = by_band(plan.PERSONS)[firms.band] - 1
    count = np.floor(wanted + rng.random(len(firms))).astype(int)
    firm = np.repeat(np.arange(len(firms)), count)
    is_woman = rng.random(len(firm)) < 0.55
    function = len(HEADS) + rng.integers(0, len(OTHERS), len(firm))
    first, last = some_first_names(rng, is_woman), some_last_names(rng, len(firm))
    return _Seats(firm, is_woman, first, last, function, firms.founded[firm], firms.ended[firm])


def _add_persons(
    loader: Loader,
    rng: Generator,
    calendar: Calendar,
    seats: _Seats,
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
                "title": title.tolist(),
                "email": thinned(rng, emails, 0.55).tolist(),
                "phone": thinned(rng, phones(rng, size), 0.5).tolist(),
                "mobile": thinned(rng, mobiles(rng, size), 0.25).tolist(),
                "legal_basis": pick(rng, basis, size, [92, 8]).tolist(),
                "review_on": iso(review),
                "created_at": entered,
                "changed_at": entered,
            },
        )
    )


def _add_positions(
    loader: Loader, seats: _Seats, person: Array, ids: Array, entered: list[str]
) -> None:
    functions = (*HEADS, *OTHERS)
    said = zip(seats.function.tolist(), seats.is_woman.tolist(), strict=True)
    loader.add(
        table_of(Position),
        {
            "person_id": person.tolist(),
            "company_id": ids[seats.firm].tolist(),
            "function": [functions[at][int(is_woman)] for at, is_woman in said],
            "valid_from": iso(seats.begun),
            "valid_to": iso(seats.ended),
            "created_at": entered,
            "changed_at": entered,
        },
    )


def _people(
    firms: Firms, parts: list[_Seats], seats: _Seats, taken_over: Array, person: Array, title: Array
) -> People:
    size, handed_over = len(firms), len(parts[1].firm)
    former = np.zeros(size, dtype=int)
    former[parts[1].firm] = person[size : size + handed_over]
    count = np.bincount(parts[2].firm, minlength=size)
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
