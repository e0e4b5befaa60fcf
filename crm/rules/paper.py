"""What a council paper must fulfil to be written down, and what more to go into its route."""

import re
from collections.abc import Sequence
from datetime import date

from crm.enums import N_
from crm.rules import Problem, Problems, Values

NUMBER = re.compile(r"[A-ZÄÖÜ0-9][A-ZÄÖÜ0-9/.\-]*/[0-9]{2,6}")
EARLIEST_YEAR, YEARS_AHEAD = 1990, 5
LONGEST_TEXT = 100_000
MOST_MEETINGS = 12


def paper_problems(values: Values) -> Problems:
    """``meetings`` are dicts of body, day and starts_at, in the order of the route."""
    yield from _head(values)
    yield from _motion(values)
    if len(values.get("text") or "") > LONGEST_TEXT:
        yield Problem("text", N_("The text is longer than a council paper can be."))
    yield from _route(values.get("meetings") or (), values["today"])


def _head(values: Values) -> Problems:
    number = values.get("number")
    if not number:
        yield Problem("number", N_("What is the number of the paper?"))
    elif not NUMBER.fullmatch(number):
        yield Problem("number", N_("A number has a slash before the year, like S0037/04."))
    for name, question in (
        ("city", N_("Which city's administration does it come from?")),
        ("office", N_("Which office does it come from?")),
        ("subject", N_("What is the paper called?")),
    ):
        if not values.get(name):
            yield Problem(name, question)
    if values.get("dated_on") is None:
        yield Problem("dated_on", N_("On which day is it dated?"))
    else:
        yield from _year("dated_on", values["dated_on"], values["today"])


def _motion(values: Values) -> Problems:
    """All three or none: half of it would be printed as a sentence with holes."""
    names = ("motion_number", "motion_by", "motion_on")
    if any(values.get(name) for name in names):
        for name in names:
            if not values.get(name):
                yield Problem(name, N_("A motion has a number, who brought it in, and a day."))
    if values.get("motion_on"):
        yield from _year("motion_on", values["motion_on"], values["today"])


def _route(meetings: Sequence[Values], today: date) -> Problems:
    last: date | None = None
    for at, meeting in enumerate(meetings):
        body, day, time = (meeting.get(name) for name in ("body", "day", "starts_at"))
        if not body and (day or time):
            yield Problem(f"meetings-{at}-body", N_("Who meets on that day?"))
        if time and not day:
            yield Problem(f"meetings-{at}-day", N_("A time needs its day."))
        if day:
            yield from _year(f"meetings-{at}-day", day, today)
        if day and last and day < last:
            message = N_("This meeting is before the one above it. The route is in order of days.")
            yield Problem(f"meetings-{at}-day", message)
        last = day or last


def _year(name: str, day: date, today: date) -> Problems:
    if not EARLIEST_YEAR <= day.year <= today.year + YEARS_AHEAD:
        yield Problem(name, N_("Is the year right?"))


def route_problems(values: Values) -> Problems:
    """What is lacking before others deal with it."""
    if not (values.get("text") or "").strip():
        yield Problem("text", N_("The paper has no text yet."))
    meetings = values.get("meetings") or ()
    if not meetings:
        yield Problem("meetings", N_("The route is empty: say who deals with the paper, and when."))
    elif any(not meeting.get("day") for meeting in meetings):
        yield Problem("meetings", N_("A meeting of the route has no day yet."))


def normal_number(typed: str | None) -> str | None:
    """As the council's office writes it: without blanks, in capitals."""
    return "".join((typed or "").split()).upper() or None
