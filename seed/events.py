"""When forums, round tables, consulting days and fairs take place, where and about what."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from crm.enums import InteractionKind, InteractionStatus
from seed import plan
from seed.days import Calendar, is_quiet, weekday
from seed.sources import rows
from seed.world import World

AHEAD = 75
"""Days after the last one for which gatherings are on the calendar."""
HOWS = {kind: how for kind, how in plan.KINDS.items() if isinstance(how, plan.Gathering)}


@dataclass(frozen=True, slots=True)
class Event:
    """``district`` is a position in districts.csv, -1 where the whole city is asked."""

    kind: InteractionKind
    day: np.datetime64
    status: str
    title: str
    place: str
    topic: str
    district: int

    @property
    def how(self) -> plan.Gathering:
        return HOWS[self.kind]


def events(rng: Generator, world: World, city_sizes: float) -> Iterator[Event]:
    for kind, how in HOWS.items():
        days = list(_days(rng, world.calendar, how))
        wanted = max(round(len(days) * city_sizes), min(2, len(days)))
        chosen = np.linspace(0, len(days) - 1, wanted).round().astype(int)
        for turn, at in enumerate(chosen.tolist()):
            yield _event(rng, world, kind, days[at], turn)


def _days(rng: Generator, calendar: Calendar, how: plan.Gathering) -> Iterator[np.datetime64]:
    """Days of the right weekday in the right months; working days unless it is a weekend."""
    last = calendar.until + AHEAD
    months = np.arange(calendar.first.astype("datetime64[M]"), last.astype("datetime64[M]") + 1)
    for month in months:
        if int(month.astype(int)) % 12 + 1 not in how.months:
            continue
        days = np.arange(month.astype("datetime64[D]"), (month + 1).astype("datetime64[D]"))
        fits = (weekday(days) == how.weekday) & ~is_quiet(days)
        days = days[fits & (days + how.days <= days[-1] + 1)]
        days = days[-1:] if how.last_week else rng.permutation(days)[: how.per_month]
        inside = days[(days >= calendar.first) & (days <= last)]
        yield from np.sort(inside if how.weekday >= 5 else calendar.working(inside))


def _event(
    rng: Generator, world: World, kind: InteractionKind, day: np.datetime64, turn: int
) -> Event:
    how = HOWS[kind]
    names = [row for row in rows("gatherings") if row["kind"] == kind.value]
    row = (names or [row for row in rows("gatherings") if row["kind"] == "*"])[
        turn % (len(names) or 1)
    ]
    district = _district(rng, world) if how.invites == "district" else -1
    title = row["title"].format(district=rows("districts")[district]["name"])
    status = _status(rng, bool(day >= world.calendar.until))
    return Event(kind, day, status, title, row["place"], row["topic"], district)


def _district(rng: Generator, world: World) -> int:
    """Where many firms are, and none of the neglected ones."""
    districts = world.firms.district[world.firms.district >= 0]
    numbers = [row["number"] for row in rows("districts")]
    while True:
        found = int(rng.choice(districts))
        if numbers[found] not in plan.NEGLECTED_DISTRICTS:
            return found


def _status(rng: Generator, is_ahead: bool) -> str:
    if is_ahead:
        return InteractionStatus.PLANNED.value
    cancelled = rng.random() < plan.GATHERING_CANCELLED
    return (InteractionStatus.CANCELLED if cancelled else InteractionStatus.HELD).value
