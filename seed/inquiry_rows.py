"""Inquiries as rows: the words, the instants, the office that forwarded them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.random import Generator

from crm.enums import InquiryChannel, InquiryOutcome
from seed.asked import Asked
from seed.days import Calendar, iso
from seed.dice import pick
from seed.inquiry_days import TARGET, Steps
from seed.people_names import some_first_names, some_last_names
from seed.sources import Array, rows
from seed.texts import phones
from seed.world import World

OUTCOMES = {
    InquiryOutcome.ANSWERED: 55, InquiryOutcome.REFERRED_ON: 22,
    InquiryOutcome.FUNDING_CONSULTATION: 10, InquiryOutcome.NOT_RESPONSIBLE: 6,
    InquiryOutcome.WITHDRAWN: 3,
}  # fmt: skip
HOURS = {"received": 7, "forwarded": 9, "acknowledged": 10, "paused": 11, "resumed": 12,
         "replied": 13, "closed": 15, "told": 16}  # fmt: skip
"""UTC; each step of one day comes after the one before."""
AT_NIGHT = 19
NAMED = 0.3
"""Of the firms' inquiries; founders have a name."""
TOLD, FEEDBACK = 0.9, "Danke für die Weiterleitung, das Unternehmen weiß Bescheid."
OWED_FOR = 120
"""Days after which even the last one has heard what became of it."""
BY_TELEPHONE = 0.05
"""Of the calls this share was put through by another office."""


def instants(hours: Sequence[int] | int, days: Array) -> list[str | None]:
    """As SQLAlchemy stores them in SQLite and PostgreSQL reads them; each at another minute."""
    every = [hours] * len(days) if isinstance(hours, int) else hours
    return [
        f"{text} {hour:02}:{(37 * at + 17 * hour) % 60:02}:00.000000" if text else None
        for at, (hour, text) in enumerate(zip(every, iso(days), strict=True))
    ]


def only(values: Sequence[Any] | Array, here: Array) -> list[Any]:
    """The values where they are meant, else None."""
    found = values.tolist() if isinstance(values, np.ndarray) else values
    return [one if is_here else None for one, is_here in zip(found, here.tolist(), strict=True)]


def inquiry_columns(
    rng: Generator, world: World, asked: Asked, steps: Steps, channel: Array, at_night: Array
) -> dict[str, list[Any]]:
    size, is_guest, closed = len(asked), asked.firm < 0, ~np.isnat(steps.closed)
    subject, wording, answer = _texts(rng, asked.topic)
    hours = np.where(at_night, AT_NIGHT, HOURS["received"]).tolist()
    received = instants(hours, steps.received)
    names = some_first_names(rng, rng.random(size) < 0.5) + " " + some_last_names(rng, size)
    outcome = pick(rng, [each.value for each in OUTCOMES], size, list(OUTCOMES.values()))
    withdrawn = InquiryOutcome.WITHDRAWN.value
    return {
        "subject": subject,
        "wording": wording,
        "channel": channel.tolist(),
        "topic_id": world.topic_ids[asked.topic].tolist(),
        "company_id": only(world.company_ids[np.maximum(asked.firm, 0)], ~is_guest),
        "guest_name": only(names, is_guest | (rng.random(size) < NAMED)),
        "phone": only(phones(rng, size), is_guest),
        "owner_id": only(world.office.ids[np.maximum(asked.owner, 0)], asked.owner >= 0),
        "received_at": list(received),
        "acknowledged_at": instants(HOURS["acknowledged"], steps.acknowledged),
        "first_reply_at": instants(HOURS["replied"], steps.replied),
        "closed_at": instants(HOURS["closed"], steps.closed),
        "received_on": list(iso(steps.received)),
        "closed_on": list(iso(steps.closed)),
        "due_on": list(iso(steps.due)),
        "target_days": [TARGET] * size,
        "reply_days": only(steps.taken, steps.taken >= 0),
        "acknowledged_days": only(steps.noticed, steps.noticed >= 0),
        "outcome": only(np.where(steps.taken < 0, withdrawn, outcome), closed),
        "answer": only(answer, closed),
        "created_at": list(received),
        "changed_at": list(received),
    }


def _texts(rng: Generator, topic: Array) -> list[list[str]]:
    """Subjects, wordings and answers; each inquiry has all three of one row."""
    table, chance = rows("inquiries"), rng.random(len(topic))
    topics = np.array([row["topic"] for row in table])
    at = np.empty(len(topic), dtype=int)
    for position, row in enumerate(rows("topics")):
        here, of = topic == position, np.flatnonzero(topics == row["code"])
        at[here] = of[(chance[here] * len(of)).astype(int)]
    return [
        np.array([row[name] for row in table], dtype=object)[at].tolist()
        for name in ("subject", "wording", "answer")
    ]


def forwarded(
    rng: Generator, calendar: Calendar, steps: Steps, channel: Array, partner_ids: Array
) -> dict[str, list[Any]]:
    """By whom; on the same day, so that no step of ours comes before it."""
    table = rows("partners")
    by = np.full(len(channel), -1)
    for name in {row["channel"]: None for row in table}:
        here = np.flatnonzero(channel == name)
        if name == InquiryChannel.TELEPHONE.value:
            here = here[rng.random(len(here)) < BY_TELEPHONE]
        at = [number for number, row in enumerate(table) if row["channel"] == name]
        by[here] = pick(rng, at, len(here), [int(table[number]["weight"]) for number in at])
    is_forwarded = by >= 0
    long_ago = steps.closed < calendar.until - OWED_FOR
    told = is_forwarded & ~np.isnat(steps.closed) & (long_ago | (rng.random(len(by)) < TOLD))
    return {
        "feedback_due_on": only(list(iso(steps.feedback_due)), is_forwarded),
        "feedback_at": only(instants(HOURS["told"], steps.closed), told),
        "feedback": only([FEEDBACK] * len(by), told),
        "partner_id": only(partner_ids[np.maximum(by, 0)], is_forwarded),
        "forwarded_at": only(instants(HOURS["forwarded"], steps.received), is_forwarded),
        "forwarded_days": only(np.zeros(len(channel), int), is_forwarded),
    }
