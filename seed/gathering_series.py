"""What comes again and again; those gatherings belong to it that fall on one of its days."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import Any, NamedTuple

from sqlalchemy import Row

from crm.enums import InteractionKind
from crm.models import GatheringSeries
from crm.rules.series import days
from seed.reference_rows import table_of
from seed.world import World


class Series(NamedTuple):
    kind: InteractionKind
    title: str
    rule: str
    begins: str
    minutes: int
    place: str


SERIES = (
    Series(InteractionKind.ROUND_TABLE, "Unternehmerstammtisch", "FREQ=MONTHLY;BYDAY=+4TU",
           "18:30:00.000000", 150, "Altes Rathaus"),
    Series(InteractionKind.FORUM, "Wirtschaftsforum", "FREQ=MONTHLY;BYDAY=+3TH",
           "17:00:00.000000", 180, "Ratssaal"),
)  # fmt: skip


def add_series(
    world: World, gatherings: Sequence[Row[Any]], seats: Mapping[InteractionKind, int]
) -> dict[int, int]:
    """Which gathering is one of which series."""
    since: date = world.calendar.first.astype(object)
    lead = int(world.office.ids[0])
    ids = world.loader.add(table_of(GatheringSeries), _columns(since, lead, gatherings, seats))
    return {
        row.id: pk
        for series, pk in zip(SERIES, ids, strict=True)
        for row in _of(series, since, gatherings)
    }


def _of(series: Series, since: date, gatherings: Sequence[Row[Any]]) -> Iterator[Row[Any]]:
    last = max((row.happened_on for row in gatherings), default=since)
    on = set(takewhile(lambda day: day <= last, days(series.rule, since, since)))
    return (row for row in gatherings if row.kind is series.kind and row.happened_on in on)


def _columns(
    since: date, lead: int, gatherings: Sequence[Row[Any]], seats: Mapping[InteractionKind, int]
) -> dict[str, list[Any]]:
    entered = [f"{since.isoformat()} 09:00:00.000000"] * len(SERIES)
    planned = [[row.happened_on for row in _of(each, since, gatherings)] for each in SERIES]
    return {
        "title": [each.title for each in SERIES],
        "kind": [each.kind.value for each in SERIES],
        "rule": [each.rule for each in SERIES],
        "first_on": [since.isoformat()] * len(SERIES),
        "planned_until": [max(of).isoformat() if of else None for of in planned],
        "starts_at": [each.begins for each in SERIES],
        "duration_minutes": [each.minutes for each in SERIES],
        "place": [each.place for each in SERIES],
        "capacity": [seats[each.kind] for each in SERIES],
        "lead_id": [lead] * len(SERIES),
        "created_at": entered,
        "changed_at": entered,
    }
