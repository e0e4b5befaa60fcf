"""Consulting days cut into slots: who booked which, and what was said in the talks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

import numpy as np
from numpy.random import Generator
from sqlalchemy import select

from crm.enums import BookedBy, InteractionKind, ParticipationStatus
from crm.models import (
    AdvisorAssignment,
    Booking,
    BookingMove,
    Interaction,
    Participation,
    Slot,
    Team,
    TeamMembership,
)
from crm.rules.slots import cut
from seed.days import day as as_day
from seed.days import instants
from seed.people_names import some_first_names, some_last_names
from seed.reference_rows import table_of
from seed.sources import rows
from seed.texts import phones
from seed.world import World

BOTH = ("akquise", "bestandsbetreuung")
"""Founders are Akquise's, firms Bestandsbetreuung's, while there is room."""
GRIDS = ((30, 24), (20, 36), (15, 48), (10, 72))
"""Minutes each, and how many both teams have then."""
BREAK = [(time(12), time(13))]
BEGINS, ENDS = time(9), time(16)
BY_LINK, HANDED_OVER, CALLED_OFF = 0.45, 0.05, 0.08
WISHES = (
    "Umzug in größere Räume", "Fördermittel für eine neue Maschine", "Zweites Standbein",
    "Übergabe an die Tochter", "Ausbildungsplatz anbieten", "Parkplätze für Lieferanten",
)  # fmt: skip
SAID = (
    "Businessplan durchgesehen, Zahlen zum zweiten Jahr fehlen noch.",
    "Ablauf der Gewerbeanmeldung erklärt, Merkblatt mitgegeben.",
    "Förderprogramme verglichen, Hausbank wird einbezogen.",
    "Zwei Flächen genannt, Besichtigung vereinbart.",
    "An die Kammer weiterverwiesen, Termin steht.",
)  # fmt: skip
WHY = ("ist schon angemeldet", "will erst gründen", "sucht vor allem Räume")
WHY_NOT = ("krank", "hat sich anders entschieden", "Termin bei der Bank")
CAME = ParticipationStatus.ATTENDED.value


@dataclass
class Rows:
    """Columns that grow row by row."""

    columns: dict[str, list[Any]] = field(default_factory=dict)

    def add(self, **values: Any) -> int:
        for name, value in values.items():
            self.columns.setdefault(name, []).append(value)
        return len(self) - 1

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), []))


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody on a consulting day's list, in or without a firm."""

    participation: int
    company: int | None
    name: str
    status: str


def add_slots(world: World) -> None:
    """After the gatherings, of whose lists of participants they are made."""
    rng, slots, bookings, moves = world.dice.of("slots"), Rows(), Rows(), Rows()
    teams = dict(world.loader.connection.execute(select(Team.code, Team.id)).all())
    first = world.loader.next_id(table_of(Slot))
    for pk, day in _days(world):
        guests = list(_guests(world, pk))
        minutes = next((each for each, many in GRIDS if many >= len(guests)), GRIDS[-1][0])
        made = _grid(world, slots, pk, day, minutes, [teams[code] for code in BOTH])
        _seat(rng, world, bookings, moves, day, guests, made, first)
    if not len(slots):
        return
    world.loader.add(table_of(Slot), slots.columns)
    if not len(bookings):
        return
    bookings.columns["phone"] = phones(rng, len(bookings)).tolist()
    ids = world.loader.add(table_of(Booking), bookings.columns)
    if len(moves):
        moves.columns["booking_id"] = [ids[at] for at in moves.columns["booking_id"]]
        world.loader.add(table_of(BookingMove), moves.columns)


def _days(world: World) -> list[tuple[int, date]]:
    query = select(Interaction.id, Interaction.happened_on).where(
        Interaction.kind == InteractionKind.CONSULTING_DAY
    )
    return [
        (row.id, row.happened_on)
        for row in world.loader.connection.execute(query.order_by(Interaction.id))
    ]


def _guests(world: World, pk: int) -> Iterator[Guest]:
    """Who had a slot: those who came, who did not, and who are still to come."""
    query = select(
        Participation.id, Participation.company_id, Participation.guest_name, Participation.status
    ).where(Participation.interaction_id == pk)
    for row in world.loader.connection.execute(query.order_by(Participation.id)):
        if row.status is not ParticipationStatus.INVITED:
            name = row.guest_name or _head(world, row.company_id)
            yield Guest(row.id, row.company_id, name, row.status.value)


