"""Contacts with what is drawn for each: topics, who was met, what was promised, when entered."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from crm.enums import InteractionStatus
from seed import plan
from seed.contacts import Contacts
from seed.days import instants
from seed.dice import pick
from seed.follow_ups import Promises, make_promises
from seed.sources import Array, rows
from seed.world import World

NO_TOPIC, SECOND_TOPIC = 0.06, 0.2
YOUNG, GROWN_UP = 2 * 365, 4 * 365
"""Days since founding: the young have no succession, the grown-up no start to plan."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Topics are positions in topics.csv, -1 for none; ``person`` has ids."""

    contacts: Contacts
    is_first: Array
    topic: Array
    second_topic: Array
    person: Array
    promises: Promises
    entered: list[str]


def first_times(firm: Array) -> Array:
    """Whether a firm stands here for the first time."""
    found = np.zeros(len(firm), dtype=bool)
    found[np.unique(firm, return_index=True)[1]] = True
    return found


def drawn(rng: Generator, world: World, contacts: Contacts, is_first: Array) -> Chunk:
    topic, second = _topics(rng, world, contacts)
    person = world.people.met(rng, contacts.firm, contacts.day)
    promises = make_promises(rng, world, contacts, topic)
    entered = _entered(rng, world, contacts)
    return Chunk(contacts, is_first, topic, second, person, promises, entered)


def _topics(rng: Generator, world: World, contacts: Contacts) -> tuple[Array, Array]:
    size = len(contacts)
    weights = [int(row["weight"]) for row in rows("topics")]
    topic, second = (pick(rng, np.arange(len(weights)), size, weights) for _ in range(2))
    for column in (topic, second):
        _suit_age(world, contacts, column)
    topic[rng.random(size) < NO_TOPIC] = -1
    second[(rng.random(size) >= SECOND_TOPIC) | (second == topic) | (topic < 0)] = -1
    return topic, second


def _suit_age(world: World, contacts: Contacts, topic: Array) -> None:
    codes = [row["code"] for row in rows("topics")]
    start, succession = codes.index("start_up"), codes.index("succession")
    age = (contacts.day - world.firms.founded[contacts.firm]).astype(int)
    topic[(topic == start) & (age > GROWN_UP)] = codes.index("skilled_staff")
    topic[(topic == succession) & (age < YOUNG)] = start


def _entered(rng: Generator, world: World, contacts: Contacts) -> list[str]:
    """Most on the same day; what is planned was entered some days ago."""
    delays = np.array(list(plan.LATE_ENTRIES))
    late = pick(rng, delays, len(contacts), list(plan.LATE_ENTRIES.values()))
    until = world.calendar.until
    ahead = until - rng.integers(1, 20, len(contacts))
    planned = contacts.status == InteractionStatus.PLANNED.value
    return instants(rng, np.where(planned, ahead, np.minimum(contacts.day + late, until - 1)))
