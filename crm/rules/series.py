"""How often a series comes: an RRULE of RFC 5545, of which people choose three parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from dateutil.rrule import rrulestr

from crm.enums import N_, InteractionKind
from crm.rules import Problem, Problems, Values
from crm.rules.gathering_plan import LIMITS
from crm.rules.interaction import KINDS

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PLACES = (1, 2, 3, 4, -1)
"""Of a weekday in its month; the last one."""
LONGEST_INTERVAL = 12
SHAPE = re.compile(
    r"FREQ=(?P<often>MONTHLY|WEEKLY)(?:;INTERVAL=(?P<interval>\d{1,2}))?"
    r";BYDAY=(?P<place>[+-]?\d)?(?P<weekday>MO|TU|WE|TH|FR|SA|SU)"
)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every first Tuesday: ``place`` 1, ``weekday`` TU, each month; without a place each week."""

    weekday: str
    place: int | None
    interval: int = 1

    @property
    def rule(self) -> str:
        often = "MONTHLY" if self.place else "WEEKLY"
        every = f";INTERVAL={self.interval}" if self.interval != 1 else ""
        return f"FREQ={often}{every};BYDAY={f'{self.place:+d}' if self.place else ''}{self.weekday}"

    @classmethod
    def of(cls, rule: str) -> Rhythm | None:
        """None for a rule that is not of this shape; it was written by a program."""
        found = SHAPE.fullmatch(rule)
        if not found or (found["often"] == "MONTHLY") != bool(found["place"]):
            return None
        place = int(found["place"]) if found["place"] else None
        return cls(found["weekday"], place, int(found["interval"] or 1))


def days(rule: str, first: date, after: date) -> Iterator[date]:
    """Those of the rule that lie after a day, in order, without end."""
    begins = datetime.combine(first, time())
    found = rrulestr(rule, dtstart=begins)
    since = datetime.combine(after, time.max.replace(microsecond=0))
    return (each.date() for each in found.xafter(since, inc=False))


def next_days(rule: str, first: date, after: date, count: int) -> list[date]:
    return list(islice(days(rule, first, after), count))


def series_problems(values: Values) -> Problems:
    if not values.get("title"):
        yield Problem("title", N_("It needs a title that people recognise."))
    kind = values.get("kind")
    if not kind or not InteractionKind(kind).is_gathering:
        yield Problem("kind", N_("Please choose from the list."))
    if not values.get("first_on"):
        yield Problem("first_on", N_("From which day on?"))
    rhythm = Rhythm.of(values.get("rule") or "")
    if rhythm is None or rhythm.place not in (None, *PLACES):
        yield Problem("rule", N_("Say how often it comes, like every first Tuesday."))
    elif not 1 <= rhythm.interval <= LONGEST_INTERVAL:
        limits = {"fewest": 1, "most": LONGEST_INTERVAL}
        yield Problem("interval", N_("A whole number from %(fewest)s to %(most)s."), limits)
    if not values.get("lead_id"):
        yield Problem("lead_id", N_("Who of us leads?"))
    yield from _numbers(values)


def _numbers(values: Values) -> Problems:
    kind = values.get("kind")
    longest = KINDS[InteractionKind(kind)].longest_minutes if kind else 24 * 60
    for name, (fewest, most) in (
        ("capacity", LIMITS["capacity"]),
        ("duration_minutes", (1, longest)),
    ):
        number = values.get(name)
        if number is not None and not fewest <= number <= most:
            limits = {"fewest": fewest, "most": most}
            yield Problem(name, N_("A whole number from %(fewest)s to %(most)s."), limits)
