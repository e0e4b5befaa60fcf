"""Figures of several dimensions once more, slowly: of each combination the plain figure of the rows
that fit it alone. Shares nothing with the measures.
"""

from collections.abc import Callable, Iterable
from copy import copy
from datetime import date
from itertools import product
from typing import Any

from tests.reports.engines import Engines
from tests.reports.plain import CLASSES, Days, Plain, Row, local
from tests.reports.plain_turnout import GATHERINGS, _values, turnout

Place = tuple[Any, ...]
Plainly = Callable[[Place], Row]


def occurring(by: tuple[str, ...], values: Iterable[Iterable[Any]], plainly: Plainly) -> list[Row]:
    """A row for each combination of which there is something."""
    found = []
    for place in product(*values):
        figures = plainly(place)
        if any(figures.values()):
            found.append(dict(zip(by, place, strict=True)) | figures)
    return found


def inquiries(engines: Engines, days: Days, by: tuple[str, ...], asked: Row) -> list[Row]:
    plain = engines.plain_response
    known = [(row, _said(plain, row)) for row in plain.inquiries]
    known = [(row, said) for row, said in known if _fits(said, asked)]
    values = [sorted({said[name] for _row, said in known}, key=str) for name in by]

    def plainly(place: Place) -> Row:
        some = copy(plain)
        wanted = dict(zip(by, place, strict=True))
        some.inquiries = [row for row, said in known if _fits(said, wanted)]
        return some.response(*days, None, days[1])[0]

    return occurring(by, values, plainly)


def _said(plain: Any, row: Row) -> Row:
    received = local(row["received_at"])
    assert received is not None
    named = ("channel", "partner", "topic", "owner", "month")
    said = {name: plain._value(row, received, name) for name in named}
    return {**said, "outcome": row["outcome"] or "open"}


def _fits(said: Row, wanted: Row) -> bool:
    return all(str(said[name]) == str(value) for name, value in wanted.items())


def follow_ups(engines: Engines, days: Days, by: tuple[str, ...], today: date) -> list[Row]:
    plain = engines.plain_promises
    known = [
        (row, {"owner": row["owner_id"], "month": f"{row['first_due_on']:%Y-%m}"})
        for row in plain.follow_ups
    ]
    values = [sorted({said[name] for _row, said in known}) for name in by]

    def plainly(place: Place) -> Row:
        some, wanted = copy(plain), dict(zip(by, place, strict=True))
        some.follow_ups = [row for row, said in known if _fits(said, wanted)]
        return some.kept(*days, None, today)[0]

    return occurring(by, values, plainly)


def funding(engines: Engines, days: Days, by: tuple[str, ...], asked: Row) -> list[Row]:
    plain = engines.plain_yield
    known = [
        (row, {"programme": row["programme_id"] or "unknown",
               "size_class": plain._size(row["company_id"], days[1])})
        for row in plain.cases
    ]  # fmt: skip
    known = [(row, said) for row, said in known if _fits(said, asked)]
    months = [row["month"] for row in plain.funding(*days, "month")]
    values = [
        months if name == "month" else sorted({said[name] for _row, said in known}, key=str)
        for name in by
    ]

    def plainly(place: Place) -> Row:
        some, wanted = copy(plain), dict(zip(by, place, strict=True))
        month = wanted.pop("month", None)
        some.cases = [row for row, said in known if _fits(said, wanted)]
        if month is None:
            return some.funding(*days, None)[0]
        (row,) = [row for row in some.funding(*days, "month") if row.pop("month") == month]
        return row

    return occurring(by, values, plainly)


def gatherings(engines: Engines, days: Days, by: tuple[str, ...], asked: Row) -> list[Row]:
    plain = engines.plain
    months = [row["month"] for row in turnout(plain, days, "month")]
    districts = [row["district"] for row in turnout(plain, days, "district")]
    ways = {"kind": GATHERINGS, "month": months, "size_class": [*CLASSES, "unknown"],
            "district": districts}  # fmt: skip
    ways |= {name: [value] for name, value in asked.items()}

    def plainly(place: Place) -> Row:
        return _came(plain, days, asked | dict(zip(by, place, strict=True)))

    return occurring(by, [ways[name] for name in by], plainly)


def _came(plain: Plain, days: Days, wanted: Row) -> Row:
    some, wanted = copy(plain), dict(wanted)
    kind, month = wanted.pop("kind", None), wanted.pop("month", None)
    some.interactions = [
        row
        for row in plain.interactions
        if kind in (None, row["kind"]) and month in (None, f"{row['happened_on']:%Y-%m}")
    ]
    some.participations = [
        row for row in plain.participations if _of_firms(plain, row, days, wanted)
    ]
    if not wanted:
        return turnout(some, days, None)[0]
    (first, value), *_rest = wanted.items()
    rows = [row for row in turnout(some, days, first) if row.pop(first) == value]
    return rows[0] if rows else {}


def _of_firms(plain: Plain, row: Row, days: Days, wanted: Row) -> bool:
    firm = plain.survivor(row["company_id"])
    return firm is None or all(
        value in _values(plain, {}, firm, days, name) for name, value in wanted.items()
    )
