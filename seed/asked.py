"""Who asked the city, when and what about: half came to a visit, a consultation or a call."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from sqlalchemy import func, select

from crm.enums import AssignmentRole, InteractionKind, InteractionStatus
from crm.models import AdvisorAssignment, Interaction, Participation, interaction_topic
from seed.cast import DEMO_ADVISOR
from seed.days import NONE
from seed.dice import pick
from seed.interest import existing
from seed.sources import Array, rows
from seed.working_days import Clock
from seed.world import World

ONE_IN = 13
"""So many individual contacts came of an inquiry; as many inquiries came to none."""
FOUNDERS = 0.35
FOUNDERS_TOPICS = {"start_up": 5, "space": 2, "financing": 2}
NOBODYS_DAYS, NOBODYS = 2, 0.6
"""Of what came in within so many working days this share is nobody's yet."""
FORGOTTEN = 0.05
ON_THE_DEMO_DESK = (6, 2, 1)
"""Working days ago, whatever the day; the first has been forgotten."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Columns; ``firm`` and ``owner`` are positions, -1 for none, ``contact`` an id or 0.

    ``replied`` is the day of the contact that answered it, or none: then it is still to be drawn.
    """

    received: Array
    replied: Array
    firm: Array
    owner: Array
    topic: Array
    contact: Array
    is_forgotten: Array

    def __len__(self) -> int:
        return len(self.received)


def make_inquiries(rng: Generator, world: World) -> Asked:
    """In the order in which they came in."""
    one, other = _from_contacts(rng, world), _others(rng, world)
    columns = [
        np.concatenate([getattr(one, name), getattr(other, name)]) for name in Asked.__slots__
    ]
    order = np.argsort(columns[0], kind="stable")
    return Asked(*(column[order] for column in columns))


def _from_contacts(rng: Generator, world: World) -> Asked:
    """Individual contacts that a question came before."""
    talks = [kind for kind in InteractionKind if not kind.is_gathering]
    first_topic = (
        select(func.min(interaction_topic.c.topic_id))
        .where(interaction_topic.c.interaction_id == Interaction.id)
        .scalar_subquery()
    )
    query = (
        select(Interaction.id, Interaction.happened_on, Participation.company_id,
               AdvisorAssignment.advisor_id, first_topic)
        .join(Participation, Participation.interaction_id == Interaction.id)
        .join(AdvisorAssignment, AdvisorAssignment.interaction_id == Interaction.id)
        .where(Interaction.id % ONE_IN == 0, Interaction.kind.in_(talks),
               Interaction.status == InteractionStatus.HELD,
               AdvisorAssignment.role == AssignmentRole.LEAD)
        .order_by(Interaction.id, Participation.id)
    )  # fmt: skip
    found = {row[0]: row for row in reversed(world.loader.connection.execute(query).all())}
    contact, days, company, advisor, topic = (
        np.array(column) for column in zip(*(found[key] for key in sorted(found)), strict=True)
    )
    days = days.astype("datetime64[D]")
    firm = _positions(world.company_ids, company)
    received = Clock(world.calendar).before(days, pick(rng, (1, 2, 3, 4, 6), len(days)))
    received = np.minimum(np.maximum(received, world.firms.founded[firm]), days)
    topics = np.array([-1 if one is None else one for one in topic], dtype=int)
    return Asked(
        received,
        days,
        firm,
        _positions(world.office.ids, advisor),
        np.where(topics < 0, 0, _positions(world.topic_ids, np.maximum(topics, 0))),
        contact,
        np.zeros(len(days), bool),
    )


def _positions(ids: Array, wanted: Array) -> Array:
    order = np.argsort(ids)
    return np.asarray(order[np.minimum(np.searchsorted(ids, wanted, sorter=order), len(ids) - 1)])


def _others(rng: Generator, world: World) -> Asked:
    """As many that came to no visit; the demo advisor has some on the desk, whatever the day."""
    calendar = world.calendar
    rhythm = calendar.rhythm()[: int((calendar.until - calendar.first).astype(int)) + 1]
    size = max(world.loader.counts["interaction"] // (2 * ONE_IN), 30)
    days = calendar.days[pick(rng, np.arange(len(rhythm)), size, rhythm)]
    mine = Clock(calendar).before(
        np.full(len(ON_THE_DEMO_DESK), calendar.until), np.array(ON_THE_DEMO_DESK)
    )
    days = np.concatenate([days, np.maximum(mine, calendar.first)])
    firm = rng.integers(0, len(world.firms), len(days))
    firm[(rng.random(len(days)) < FOUNDERS) | ~existing(world.firms, firm, days)] = -1
    topic = _topics(rng, firm)
    owner = responsible_staff(rng, world, topic, days)
    new = days > Clock(calendar).before(np.array([calendar.until]), np.array([NOBODYS_DAYS]))[0]
    owner[new & (rng.random(len(days)) < NOBODYS)] = -1
    owner[-len(mine) :] = world.office.position(DEMO_ADVISOR)
    forgotten = rng.random(len(days)) < FORGOTTEN
    forgotten[-len(mine)] = True
    return Asked(
        days, np.full(len(days), NONE), firm, owner, topic, np.zeros(len(days), int), forgotten
    )


def _topics(rng: Generator, firm: Array) -> Array:
    table = rows("topics")
    weights = [int(row["weight"]) for row in table]
    found = pick(rng, np.arange(len(table)), len(firm), weights)
    codes = [row["code"] for row in table]
    founders = [codes.index(code) for code in FOUNDERS_TOPICS]
    theirs = pick(rng, founders, len(firm), list(FOUNDERS_TOPICS.values()))
    return np.where(firm < 0, theirs, found)


def responsible_staff(rng: Generator, world: World, topic: Array, days: Array) -> Array:
    """Who is responsible for the topic, else anybody; of those who were here on the day."""
    codes = np.array([row["code"] for row in rows("topics")])
    wanted = codes[topic]
    staff = world.office.staff
    here = world.office.is_here(days)
    fits = np.array([np.isin(wanted, one.topics) for one in staff]) & here
    fits = np.where(fits.any(axis=0), fits, here)
    chance = rng.random(fits.shape) * fits
    return np.asarray(np.argmax(chance, axis=0))