def _head(world: World, company_id: int) -> str:
    at = int(np.searchsorted(world.company_ids, company_id))
    people = world.people
    return people.full_name[int(people.head[at]) - people.first_id]


def _grid(
    world: World, slots: Rows, pk: int, day: date, minutes: int, teams: list[int]
) -> list[list[int]]:
    """Positions of the new slots, a list for each team."""
    entered = f"{min(day - timedelta(21), world.dice.until)} 08:00:00.000000"
    seats = _seats(world, pk, day)
    return [
        [
            slots.add(
                interaction_id=pk, team_id=team, advisor_id=seats.get(team),
                starts_at=f"{begins}.000000", ends_at=f"{ends}.000000", is_public=1,
                created_at=entered, changed_at=entered,
            )
            for begins, ends in cut(BEGINS, ENDS, minutes, BREAK)
        ]
        for team in teams
    ]  # fmt: skip


def _seats(world: World, pk: int, day: date) -> dict[int, int]:
    """team -> who of those who run the day is in it."""
    here = TeamMembership
    query = (
        select(here.team_id, here.advisor_id)
        .join(AdvisorAssignment, AdvisorAssignment.advisor_id == here.advisor_id)
        .where(
            AdvisorAssignment.interaction_id == pk,
            here.valid_from <= day,
            here.valid_to.is_(None) | (here.valid_to >= day),
        )
        .order_by(AdvisorAssignment.id.desc())
    )
    return {row.team_id: row.advisor_id for row in world.loader.connection.execute(query)}


def _seat(
    rng: Generator,
    world: World,
    bookings: Rows,
    moves: Rows,
    day: date,
    guests: list[Guest],
    made: list[list[int]],
    first: int,
) -> None:
    free = [list(rng.permutation(of_team)) for of_team in made]
    until = as_day(world.dice.until)
    for guest in guests:
        team = int(guest.company is not None)
        team = team if free[team] else 1 - team
        if not free[team]:
            return
        slot, chance = first + int(free[team].pop()), rng.random(4).tolist()
        earliest = np.minimum(as_day(day), until) - rng.integers(2, 20)
        entered = instants(rng, np.array([earliest]))[0]
        at = _booked(rng, bookings, guest, slot, chance, entered)
        if chance[1] < HANDED_OVER and free[1 - team]:
            left = first + int(free[1 - team][0])
            moves.add(booking_id=at, from_id=left, to_id=slot, happened_at=entered,
                      reason=WHY[int(rng.integers(len(WHY)))])  # fmt: skip
        if chance[2] < CALLED_OFF:
            _called_off(rng, bookings, slot, entered)


def _booked(
    rng: Generator, bookings: Rows, guest: Guest, slot: int, chance: list[float], entered: str
) -> int:
    founders = rows("founders")
    wish = (
        WISHES[int(rng.integers(len(WISHES)))]
        if guest.company
        else founders[int(rng.integers(len(founders)))]["wish"]
    )
    return bookings.add(
        slot_id=slot, participation_id=guest.participation, company_id=guest.company,
        name=guest.name, wish=wish, cancelled_at=None, cancel_reason=None,
        booked_by=(BookedBy.LINK if chance[0] < BY_LINK else BookedBy.TELEPHONE).value,
        notes=SAID[int(chance[3] * len(SAID))] if guest.status == CAME else None,
        created_at=entered, changed_at=entered,
    )  # fmt: skip


def _called_off(rng: Generator, bookings: Rows, slot: int, entered: str) -> None:
    """Somebody had the slot before and called off; then it went to who has it now."""
    name = f"{some_first_names(rng, rng.random(1) < 0.5)[0]} {some_last_names(rng, 1)[0]}"
    bookings.add(
        slot_id=slot, participation_id=None, company_id=None, name=name, wish=None,
        cancelled_at=entered, cancel_reason=WHY_NOT[int(rng.integers(len(WHY_NOT)))],
        booked_by=BookedBy.LINK.value, notes=None, created_at=entered, changed_at=entered,
    )  # fmt: skip
