"""The reports on which firms were reached, how long ago, and by visits."""

from datetime import date

from tests.reports.plain import INDIVIDUAL, Days, Row
from tests.reports.recount.asked import SMALL, TOTAL, Recount, Rows, by_key, joined, share

CONTACTS = ("companies", "individual", "events_only", "none", "contacts", "visits")
BANDS = ("0-90", "91-180", "181-365", "366-730", "over_730", "never")
NEVER = ("companies", "never", "never_events", "never_nothing")


def contacts(asked: Recount, by: str | None, small: bool = False) -> Rows:
    """Beside the coverage of the year before."""
    now, then = (_contacts(asked, days, by, small) for days in (asked.days, asked.before))
    rows = joined(now, then, ("companies", "reached"), dict.fromkeys((*CONTACTS, "reached"), 0))
    return {key: {
        **row,
        "coverage": share(row["reached"], row["companies"]),
        "individual_share": share(row["individual"], row["companies"]),
        "before": share(row["reached_before"], row["companies_before"]),
    } for key, row in rows.items()}  # fmt: skip


def _contacts(asked: Recount, days: Days, by: str | None, small: bool) -> Rows:
    rows = asked.plain.coverage(days, (by,) if by else (), SMALL if small else {})
    rows = [{**row, "reached": row["individual"] + row["events_only"]} for row in rows]
    return by_key(rows, by) if by else {TOTAL: rows[0]}


def by_month(asked: Recount, small: bool = False) -> Rows:
    """Of months that have begun, with the firms that were visited in each."""
    found = {}
    for month in [*asked.months, None]:
        narrowed = {**(SMALL if small else {}), **({"month": month} if month else {})}
        (row,) = asked.plain.coverage(asked.days, (), narrowed)
        visited = _visited(asked, asked.days, None, narrowed)[TOTAL]["visited"]
        reached = row["individual"] + row["events_only"]
        found[(month,) if month else TOTAL] = {**row, "reached": reached, "visited": visited}
    return found


def _visited(asked: Recount, days: Days, by: str | None, narrowed: Row) -> Rows:
    rows = asked.plain.coverage(days, (by,) if by else (), {**narrowed, "kind": "visit"})
    rows = [{**row, "visited": row["individual"]} for row in rows]
    return by_key(rows, by) if by else {TOTAL: rows[0]}


def reach(asked: Recount) -> Rows:
    """Micro, small and both, with their bounds; and all firms, among whom the unknown are."""
    rate = contacts(asked, None)[TOTAL]["coverage"]
    found: Rows = {}
    for row in asked.plain.reach(asked.days, {}):
        met, missed = row["unknown_contacted"], row["unknown_companies"] - row["unknown_contacted"]
        found[(row["group"],)] = _bounded(row["contacted"], row["companies"], met, missed, rate)
    whole = contacts(asked, None)[TOTAL]
    found[TOTAL] = _bounded(whole["reached"], whole["companies"], 0, 0, rate)
    return found


def _bounded(reached: int, firms: int, met: int, missed: int, whole: float | None) -> Row:
    """As the notes below the table say; nothing where there is nothing to divide by."""
    rates = {
        "coverage": share(reached, firms),
        "lowest": share(reached, firms + missed),
        "highest": share(reached + met, firms + met),
    }
    names = {"coverage": "index", "lowest": "lowest_index", "highest": "highest_index"}
    indexes = {
        names[name]: None if one is None or not whole else one / whole
        for name, one in rates.items()
    }
    counts = {"companies": firms, "reached": reached, "none": firms - reached}
    return {**counts, "unknown_reached": met, "unknown_none": missed, **rates, **indexes}


def never(asked: Recount, by: str | None) -> Rows:
    now, then = (_never(asked, day, by) for day in (asked.day, asked.before[1]))
    rows = joined(now, then, NEVER[:2], dict.fromkeys(NEVER, 0))
    return {key: {
        **row,
        "spoken_to": row["companies"] - row["never"],
        "share": share(row["never"], row["companies"]),
        "before": share(row["never_before"], row["companies_before"]),
    } for key, row in rows.items()}  # fmt: skip


