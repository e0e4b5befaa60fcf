"""Fairs: the office's stand, who was there when, whom one met, and the one that is prepared now."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.random import Generator
from sqlalchemy import Row, select

from crm.enums import (
    AssignmentRole,
    FairRole,
    FollowUpStatus,
    InteractionKind,
    InteractionStatus,
    ParticipationStatus,
    PartnerKind,
    StandOutcome,
    StandTodo,
)
from crm.models import (
    AdvisorAssignment,
    FairStand,
    FollowUp,
    Interaction,
    Participation,
    Partner,
    Shift,
    StandContact,
)
from seed.people_names import some_first_names, some_last_names
from seed.reference_rows import table_of
from seed.slots import Rows
from seed.texts import phones
from seed.world import World

SHIFTS = (("10:00", "13:00"), ("13:00", "16:00"), ("16:00", "18:00"))
AT_ONCE = 2
FIRMS_MET, GUESTS_MET = 18, 7
SETTLED, SETTLED_SHARE = 60, 0.96
"""Days after which nearly everybody met at a stand has been worked off."""
TASKS = (
    ("Stand bei der Messeleitung anmelden", 120), ("Hallenplan und Strom klären", 100),
    ("Rückwand und Banner bestellen", 60),
    ("Broschüren nachdrucken lassen", 45), ("Schichten mit beiden Teams abstimmen", 30),
    ("Einladungen an junge Unternehmen verschicken", 28), ("Technik am Stand ausprobieren", 14),
    ("Giveaways und Visitenkarten einpacken", 3),
)  # fmt: skip
NOTES = (
    "Sucht Auszubildende zum August", "Interessiert an Fläche im Gewerbegebiet",
    "Fragt nach Fördermitteln für eine neue Halle", "Will zum Unternehmerstammtisch kommen",
    "Braucht Kontakt zur Hochschule", "Broschüre mitgenommen", "Plant den Umzug nach Magdeburg",
    "Möchte einen Betriebsbesuch", "Frage zur Baustelle vor der Tür",
)  # fmt: skip
STAND = "Halle 2, Stand {number}"


@dataclass(frozen=True, slots=True)
class Fair:
    id: int
    first: date
    last: date
    is_held: bool
    advisors: list[int]


def add_fairs(world: World, *, with_the_next: bool) -> None:
    """``with_the_next``: one more interaction than was asked for, so that one is being prepared."""
    rng, until = world.dice.of("fairs"), world.dice.until
    if with_the_next:
        _plan_the_next(world, until)
    stands, shifts, tasks, met, guests = Rows(), Rows(), Rows(), Rows(), Rows()
    organisers = _organisers(world)
    for turn, fair in enumerate(_fairs(world)):
        _add_stand(stands, fair, turn, organisers)
        _add_shifts(shifts, fair)
        _add_tasks(rng, tasks, fair, until)
        if fair.is_held:
            _add_met(rng, world, met, guests, fair, until)
    tables = ((FairStand, stands), (Shift, shifts), (FollowUp, tasks), (Participation, guests))
    for model, rows in tables:
        if len(rows):
            world.loader.add(table_of(model), rows.columns)
    if len(met):
        met.columns["phone"] = phones(rng, len(met)).tolist()
        world.loader.add(table_of(StandContact), met.columns)


def _plan_the_next(world: World, until: date) -> None:
    """Where the calendar does not reach to it: there is always one to prepare."""
    latest = _rows(world)
    if not latest or latest[-1].happened_on > until:
        return
    last = latest[-1]
    day = _last_saturday(until.year + (until.month > 2), 2)
    entered = f"{until - timedelta(40)} 09:00:00.000000"
    ids = world.loader.add(
        table_of(Interaction),
        {
            "kind": [InteractionKind.FAIR.value], "status": [InteractionStatus.PLANNED.value],
            "title": [last.title], "happened_on": [f"{day}"],
            "ends_on": [f"{day + timedelta(1)}"], "starts_at": ["10:00:00.000000"],
            "duration_minutes": [960], "place": [last.place],
            "created_at": [entered], "changed_at": [entered],
        },
    )  # fmt: skip
    here = np.flatnonzero(world.office.stays)[:4]
    roles = [AssignmentRole.LEAD.value, *[AssignmentRole.CO.value] * (len(here) - 1)]
    who = {"advisor_id": world.office.ids[here].tolist(), "role": roles}
    world.loader.add(table_of(AdvisorAssignment), {"interaction_id": [ids[0]] * len(here), **who})


def _last_saturday(year: int, month: int) -> date:
    last = date(year, month + 1, 1) - timedelta(2)
    return last - timedelta((last.weekday() - 5) % 7)


def _rows(world: World) -> list[Row[Any]]:
    fair = Interaction.kind == InteractionKind.FAIR
    names = (Interaction.id, Interaction.title, Interaction.place, Interaction.happened_on,
             Interaction.ends_on, Interaction.status)  # fmt: skip
    query = select(*names).where(fair).order_by(Interaction.happened_on, Interaction.id)
    return list(world.loader.connection.execute(query))


def _fairs(world: World) -> list[Fair]:
    here = AdvisorAssignment
    query = select(here.advisor_id).order_by(here.id)
    return [
        Fair(
            row.id,
            row.happened_on,
            row.ends_on or row.happened_on,
            row.status is InteractionStatus.HELD,
            list(world.loader.connection.scalars(query.where(here.interaction_id == row.id))),
        )
        for row in _rows(world)
        if row.status is not InteractionStatus.CANCELLED
    ]


def _organisers(world: World) -> list[int]:
    query = select(Partner.id).where(Partner.kind == PartnerKind.CHAMBER).order_by(Partner.id)
    return list(world.loader.connection.scalars(query))


def _add_stand(stands: Rows, fair: Fair, turn: int, organisers: list[int]) -> None:
    entered = f"{fair.first - timedelta(90)} 09:00:00.000000"
    role = FairRole.CO_ORGANISER if turn % 3 == 2 else FairRole.EXHIBITOR
    stands.add(
        interaction_id=fair.id, role=role.value, stand=STAND.format(number=11 + turn),
        partner_id=organisers[turn % len(organisers)] if organisers else None,
        created_at=entered, changed_at=entered,
    )  # fmt: skip


def _add_shifts(shifts: Rows, fair: Fair) -> None:
    """Two at once; with four advisors nobody has two shifts on end."""
    turn = 0
    entered = f"{fair.first - timedelta(30)} 09:00:00.000000"
    for day in range((fair.last - fair.first).days + 1):
        for begins, ends in SHIFTS:
            for _one in range(min(AT_ONCE, len(fair.advisors))):
                shifts.add(
                    interaction_id=fair.id, advisor_id=fair.advisors[turn % len(fair.advisors)],
                    day=f"{fair.first + timedelta(day)}", starts_at=f"{begins}:00.000000",
                    ends_at=f"{ends}:00.000000", created_at=entered, changed_at=entered,
                )  # fmt: skip
                turn += 1


def _add_tasks(rng: Generator, tasks: Rows, fair: Fair, until: date) -> None:
    """What was due before today is mostly done."""
    for turn, (promise, before) in enumerate(TASKS):
        due = fair.first - timedelta(before)
        done = due < until and not (due > until - timedelta(14) and rng.random() < 0.5)
        entered = f"{min(fair.first - timedelta(150), until)} 09:00:00.000000"
        status = FollowUpStatus.DONE if done else FollowUpStatus.OPEN
        tasks.add(
            promise=promise, due_on=f"{due}", first_due_on=f"{due}",
            owner_id=fair.advisors[turn % len(fair.advisors)], interaction_id=fair.id,
            status=status.value,
            done_on=f"{due - timedelta(int(rng.integers(0, 5)))}" if done else None,
            created_at=entered, changed_at=entered,
        )  # fmt: skip


def _add_met(
    rng: Generator, world: World, met: Rows, guests: Rows, fair: Fair, until: date
) -> None:
    query = select(Participation.company_id).where(
        Participation.interaction_id == fair.id,
        Participation.status == ParticipationStatus.ATTENDED,
        Participation.company_id.is_not(None),
    )
    firms = list(world.loader.connection.scalars(query.order_by(Participation.id)))
    chosen = rng.permutation(len(firms))[:FIRMS_MET]
    first = some_first_names(rng, rng.random(GUESTS_MET) < 0.5)
    names = [f"{a} {b}" for a, b in zip(first, some_last_names(rng, GUESTS_MET), strict=True)]
    who: list[tuple[int | None, str | None]] = [(firms[at], None) for at in chosen]
    who += [(None, name) for name in names]
    for company, name in who:
        day = fair.first + timedelta(int(rng.integers(0, (fair.last - fair.first).days + 1)))
        at = f"{day} {int(rng.integers(9, 17)):02}:{int(rng.integers(60)):02}:00.000000"
        _add_one(rng, met, fair, company, name, at, until)
        if name:
            guests.add(
                interaction_id=fair.id, guest_name=name, created_at=at, changed_at=at,
                status=ParticipationStatus.ATTENDED.value,
            )  # fmt: skip


def _add_one(
    rng: Generator,
    met: Rows,
    fair: Fair,
    company: int | None,
    name: str | None,
    at: str,
    until: date,
) -> None:
    handled = rng.random() < (SETTLED_SHARE if (until - fair.last).days > SETTLED else 0.5)
    todo = list(StandTodo)[int(rng.integers(len(StandTodo)))]
    after = fair.last + timedelta(int(rng.integers(1, 20)))
    met.add(
        interaction_id=fair.id, company_id=company, name=name,
        note=NOTES[int(rng.integers(len(NOTES)))], todo=todo.value, met_at=at,
        advisor_id=fair.advisors[int(rng.integers(len(fair.advisors)))],
        handled_at=f"{min(after, until)} 10:00:00.000000" if handled else None,
        outcome=StandOutcome.DONE.value if handled else None, created_at=at, changed_at=at,
    )  # fmt: skip
