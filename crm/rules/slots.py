"""How a consulting day is cut into slots, and what a booking must say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from crm.enums import N_
from crm.rules import Problem, Problems, Values
from crm.rules.ways_to_reach import EMAIL

SHORTEST, LONGEST = 5, 240
"""Minutes."""
LONGEST_WISH, LINE = 2_000, 200
MOST_SLOTS = 100
SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")
Span = tuple[time, time]


def read_breaks(text: str) -> list[Span]:
    """``12:00-13:00, 15:00-15:15``. ValueError for anything else."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        read = SPAN.fullmatch(part)
        if read is None:
            raise ValueError(part)
        hour, minute, end_hour, end_minute = map(int, read.groups())
        span = time(hour, minute), time(end_hour, end_minute)
        if span[0] >= span[1]:
            raise ValueError(part)
        found.append(span)
    return found


def cut(begins: time, ends: time, minutes: int, breaks: list[Span]) -> list[Span]:
    """Whole slots of so many minutes; one that would reach into a break begins after it."""
    found, at, last = [], _on(begins), _on(ends)
    pauses = sorted((_on(first), _on(until)) for first, until in breaks)
    while (until := at + timedelta(minutes=minutes)) <= last:
        over = next((pause for pause in pauses if pause[0] < until and at < pause[1]), None)
        if over is None:
            found.append((at.time(), until.time()))
        at = until if over is None else over[1]
    return found


def _on(at: time) -> datetime:
    return datetime.combine(date.min, at)


def grid_problems(values: Values) -> Problems:
    begins, ends, minutes = values.get("begins"), values.get("ends"), values.get("minutes")
    if begins is None:
        yield Problem("begins", N_("When does the first slot begin?"))
    if ends is None:
        yield Problem("ends", N_("When does the last slot end?"))
    if minutes is None or not SHORTEST <= minutes <= LONGEST:
        limits = {"least": SHORTEST, "most": LONGEST}
        yield Problem("minutes", N_("Between %(least)s and %(most)s minutes."), limits)
    if not values.get("team_ids"):
        yield Problem("teams", N_("Choose at least one team."))
    try:
        breaks = read_breaks(values.get("breaks") or "")
    except ValueError:
        yield Problem("breaks", N_("Write breaks like 12:00-13:00, several with commas."))
        return
    if begins and ends and minutes and SHORTEST <= minutes <= LONGEST:
        yield from _fits(cut(begins, ends, minutes, breaks))


def _fits(slots: list[Span]) -> Iterator[Problem]:
    if not slots:
        yield Problem("ends", N_("Not one slot fits between these times."))
    elif len(slots) > MOST_SLOTS:
        yield Problem(
            "minutes", N_("That would be more than %(most)s slots."), {"most": MOST_SLOTS}
        )


def booking_problems(values: Values) -> Problems:
    """By telephone the name and a way to reach them; ``is_public`` asks for consent too."""
    email = values.get("email") or ""
    if not values.get("slot_id"):
        yield Problem("slot", N_("Choose a time."))
    if not values.get("name"):
        yield Problem("name", N_("Who comes? A name is enough."))
    if not email and not values.get("phone"):
        asked = N_("How can we reach you? A telephone number is enough.")
        by_us = N_("How can we reach them? A telephone number is enough.")
        yield Problem("phone", asked if values.get("is_public") else by_us)
    if email and not EMAIL.fullmatch(email):
        yield Problem("email", N_("This is no e-mail address. It looks like name@example.org."))
    if len(values.get("wish") or "") > LONGEST_WISH:
        yield Problem("wish", N_("At most %(length)s characters."), {"length": LONGEST_WISH})
    if values.get("is_public") and not values.get("consent"):
        yield Problem("consent", N_("Without this we may not keep what you write."))
