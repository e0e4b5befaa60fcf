"""Funding consultations of the demo city, from inquiries and contacts about money. The programmes
are of kinds that there are everywhere; none is a real one."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.random import Generator
from sqlalchemy import func, select

from crm.enums import AssignmentRole, FundingStage, InquiryOutcome, InteractionStatus
from crm.models import (
    AdvisorAssignment,
    FundingCase,
    FundingProgramme,
    Inquiry,
    Interaction,
    Participation,
    Topic,
    interaction_topic,
)
from seed.cast import DEMO_ADVISOR
from seed.reference_rows import ensure, table_of
from seed.sources import rows
from seed.world import World

MONEY = "financing"
NOTED = 0.45
"""Of the contacts about financing this share was about a programme."""
APPLIED, GRANTED, REFUSED, GIVEN_UP = 0.6, 0.68, 0.17, 0.25
"""Of all; of those that were decided; of those that did not apply and are old."""
DECIDED_DAYS, APPLIED_DAYS = (30, 150), (5, 60)
OLD = 150
"""Days after which nobody applies any more."""
DESK_DEADLINES = (-3, 6, 18, 26)
"""Days from the last one, on the demo advisor's desk, whatever the day."""
PURPOSES = (
    "Neue Maschine", "Umbau der Werkstatt", "Ladeneinrichtung", "Wärmepumpe", "Software",
    "Lieferwagen", "Übernahme des Betriebs", "Erweiterung der Halle", "Ausbildungsplatz",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Talk:
    """Of which contact or inquiry a consultation comes."""

    day: date
    company: int | None
    guest: str | None
    owner: int | None
    contact: int | None
    inquiry: int | None


def add_funding(world: World) -> None:
    """After contacts and inquiries; draws from a stream of its own."""
    rng = world.dice.of("funding")
    programmes = _programmes(world)
    talks = [talk for talk in _talks(world) if rng.random() < (NOTED if talk.contact else 1.0)]
    until = world.calendar.until.astype(object)
    cases = [_case(rng, talk, programmes, until) for talk in talks]
    cases = _with_a_full_desk(world, cases, until)
    entered = [f"{case['discussed_on']} 14:00:00.000000" for case in cases]
    names = list(cases[0]) if cases else []
    if cases:
        columns = {name: [case[name] for case in cases] for name in names}
        world.loader.add(
            table_of(FundingCase), {**columns, "created_at": entered, "changed_at": entered}
        )


def _programmes(world: World) -> list[int]:
    table, until = rows("programmes"), world.calendar.until.astype(object)
    columns: dict[str, list[Any]] = {
        "name": [row["name"] for row in table],
        "giver": [row["giver"] for row in table],
        "deadline_on": [_next_deadline(row["months"], until) for row in table],
        "notes": [row["notes"] for row in table],
        "is_active": [1] * len(table),
    }
    ids = ensure(world.loader, FundingProgramme, "name", columns, world.calendar.first)
    return [int(pk) for pk in ids]


def _next_deadline(months: str, day: date) -> str | None:
    """The 30th of the next of these months; none: at any time."""
    ahead = [date(year, int(month), 30) for year in (day.year, day.year + 1)
             for month in months.split()]  # fmt: skip
    return next((str(one) for one in ahead if one >= day), None)


def _talks(world: World) -> list[Talk]:
    connection = world.loader.connection
    asked = (
        select(Inquiry.received_on, Inquiry.company_id, Inquiry.guest_name, Inquiry.owner_id,
               Inquiry.id)
        .where(Inquiry.outcome == InquiryOutcome.FUNDING_CONSULTATION)
        .order_by(Inquiry.id)
    )  # fmt: skip
    contact_of = (
        select(Interaction.inquiry_id, func.min(Interaction.id))
        .where(Interaction.inquiry_id.is_not(None))
        .group_by(Interaction.inquiry_id)
    )
    contacts = {row[0]: row[1] for row in connection.execute(contact_of)}
    found = [
        Talk(day, company, None if company else guest, owner, contacts.get(pk), pk)
        for day, company, guest, owner, pk in connection.execute(asked)
    ]
    met = (
        select(Interaction.happened_on, func.min(Participation.company_id),
               func.min(AdvisorAssignment.advisor_id), Interaction.id)
        .join(Participation, Participation.interaction_id == Interaction.id)
        .join(AdvisorAssignment, AdvisorAssignment.interaction_id == Interaction.id)
        .join(interaction_topic, interaction_topic.c.interaction_id == Interaction.id)
        .join(Topic, Topic.id == interaction_topic.c.topic_id)
        .where(Topic.code == MONEY, Interaction.kind == "consultation",
               Interaction.status == InteractionStatus.HELD,
               AdvisorAssignment.role == AssignmentRole.LEAD,
               Interaction.inquiry_id.is_(None), Interaction.is_confidential.is_(False),
               Participation.company_id.is_not(None))
        .group_by(Interaction.id, Interaction.happened_on)
        .order_by(Interaction.id)
    )  # fmt: skip
    found += [Talk(day, company, None, owner, pk, None)
              for day, company, owner, pk in connection.execute(met)]  # fmt: skip
    return sorted(found, key=lambda talk: (talk.day, talk.inquiry or 0, talk.contact or 0))


def _case(rng: Generator, talk: Talk, programmes: list[int], until: date) -> dict[str, Any]:
    table = rows("programmes")
    steps = np.cumsum([int(row["weight"]) for row in table])
    at = int(np.searchsorted(steps, rng.random() * steps[-1], side="right"))
    chances, days = rng.random(3), rng.integers((APPLIED_DAYS[0], DECIDED_DAYS[0]),
                                                (APPLIED_DAYS[1], DECIDED_DAYS[1]))  # fmt: skip
    least, most = int(table[at]["least"]), int(table[at]["most"])
    amount = int(np.exp(rng.uniform(np.log(least), np.log(most)))) // 100 * 100
    cut = float(rng.uniform(0.6, 1.0))
    purpose = PURPOSES[int(rng.integers(0, len(PURPOSES)))]
    applied: date | None = talk.day + timedelta(int(days[0]))
    decided: date | None = talk.day + timedelta(int(days[0] + days[1]))
    stage, granted = FundingStage.DISCUSSED, None
    if chances[0] < APPLIED and applied and applied <= until:
        stage = FundingStage.APPLIED
        if decided and decided <= until:
            kinds = (FundingStage.GRANTED, FundingStage.REFUSED, FundingStage.WITHDRAWN)
            stage = kinds[int(np.searchsorted((GRANTED, GRANTED + REFUSED), chances[1]))]
    else:
        applied = None
        if (until - talk.day).days > OLD and chances[2] < GIVEN_UP:
            stage, decided = FundingStage.WITHDRAWN, talk.day + timedelta(OLD)
    if stage is FundingStage.GRANTED:
        granted = f"{int(amount * cut) // 50 * 50}.00"
    deadline = _next_deadline(table[at]["months"], talk.day)
    is_old = (until - talk.day).days > OLD
    return {
        "company_id": talk.company,
        "guest_name": talk.guest,
        "programme_id": programmes[at],
        "interaction_id": talk.contact,
        "inquiry_id": talk.inquiry,
        "owner_id": talk.owner,
        "purpose": purpose,
        "stage": stage.value,
        "discussed_on": str(talk.day),
        "applied_on": str(applied) if applied else None,
        "decided_on": str(decided) if stage.is_decided else None,
        "deadline_on": None if is_old or stage is not FundingStage.DISCUSSED else deadline,
        "amount_applied": f"{amount}.00" if applied else None,
        "amount_granted": granted,
    }


def _with_a_full_desk(
    world: World, cases: list[dict[str, Any]], until: date
) -> list[dict[str, Any]]:
    """The latest that are only discussed become the demo advisor's, with deadlines near."""
    mine = int(world.office.ids[world.office.position(DEMO_ADVISOR)])
    waiting = [at for at, case in enumerate(cases) if case["stage"] == FundingStage.DISCUSSED.value]
    for days in DESK_DEADLINES:
        deadline = str(until + timedelta(days))
        fitting = [at for at in waiting if cases[at]["discussed_on"] < deadline]
        if fitting:
            at = fitting[-1]
            waiting.remove(at)
            cases[at] = {**cases[at], "owner_id": mine, "deadline_on": deadline}
    return cases
