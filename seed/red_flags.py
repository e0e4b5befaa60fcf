"""Trouble that was noticed in talks: what it was, who took care of it, what came of it."""

from typing import Any

import numpy as np
from numpy.random import Generator

from crm.enums import RedFlagOutcome, Severity
from crm.models import RedFlag, red_flag_reader
from seed.contacts import Contacts
from seed.days import NONE, iso
from seed.dice import pick
from seed.inquiry_rows import only
from seed.reference_rows import table_of
from seed.sources import Array, rows
from seed.world import World

CHANCE_PER_WEIGHT = 0.0025
"""Of a talk about a topic, times the weights of that topic's rows in red_flags.csv."""
DUE_AFTER = (14, 14, 14, 28, 60)
PUT_OFF = (-12, 40)
CLOSED_AFTER = (5, 120)
STILL_OPEN = {45: 0.8, 120: 0.35, 365: 0.06}
"""Age in days up to which so many are open; of older ones hardly any."""
HARDLY_ANY = 0.01
OUTCOMES = {
    RedFlagOutcome.AVERTED: 34, RedFlagOutcome.EASED: 28, RedFlagOutcome.HAPPENED: 24,
    RedFlagOutcome.WITHDRAWN: 14,
}  # fmt: skip
UNFOUNDED = "Hat sich nicht bestätigt."
SEVERITIES = {Severity.LOW: 3, Severity.MIDDLE: 5, Severity.HIGH: 2}
CONFIDENTIAL = 0.15
JOBS_NAMED, JOBS_CONFIRMED = 0.6, 0.55
JOBS, JOBS_OF_LARGE, LARGE = (1, 12), (15, 120), 0.08


def add_red_flags(
    rng: Generator, world: World, contacts: Contacts, topic: Array, ids: range,
    is_secret: Array, entered: list[str],
) -> None:  # fmt: skip
    """``topic`` is a position in topics.csv for each contact, -1 for none; ``is_secret`` says of
    which nobody else may know.
    """
    at, kind = _noticed(rng, contacts, topic)
    closed = _closed(rng, world, contacts.day[at])
    outcome = pick(rng, [each.value for each in OUTCOMES], len(at), list(OUTCOMES.values()))
    is_confidential = is_secret[at] | (rng.random(len(at)) < CONFIDENTIAL)
    owner = _owners(world, contacts.advisor[at], closed)
    columns = {
        "company_id": world.company_ids[contacts.firm[at]].tolist(),
        "owner_id": world.office.ids[owner].tolist(),
        "interaction_id": [ids[one] for one in at.tolist()],
        "is_confidential": is_confidential.astype(int).tolist(),
        "severity": pick(
            rng, [each.value for each in SEVERITIES], len(at), list(SEVERITIES.values())
        ).tolist(),
        **_days(rng, world, contacts.day[at], closed),
        **_jobs(rng, closed),
        **_words(kind, outcome, closed),
        "created_at": [entered[one] for one in at.tolist()],
        "changed_at": [entered[one] for one in at.tolist()],
    }
    new = world.loader.add(table_of(RedFlag), columns)
    _add_readers(rng, world, np.flatnonzero(is_confidential), owner, new)


def _noticed(rng: Generator, contacts: Contacts, topic: Array) -> tuple[Array, Array]:
    """Positions of contacts, and of rows of red_flags.csv."""
    table, chance = rows("red_flags"), rng.random(len(contacts))
    found, kinds = [], []
    for position, row in enumerate(rows("topics")):
        of = [at for at, each in enumerate(table) if each["topic"] == row["code"]]
        weights = [int(table[at]["weight"]) for at in of]
        here = contacts.is_held & (topic == position) & (chance < CHANCE_PER_WEIGHT * sum(weights))
        found.append(np.flatnonzero(here))
        kinds.append(pick(rng, of, int(here.sum()), weights) if of else np.array([], dtype=int))
    at, kind = np.concatenate(found), np.concatenate(kinds)
    order = np.argsort(at, kind="stable")
    return at[order], kind[order].astype(int)


def _closed(rng: Generator, world: World, raised: Array) -> Array:
    """The day, or none while it is open."""
    age = (world.calendar.until - raised).astype(int)
    chance = np.full(len(age), HARDLY_ANY)
    for days, share in reversed(STILL_OPEN.items()):
        chance[age <= days] = share
    longest = np.minimum(np.maximum(age, 1), CLOSED_AFTER[1])
    after = np.minimum(CLOSED_AFTER[0], longest) + rng.random(len(age)) * (
        longest - CLOSED_AFTER[0]
    )
    closed = np.minimum(world.calendar.working(raised + after.astype(int)), world.calendar.until)
    return np.where(rng.random(len(age)) < chance, NONE, np.maximum(closed, raised))


def _owners(world: World, advisor: Array, closed: Array) -> Array:
    """Whoever noticed it; what somebody who left had not closed went to a team leader."""
    leader = next(at for at, one in enumerate(world.office.staff) if one.leads)
    return np.where(np.isnat(closed) & ~world.office.stays[advisor], leader, advisor)


def _days(rng: Generator, world: World, raised: Array, closed: Array) -> dict[str, Any]:
    """What is open was put off until about now, or beyond."""
    due = raised + pick(rng, DUE_AFTER, len(raised))
    put_off = world.calendar.until + rng.integers(*PUT_OFF, len(raised))
    due = world.calendar.working(np.where(np.isnat(closed), np.maximum(due, put_off), due))
    return {"raised_on": iso(raised), "due_on": iso(due), "closed_on": iso(closed)}


def _jobs(rng: Generator, closed: Array) -> dict[str, Any]:
    size = len(closed)
    few, many = rng.integers(*JOBS, size), rng.integers(*JOBS_OF_LARGE, size)
    claimed = np.where(rng.random(size) < LARGE, many, few)
    is_named = rng.random(size) < JOBS_NAMED
    is_confirmed = is_named & ~np.isnat(closed) & (rng.random(size) < JOBS_CONFIRMED)
    confirmed = (claimed * rng.uniform(0.4, 1.0, size)).round().astype(int)
    return {
        "jobs_claimed": only(claimed, is_named),
        "jobs_confirmed": only(confirmed, is_confirmed),
    }


def _words(kind: Array, outcome: Array, closed: Array) -> dict[str, Any]:
    table = [rows("red_flags")[at] for at in kind.tolist()]
    ended = [
        None if is_open else one for one, is_open in zip(outcome, np.isnat(closed), strict=True)
    ]
    return {
        "kind": [row["kind"] for row in table],
        "notes": [row["notes"] for row in table],
        "outcome": ended,
        "outcome_words": [_came_of_it(row, one) for row, one in zip(table, ended, strict=True)],
    }


def _came_of_it(row: dict[str, str], outcome: str | None) -> str | None:
    if outcome is None:
        return None
    if outcome == RedFlagOutcome.WITHDRAWN.value:
        return UNFOUNDED
    return row["bad" if outcome == RedFlagOutcome.HAPPENED.value else "good"]


def _add_readers(rng: Generator, world: World, secret: Array, owner: Array, new: range) -> None:
    """One colleague beside the owner."""
    here = np.flatnonzero(world.office.stays)
    reader = pick(rng, here, len(secret))
    others = reader != owner[secret]
    world.loader.add(
        red_flag_reader,
        {
            "red_flag_id": (secret[others] + new.start).tolist(),
            "advisor_id": world.office.ids[reader[others]].tolist(),
        },
    )
