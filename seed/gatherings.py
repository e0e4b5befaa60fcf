"""Rows of gatherings, and who of the office runs them."""

import numpy as np
from numpy.random import Generator

from crm.enums import AssignmentRole, InteractionStatus
from crm.models import AdvisorAssignment, Interaction
from crm.models.interaction import interaction_topic
from seed.attendance import Attendance
from seed.days import clock, instants, iso
from seed.events import Event, events
from seed.notes import short_note
from seed.office import Office
from seed.reference_rows import table_of
from seed.sources import Array, rows
from seed.world import World


def add_gatherings(world: World, interest: Array, city_sizes: float) -> int:
    """How many there are. A city twice the size of Magdeburg has twice as many."""
    rng = world.dice.of("gatherings")
    found = list(events(rng, world, city_sizes))
    ids = world.loader.add(table_of(Interaction), _interactions(rng, world, found))
    _add_advisors(rng, world, found, ids)
    topic_id = dict(
        zip((row["code"] for row in rows("topics")), world.topic_ids.tolist(), strict=True)
    )
    topics = [topic_id[event.topic] for event in found]
    world.loader.add(interaction_topic, {"interaction_id": list(ids), "topic_id": topics})
    attendance = Attendance(rng, world, interest)
    for event, interaction_id in zip(found, ids, strict=True):
        attendance.add(event, interaction_id)
    attendance.write()
    return len(found)


def _interactions(rng: Generator, world: World, found: list[Event]) -> dict[str, list[object]]:
    days = np.array([event.day for event in found])
    entered = instants(rng, np.minimum(days, world.calendar.until) - rng.integers(1, 60, len(days)))
    lasts = np.array([event.how.days for event in found])
    ends_on = iso(days + lasts - 1)
    chances = rng.random(len(found)).tolist()
    return {
        "kind": [event.kind.value for event in found],
        "status": [event.status for event in found],
        "title": [event.title for event in found],
        "happened_on": list(iso(days)),
        "ends_on": [
            end if event.how.days > 1 else None for end, event in zip(ends_on, found, strict=True)
        ],
        "starts_at": [clock(event.how.starts_at) for event in found],
        "duration_minutes": [event.how.minutes for event in found],
        "place": [event.place for event in found],
        "notes": [_note(event, chance) for event, chance in zip(found, chances, strict=True)],
        "created_at": list(entered),
        "changed_at": list(entered),
    }


def _note(event: Event, chance: float) -> str | None:
    if event.status == InteractionStatus.PLANNED.value:
        return None
    held = event.status == InteractionStatus.HELD.value
    return short_note(event.kind.value if held else event.status, chance)


def _add_advisors(rng: Generator, world: World, found: list[Event], ids: range) -> None:
    columns: dict[str, list[object]] = {"interaction_id": [], "advisor_id": [], "role": []}
    for event, interaction_id in zip(found, ids, strict=True):
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
