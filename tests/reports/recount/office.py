"""The reports on what advisors and teams do, for team leads alone."""

from datetime import date, timedelta
from typing import Any

from tests.reports.plain import KINDS, Days, Row
from tests.reports.recount.asked import TOTAL, Recount, Rows, share

FLAGS = ("raised", "jobs_claimed", "jobs_confirmed", "open", "open_jobs_claimed",
         "open_jobs_confirmed", "closed", "averted", "eased", "happened", "withdrawn")  # fmt: skip
SUMMED = ("participations", "shared", "hours", "open_inquiries", "shared_before", "hours_before")


def workload(asked: Recount) -> Rows:
    """By name; nobody is called twice."""
    now = {row["advisor"]: row for row in asked.plain.workload(asked.days, {})}
    then = {row["advisor"]: row for row in asked.plain.workload(asked.before, {})}
    busy = [one for one in then if one not in now and then[one]["participations"]]
    nothing = dict.fromkeys(
        ("participations", "shared", "hours", "open_inquiries", "companies_in_care"), 0
    )
    rows: Rows = {}
    for advisor in [*now, *busy]:
        old = then.get(advisor, nothing)
        rows[(_name(asked, advisor),)] = {
            **now.get(advisor, nothing),
            "shared_before": old["shared"],
            "hours_before": old["hours"],
        }
    total = {name: sum(row[name] for row in rows.values()) for name in SUMMED}
    return {**rows, TOTAL: {**total, "companies_in_care": None}}


def _name(asked: Recount, advisor: Any) -> str:
    """Exports leave names out."""
    source = next(iter(asked.engines.sources.values()))
    names = {row.id: row.name for row in source.frame(source.advisors).itertuples()}
    return str(names.get(advisor, ""))


def kinds(asked: Recount) -> Rows:
    rows = asked.plain.activity(asked.days)
    figures = (*KINDS, "firms", "attended")
    return {(_name(asked, row["advisor"]),): {name: row[name] for name in figures} for row in rows}


def owners(asked: Recount) -> Rows:
    rows = asked.engines.plain_promises.kept(*asked.days, "owner", asked.day)
    return {(_name(asked, row["owner"]),): promised(row) for row in rows}


def promised(row: Row) -> Row:
    return {**row, "rate": share(row["in_time"], row["due"])}


def flags(asked: Recount) -> Rows:
    rows = asked.engines.plain_promises.flags(*asked.days, asked.day)
    then = asked.engines.plain_promises.flags(*asked.before, asked.before[1])
    found: Rows = {
        (row["kind"],): {**row, **{f"{name}_before": old[name] for name in FLAGS}}
        for row, old in zip(rows, then, strict=True)
    }
    names = [*FLAGS, *(f"{name}_before" for name in FLAGS)]
    return {**found, TOTAL: {name: sum(row[name] for row in found.values()) for name in names}}


def targets(asked: Recount) -> Rows:
    teams = {row["code"] for row in asked.plain.teams}
    found: Rows = {}
    for row in asked.engines.plain_targets:
        days = row["first_day"], row["last_day"]
        if days[1] < asked.days[0] or days[0] > asked.days[1] or row["team"] not in teams:
            continue
        reached = _reached(asked, row["measure"], days, row["team"])
        length = (days[1] - days[0]).days + 1
        over = max(0, min(length, (asked.today - days[0]).days + 1))
        found[(str(row["id"]),)] = {
            "goal": row["goal"], "reached": reached, "share": share(reached, row["goal"]),
            "passed": over / length, "last_day": days[1],
            "before": _reached(asked, row["measure"], _before(days), row["team"]),
        }  # fmt: skip
    return found


def _reached(asked: Recount, measure: str, days: Days, team: str) -> int:
    plain, own = asked.plain, {"team": team}
    if measure == "visits":
        return int(plain.coverage(days, (), {**own, "kind": "visit"})[0]["visits"])
    if measure == "individual":
        return int(plain.intensity(days, (), own)[0]["contacts"])
    if measure == "small_firms":
        (row,) = plain.coverage(days, (), {**own, "size_class": "small_firms"})
        return int(row["individual"] + row["events_only"])
    return plain.first_reached(days, own)


def _before(days: Days) -> Days:
    """As many whole months, or as many days."""
    first, last = days
    end = first - timedelta(days=1)
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        number = first.year * 12 + first.month - 1 - months
        return date(number // 12, number % 12 + 1, 1), end
    return end - (last - first), end


def summary(asked: Recount) -> Rows:
    states = {name: dict.fromkeys(("targets", "met", "on_course", "behind"), 0)
              for name in ("over", "goes_on", "total")}  # fmt: skip
    for row in targets(asked).values():
        met, on_course = row["reached"] >= row["goal"], row["share"] >= row["passed"]
        name = "met" if met else "on_course" if on_course else "behind"
        for state in ("over" if row["last_day"] < asked.today else "goes_on", "total"):
            states[state]["targets"] += 1
            states[state][name] += 1
    return {(state,): row for state, row in states.items()}
