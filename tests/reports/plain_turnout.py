"""Turnout once more, slowly: every row of every list is looked at by itself."""

from datetime import date, timedelta
from typing import Any

from tests.reports.plain import CLASS_OF_BAND, CLASSES, Days, Plain, Row, overlap

GATHERINGS = ["forum", "round_table", "consulting_day", "fair"]
ORDER = {"kind": GATHERINGS, "size_class": CLASSES}


def turnout(plain: Plain, days: Days, by: str | None) -> list[Row]:
    held = {
        row["id"]: row
        for row in plain.interactions
        if row["kind"] in GATHERINGS
        and row["status"] == "held"
        and days[0] <= row["happened_on"] <= days[1]
    }
    said: dict[tuple[int, int], set[str]] = {}
    for row in plain.participations:
        firm = plain.survivor(row["company_id"])
        if row["interaction_id"] in held and firm is not None:
            day = held[row["interaction_id"]]["happened_on"]
            company = plain.company[firm]
            if overlap(company["founded_on"], company["ended_on"], (day, day)):
                said.setdefault((row["interaction_id"], firm), set()).add(row["status"])
    groups: dict[Any, list[tuple[int, int]]] = {}
    for pair in said:
        for value in _values(plain, held[pair[0]], pair[1], days, by):
            groups.setdefault(value, []).append(pair)
    own: dict[Any, int] = {}
    if by not in ("size_class", "district"):
        for row in held.values():
            value = {None: "all", "kind": row["kind"], "month": _month(row["happened_on"])}[by]
            own[value] = own.get(value, 0) + 1
    found = []
    for value in _order(days, by, {*groups, *own}):
        pairs = groups.get(value, [])
        number = own.get(value, 0) if by not in ("size_class", "district") else None
        figures = _figures(pairs, said, number)
        found.append(figures if by is None else {by: value, **figures})
    return found


def _figures(
    pairs: list[tuple[int, int]], said: dict[tuple[int, int], set[str]], number: int | None
) -> Row:
    came = [pair for pair in pairs if "attended" in said[pair]]
    return {
        "gatherings": len({pair[0] for pair in pairs}) if number is None else number,
        "listed": len(pairs),
        "registered": len(
            [pair for pair in pairs if said[pair] & {"registered", "attended", "no_show"}]
        ),
        "attended": len(came),
        "no_show": len(
            [pair for pair in pairs if "no_show" in said[pair] and "attended" not in said[pair]]
        ),
        "firms": len({pair[1] for pair in came}),
    }


def _values(plain: Plain, gathering: Row, firm: int, days: Days, by: str | None) -> list[Any]:
    """None for a firm without a site in the period: it is in no base."""
    districts = {
        site["district_number"] or "unknown"
        for site in plain.sites_of[firm]
        if overlap(site["valid_from"], site["valid_to"], days)
    }
    if not districts:
        return []
    if by == "district":
        return sorted(districts)
    if by == "size_class":
        known = [fact for fact in plain.facts_of[firm] if fact["valid_from"] <= days[1]]
        latest = lambda fact: (fact["valid_from"], fact["id"])  # noqa: E731
        last = max(known, key=latest, default={"size_band": "unknown"})
        return [CLASS_OF_BAND[last["size_band"]]]
    return [{None: "all", "kind": gathering["kind"], "month": _month(gathering["happened_on"])}[by]]


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _order(days: Days, by: str | None, found: set[Any]) -> list[Any]:
    if by is None:
        return ["all"]
    known = ORDER.get(by, [])
    if by == "month":
        span = range((days[1] - days[0]).days + 1)
        known = sorted({_month(days[0] + timedelta(n)) for n in span})
    others = sorted(found - {*known, "unknown"})
    return [*known, *others, *(["unknown"] if "unknown" in found - set(known) else [])]