def _never(asked: Recount, day: date, by: str | None) -> Rows:
    """Firm by firm, with everything that ever was."""
    (table,) = asked.plain.table((day, day), (date.min, day), (), {})
    rows = []
    for firm in asked.plain.firms((day, day), {}):
        kinds = [contact["kind"][0] for contact in table["met"][firm["id"]]]
        alone = not INDIVIDUAL & set(kinds)
        figures = dict(zip(NEVER, (1, alone, alone and bool(kinds), not kinds), strict=True))
        values = [_age(asked, firm["id"], day)] if by == "age" else firm.get(by or "", ["all"])
        rows += [{by or "all": value, **figures} for value in values]
    if by == "age":
        always = ("under_3", "3_to_9", "10_and_more", "unknown")
        rows += [{"age": age, **dict.fromkeys(NEVER, 0)} for age in always]
    found = by_key(rows, by or "all")
    return found if by else {TOTAL: found.get(("all",), dict.fromkeys(NEVER, 0))}


def _age(asked: Recount, firm: int, day: date) -> str:
    founded = asked.plain.company[firm]["founded_on"]
    if founded is None:
        return "unknown"
    years = day.year - founded.year - ((day.month, day.day) < (founded.month, founded.day))
    return "under_3" if years < 3 else "3_to_9" if years < 10 else "10_and_more"


def recency(asked: Recount, by: str | None) -> Rows:
    now, then = (_recency(asked, day, by) for day in (asked.day, asked.before[1]))
    rows = joined(now, then, ("companies", *BANDS), dict.fromkeys(("companies", *BANDS), 0))
    return {key: {
        **row,
        "within_year": share(sum(row[band] for band in BANDS[:3]), row["companies"]),
        "before": share(
            sum(row[f"{band}_before"] for band in BANDS[:3]), row["companies_before"]
        ),
    } for key, row in rows.items()}  # fmt: skip


def _recency(asked: Recount, day: date, by: str | None) -> Rows:
    rows = asked.plain.recency(day, (by,) if by else (), {})
    return by_key(rows, by) if by else {TOTAL: rows[0]}


def penetration(asked: Recount, by: str | None) -> Rows:
    """With the firms of the reference day that had a contact in the year, where that is by size."""
    now, then = (_penetration(asked, day, by) for day in (asked.day, asked.before[1]))
    rows = joined(now, then, ("companies", "visited"), {"companies": 0, "visited": 0})
    met = _reached_on_day(asked, by)
    return {key: {
        **row,
        "reached": met.get(key, 0),
        "coverage": share(met.get(key, 0), row["companies"]),
        "visit_penetration": share(row["visited"], row["companies"]),
        "before": share(row["visited_before"], row["companies_before"]),
    } for key, row in rows.items()}  # fmt: skip


def _penetration(asked: Recount, day: date, by: str | None) -> Rows:
    found = asked.plain.visit_penetration(day, (by,) if by else (), {})
    rows = [{name: value for name, value in row.items() if name != "rate"} for row in found]
    return by_key(rows, by) if by else {TOTAL: rows[0]}


def _reached_on_day(asked: Recount, by: str | None) -> dict[tuple[str, ...], int]:
    rows = asked.plain.coverage(asked.days, (by,) if by else (), {}, asked.day)
    found = by_key(rows, by) if by else {TOTAL: rows[0]}
    return {key: row["individual"] + row["events_only"] for key, row in found.items()}


def held(asked: Recount, by: str | None) -> Rows:
    """Visits and firms visited, and both in the year before."""
    names = ("companies", "visits", "visited")
    now, then = (_visited(asked, days, by, {}) for days in (asked.days, asked.before))
    return joined(now, then, names[1:], dict.fromkeys(names, 0))


def whole(rows: Rows, total: Rows) -> Rows:
    return {**rows, TOTAL: total[TOTAL]}
