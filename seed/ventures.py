"""Founders: the guests of consulting days, what they planned, and the firms that came of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from sqlalchemy import select

from crm.enums import InteractionKind, InteractionStatus, LegalBasis, ParticipationStatus
from crm.models import (
    Booking,
    Company,
    CompanyFact,
    Interaction,
    Participation,
    Person,
    Slot,
    Venture,
    venture_talk,
)
from crm.models.participation import participation_person
from crm.rules.fold import sort_key
from seed.days import day as as_day
from seed.reference_rows import table_of
from seed.slots import Rows
from seed.sources import rows
from seed.world import World

SOON = 366
"""Days after their talk in which a founder's firm is looked for in the register."""
GIVEN_UP, PENDING = 0.2, 120
"""Of those without a firm this share gave up; none within so many days."""
REVIEW = 3 * 365


@dataclass(frozen=True, slots=True)
class Founder:
    """``firm`` is its position in the register, -1 where there is none yet."""

    participation: int
    name: str
    day: date
    owner: int | None
    wish: str | None
    firm: int = -1


def add_ventures(world: World) -> None:
    """The head of a firm that began soon after is the person who asked beforehand."""
    rng = world.dice.of("ventures")
    founders = list(_founders(world))
    if not founders:
        return
    by_wish = {row["wish"]: row for row in rows("founders")}
    became = _as_they_became(world, [each.firm for each in founders if each.firm >= 0])
    chance = rng.random((len(founders), 2)).tolist()
    newcomers = _add_newcomers(world, [each for each in founders if each.firm < 0])
    made, talks = Rows(), Rows()
    for each, (gives_up, after) in zip(founders, chance, strict=True):
        plan = became.get(each.firm) or by_wish.get(each.wish or "")
        person = _head(world, each.firm) if each.firm >= 0 else next(newcomers)
        _add_plan(world, made, each, person, plan, gives_up < GIVEN_UP, after)
        talks.add(participation_id=each.participation, person_id=person)
    ids = world.loader.add(table_of(Venture), made.columns)
    world.loader.add(participation_person, talks.columns)
    who = {"venture_id": list(ids), "participation_id": talks.columns["participation_id"]}
    world.loader.add(venture_talk, who)


def _founders(world: World) -> list[Founder]:
    query = (
        select(
            Participation.id, Participation.guest_name, Interaction.happened_on,
            Slot.advisor_id, Booking.wish,
        )
        .join(Interaction, Interaction.id == Participation.interaction_id)
        .join(Booking, Booking.participation_id == Participation.id)
        .join(Slot, Slot.id == Booking.slot_id)
        .where(
            Interaction.kind == InteractionKind.CONSULTING_DAY,
            Interaction.status == InteractionStatus.HELD,
            Participation.status == ParticipationStatus.ATTENDED,
            Participation.company_id.is_(None),
        )
        .order_by(Participation.id)
    )  # fmt: skip
    found = [
        Founder(row.id, row.guest_name or "", *row[2:])
        for row in world.loader.connection.execute(query)
    ]
    taken: set[int] = set()
    return [replace(each, firm=_firm(world, each, taken)) for each in found]


def _firm(world: World, founder: Founder, taken: set[int]) -> int:
    """The one that a person of this name heads and that began after the talk; each firm once."""
    firms, people, day = world.firms, world.people, as_day(founder.day)
    begin, end = np.searchsorted(firms.founded, [day + 1, min(day + SOON, world.calendar.until)])
    for at in range(int(begin), int(end)):
        name = people.full_name[int(people.head[at]) - people.first_id]
        if name == founder.name and at not in taken:
            taken.add(at)
            return at
    return -1


def _as_they_became(world: World, firms: list[int]) -> dict[int, dict[str, str]]:
    """Whoever founded something planned just that."""
    ids = {int(world.company_ids[firm]): firm for firm in firms}
    query = (
        select(Company.id, Company.name, CompanyFact.wz_section)
        .join(CompanyFact, CompanyFact.company_id == Company.id)
        .where(Company.id.in_(ids), Company.name.is_not(None))
        .order_by(CompanyFact.valid_from)
    )
    return {
        ids[row.id]: {"planned_name": row.name, "section": row.wz_section}
        for row in world.loader.connection.execute(query)
    }


def _head(world: World, firm: int) -> int:
    return int(world.people.head[firm])


def _add_newcomers(world: World, founders: list[Founder]) -> Iterator[int]:
    """People who are on file for their plan alone; their ids in order."""
    columns = Rows()
    for each in founders:
        first, _blank, last = each.name.partition(" ")
        entered = f"{each.day} 15:00:00.000000"
        columns.add(
            first_name=first, last_name=last, name_key=sort_key(last, first),
            legal_basis=LegalBasis.CONSENT.value,
            review_on=f"{each.day + timedelta(REVIEW)}", created_at=entered, changed_at=entered,
        )  # fmt: skip
    return iter(world.loader.add(table_of(Person), columns.columns) if founders else ())


def _add_plan(
    world: World,
    made: Rows,
    each: Founder,
    person: int,
    plan: dict[str, str] | None,
    gives_up: bool,
    after: float,
) -> None:
    founded, until = each.firm >= 0, world.dice.until
    waits = (until - each.day).days
    dropped = None
    if not founded and gives_up and waits > PENDING:
        dropped = f"{each.day + timedelta(PENDING + int(after * (waits - PENDING)))}"
    entered = f"{each.day} 16:00:00.000000"
    made.add(
        person_id=person,
        planned_name=_plan_name(made, each, plan) if plan else None,
        wz_section=plan["section"] if plan else None,
        planned_on=f"{each.day + timedelta(60 + int(after * 200))}",
        owner_id=each.owner,
        company_id=int(world.company_ids[each.firm]) if founded else None,
        became_on=str(world.firms.founded[each.firm]) if founded else None,
        dropped_on=dropped,
        created_at=entered,
        changed_at=entered,
    )


def _plan_name(made: Rows, each: Founder, plan: dict[str, str]) -> str:
    """Whoever plans the same as somebody before puts their own name to it."""
    name = plan["planned_name"]
    used = each.firm < 0 and name in made.columns.get("planned_name", ())
    return f"{name} {each.name.rpartition(' ')[2]}" if used else name
