"""How many firms are behind each figure, counted once more with plain loops over the raw rows."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest

from crm.db import open_engine, writing
from reports.measures.campaign_progress import campaign_results_and_behind
from reports.measures.campaign_yield import campaign_yield_and_behind
from reports.measures.funding import funding_and_behind
from reports.measures.kept_promises import kept_promises_and_behind
from reports.measures.outcomes import outcomes_and_behind
from reports.measures.response import response_and_behind
from reports.measures.turnout import turnout_and_behind
from reports.period import Period
from reports.source import Source, snapshot
from tests.factories.world import put, small_world

YEAR = Period.year(2025)
Row = dict[str, Any]
Firms = dict[tuple[Any, str], set[Any]]


class Raw:
    """The tables row by row."""

    def __init__(self, source: Source) -> None:
        self.source = source
        merged = {row["id"]: row["merged_into_id"] for row in self.rows("companies")}
        self._into = {firm: into for firm, into in merged.items() if into is not None}

    def rows(self, name: str) -> list[Row]:
        frame = self.source.frame(getattr(self.source, name)).astype("object")
        return frame.where(frame.notna(), None).to_dict("records")  # type: ignore[return-value]

    def firm(self, row: Row) -> Any:
        """A row without a firm stands for somebody of its own."""
        firm = row["company_id"]
        while firm in self._into:
            firm = self._into[firm]
        return firm if firm is not None else ("row", row["id"])


@pytest.fixture(scope="module")
def raw(migrated_database) -> Iterator[Raw]:
    engine = open_engine(migrated_database("sqlite", "behind"))
    with writing(engine).begin() as connection:
        put(connection, [small_world(Random(number), number) for number in range(1, 16)])
        with snapshot(connection) as source:
            yield Raw(source)
    engine.dispose()


def inside(day: Any) -> bool:
    return day is not None and YEAR.first <= day <= YEAR.last


def same(frame: Any, by: str | None, figures: tuple[str, ...], expected: Firms) -> None:
    rows = frame.to_dict("records")
    assert rows
    for row in rows:
        value = row[by] if by else "all"
        for figure in figures:
            firms = expected.get((value, figure), set())
            assert row[f"{figure}_firms"] == len(firms), (value, figure)


def collect(
    rows: list[Row], value: Callable[[Row], Any], **figures: Callable[[Row], bool]
) -> Firms:
    """``rows`` have their ``firm``."""
    found: Firms = {}
    for row in rows:
        for name, counts in figures.items():
            if counts(row):
                key = "unknown" if value(row) is None else value(row)
                found.setdefault((key, name), set()).add(row["firm"])
    return found


def month(day: Any) -> str:
    return f"{day:%Y-%m}"


INQUIRIES = {
    "received": lambda row: True,
    "in_time": lambda row: (
        row["reply_days"] is not None and row["reply_days"] <= row["target_days"]
    ),
    "late": lambda row: row["reply_days"] is not None and row["reply_days"] > row["target_days"],
    "missed": lambda row: is_open(row) and row["due_on"] < YEAR.last,
    "running": lambda row: is_open(row) and row["due_on"] >= YEAR.last,
    "dropped": lambda row: row["reply_days"] is None and row["outcome"] is not None,
}


def is_open(row: Row) -> bool:
    return row["reply_days"] is None and row["outcome"] is None


@pytest.mark.parametrize("by", [None, "channel", "month", "topic", "partner"])
def test_inquiries(raw: Raw, by: str | None) -> None:
    rows = [
        row | {"firm": raw.firm(row)} for row in raw.rows("inquiries") if inside(row["received_on"])
    ]
    value = {
        None: lambda row: "all", "channel": lambda row: row["channel"],
        "month": lambda row: month(row["received_on"]), "topic": lambda row: row["topic_id"],
        "partner": lambda row: row["partner_id"],
    }[by]  # fmt: skip
    frame = response_and_behind(raw.source, YEAR, by, YEAR.last)
    same(frame, by, tuple(INQUIRIES), collect(rows, value, **INQUIRIES))


def test_outcomes(raw: Raw) -> None:
    rows = [
        row | {"firm": raw.firm(row)} for row in raw.rows("inquiries") if inside(row["received_on"])
    ]
    expected = collect(rows, lambda row: row["outcome"] or "open", inquiries=lambda row: True)
    same(outcomes_and_behind(raw.source, YEAR), "outcome", ("inquiries",), expected)


EVENTS: dict[str, tuple[str, str | None]] = {
    "consultations": ("discussed_on", None),
    "applied": ("applied_on", None),
    "granted": ("decided_on", "granted"),
    "refused": ("decided_on", "refused"),
}


@pytest.mark.parametrize("by", [None, "programme", "month"])
def test_funding_consultations(raw: Raw, by: str | None) -> None:
    expected: Firms = {}
    for row in raw.rows("funding_cases"):
        for name, (day, stage) in EVENTS.items():
            if inside(row[day]) and stage in (None, row["stage"]):
                value = {None: "all", "programme": row["programme_id"], "month": month(row[day])}[
                    by
                ]
                key = "unknown" if value is None else value
                expected.setdefault((key, name), set()).add(raw.firm(row))
    same(funding_and_behind(raw.source, YEAR, by), by, tuple(EVENTS), expected)


def cases(raw: Raw) -> list[Row]:
    """With what they came of: the inquiry's word before the contact's."""
    asked = {row["id"]: row for row in raw.rows("inquiries")}
    held = {row["id"]: row for row in raw.rows("interactions")}
    found = []
    for row in raw.rows("funding_cases"):
        inquiry, contact = asked.get(row["inquiry_id"], {}), held.get(row["interaction_id"], {})
        for name in ("material_id", "campaign_id"):
            first = inquiry.get(name)
            row = row | {name: contact.get(name) if first is None else first}
        found.append(row | {"counter": inquiry.get("handed_out_by_id"), "firm": raw.firm(row)})
    return found


@pytest.mark.parametrize("by", [None, "material", "counter", "month"])
def test_what_came_of_brochures(raw: Raw, by: str | None) -> None:
    def value(row: Row, day: str, counter: str) -> Any:
        return {None: "all", "material": row["material_id"], "counter": row[counter],
                "month": month(row[day])}[by]  # fmt: skip

    named = [row | {"firm": raw.firm(row)} for row in raw.rows("inquiries")
             if inside(row["received_on"]) and row["material_id"] is not None]  # fmt: skip
    given = [row for row in cases(raw)
             if inside(row["discussed_on"]) and row["material_id"] is not None]  # fmt: skip
    expected = collect(named, lambda row: value(row, "received_on", "handed_out_by_id"),
                       inquiries=lambda row: True)  # fmt: skip
    expected |= collect(given, lambda row: value(row, "discussed_on", "counter"),
                        consultations=lambda row: True)  # fmt: skip
    same(
        campaign_yield_and_behind(raw.source, YEAR, by),
        by,
        ("inquiries", "consultations"),
        expected,
    )


def test_what_came_of_campaigns(raw: Raw) -> None:
    inquiries = [row | {"firm": raw.firm(row)} for row in raw.rows("inquiries")
                 if inside(row["received_on"])]  # fmt: skip
    advised = [row for row in cases(raw) if inside(row["discussed_on"])]
    of = {row["id"]: row["campaign_id"] for row in raw.rows("interactions")}
    met = [{"firm": row["company_id"], "campaign_id": of[row["interaction_id"]]}
           for row in raw.rows("contacts") if inside(row["happened_on"])]  # fmt: skip
    expected: Firms = {}
    for name, rows in (("inquiries", inquiries), ("consultations", advised), ("contacts", met)):
        expected |= collect(rows, lambda row: row["campaign_id"], **{name: lambda row: True})
    frame = campaign_results_and_behind(raw.source, YEAR)
    same(frame, "campaign", ("inquiries", "contacts", "consultations"), expected)


def test_follow_ups(raw: Raw) -> None:
    def done(row: Row) -> bool:
        return row["status"] == "done"

    def due(row: Row) -> bool:
        return row["status"] != "cancelled" and row["first_due_on"] <= YEAR.last

    rows = [row | {"firm": raw.firm(row)} for row in raw.rows("follow_ups")
            if inside(row["first_due_on"])]  # fmt: skip
    expected = collect(
        rows,
        lambda row: month(row["first_due_on"]),
        due=due,
        in_time=lambda row: due(row) and done(row) and row["done_on"] <= row["first_due_on"],
        late=lambda row: due(row) and done(row) and row["done_on"] > row["first_due_on"],
        open=lambda row: due(row) and not done(row),
        dropped=lambda row: row["status"] == "cancelled",
        moved=lambda row: due(row) and row["due_on"] != row["first_due_on"],
    )
    frame = kept_promises_and_behind(raw.source, YEAR, "month", YEAR.last)
    same(frame, "month", ("due", "in_time", "late", "open", "dropped", "moved"), expected)


@pytest.mark.parametrize("by", [None, "kind", "month"])
def test_gatherings(raw: Raw, by: str | None) -> None:
    held = {row["id"]: row for row in raw.rows("interactions")
            if row["status"] == "held" and inside(row["happened_on"])
            and row["kind"] in ("forum", "round_table", "consulting_day", "fair")}  # fmt: skip
    firms = {row["id"]: row for row in raw.rows("companies")}
    there = {row["company_id"] for row in raw.rows("places")
             if (row["valid_from"] or YEAR.first) <= YEAR.last
             and (row["valid_to"] or YEAR.last) >= YEAR.first}  # fmt: skip
    said: dict[tuple[int, int], set[str]] = {}
    for row in raw.rows("participations"):
        if row["interaction_id"] in held and row["company_id"] is not None:
            firm = raw.firm(row)
            day, company = held[row["interaction_id"]]["happened_on"], firms[firm]
            is_there = (company["founded_on"] or day) <= day <= (company["ended_on"] or day)
            if is_there and firm in there:
                said.setdefault((row["interaction_id"], firm), set()).add(row["status"])
    expected: Firms = {}
    for (talk, firm), words in said.items():
        value = {
            None: "all",
            "kind": held[talk]["kind"],
            "month": month(held[talk]["happened_on"]),
        }[by]
        for name, counts in (
            ("listed", True),
            ("registered", bool(words & {"registered", "attended", "no_show"})),
            ("no_show", "no_show" in words and "attended" not in words),
        ):
            if counts:
                expected.setdefault((value, name), set()).add(firm)
    frame = turnout_and_behind(raw.source, YEAR, by)
    same(frame, by, ("listed", "registered", "no_show"), expected)
