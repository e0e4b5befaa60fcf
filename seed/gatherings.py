"""Forums, round tables, consulting days and fairs: when, where, who runs them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from crm.enums import AssignmentRole, InteractionKind, InteractionStatus
from crm.models import AdvisorAssignment, Interaction
from crm.models.interaction import interaction_topic
from seed import plan
from seed.attendance import Attendance
from seed.contacts import clock
from seed.days import Calendar, instants, is_quiet, iso, weekday
from seed.notes import short_note
from seed.office import Office
from seed.reference_rows import table_of
from seed.sources import Array, rows
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


def add_gatherings(world: World, interest: Array, city_sizes: float) -> int:
    """How many there are. A city twice the size of Magdeburg has twice as many."""
    rng = world.dice.of("gatherings")
    events = list(_events(rng, world, city_sizes))
    ids = world.loader.add(table_of(Interaction), _interactions(rng, world, events))
    _add_advisors(rng, world, events, ids)
    topic_id = dict(
        zip((row["code"] for row in rows("topics")), world.topic_ids.tolist(), strict=True)
    )
    topics = [topic_id[event.topic] for event in events]
    world.loader.add(interaction_topic, {"interaction_id": list(ids), "topic_id": topics})
    attendance = Attendance(rng, world, interest)
    for event, interaction_id in zip(events, ids, strict=True):
        attendance.add(event, interaction_id)
    attendance.write()
    return len(events)


def _events(rng: Generator, world: World, city_sizes: float) -> Iterator[Event]:
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


def _interactions(rng: Generator, world: World, events: list[Event]) -> dict[str, list[object]]:
    days = np.array([event.day for event in events])
    entered = instants(rng, np.minimum(days, world.calendar.until) - rng.integers(1, 60, len(days)))
    lasts = np.array([event.how.days for event in events])
    ends_on = iso(days + lasts - 1)
    chances = rng.random(len(events)).tolist()
    return {
        "kind": [event.kind.value for event in events],
        "status": [event.status for event in events],
        "title": [event.title for event in events],
        "happened_on": list(iso(days)),
        "ends_on": [
            end if event.how.days > 1 else None for end, event in zip(ends_on, events, strict=True)
        ],
        "starts_at": [clock(event.how.starts_at) for event in events],
        "duration_minutes": [event.how.minutes for event in events],
        "place": [event.place for event in events],
        "notes": [_note(event, chance) for event, chance in zip(events, chances, strict=True)],
        "created_at": list(entered),
        "changed_at": list(entered),
    }


def _note(event: Event, chance: float) -> str | None:
    if event.status == InteractionStatus.PLANNED.value:
        return None
    held = event.status == InteractionStatus.HELD.value
    return short_note(event.kind.value if held else event.status, chance)


def _add_advisors(rng: Generator, world: World, events: list[Event], ids: range) -> None:
    columns: dict[str, list[object]] = {"interaction_id": [], "advisor_id": [], "role": []}
    for event, interaction_id in zip(events, ids, strict=True):
        for turn, at in enumerate(_hosts(rng, world.office, event)):
            columns["interaction_id"].append(interaction_id)
            columns["advisor_id"].append(int(world.office.ids[at]))
            columns["role"].append((AssignmentRole.CO if turn else AssignmentRole.LEAD).value)
    world.loader.add(table_of(AdvisorAssignment), columns)


def _hosts(rng: Generator, office: Office, event: Event) -> list[int]:
    """Who runs it; where both teams do, they take turns on the list."""
    here = np.flatnonzero(office.is_here(np.array([event.day]))[:, 0])
    here = rng.permutation(here)
    if event.how.both_teams:
        teams = [office.staff[at].team for at in here]
        rank = [teams[:turn].count(team) for turn, team in enumerate(teams)]
        here = here[np.argsort(rank, kind="stable")]
    return [int(at) for at in here[: event.how.advisors]]
