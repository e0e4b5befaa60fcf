"""Where the rows of the workbook on targets come from: of teams whose figures may be shown."""

from typing import Any

from ibis import _
from pandas import DataFrame

from crm.enums import N_, TargetMeasure
from reports.asked import Asked
from reports.measures.contact import lasts
from reports.measures.target_progress import target_progress
from reports.period import Period
from reports.report import Row
from reports.source.source import Source

OVER, GOES_ON = "over", "goes_on"
STATES = {OVER: N_("Over"), GOES_ON: N_("Goes on")}
FOUND = ("target", "team", "measure", "first_day", "last_day", "goal", "reached", "passed",
         "before")  # fmt: skip
COUNTED = ("targets", "met", "on_course", "behind")


def targets(source: Source, asked: Asked) -> DataFrame:
    """The one that ends first on top."""
    rows = [_told(source, row, asked) for row in _in_period(source, asked)]
    return DataFrame(rows, columns=list(FOUND), dtype="object")


def summary(source: Source, asked: Asked) -> DataFrame:
    counted = {state: dict.fromkeys(COUNTED, 0) for state in STATES}
    for row in targets(source, asked).to_dict("records"):
        figures = counted[OVER if row["last_day"] < asked.today else GOES_ON]
        figures["targets"] += 1
        figures[_standing(row)] += 1
    return DataFrame([{"state": state, **figures} for state, figures in counted.items()])


def all_targets(source: Source, asked: Asked) -> Row:
    rows = summary(source, asked)
    return {name: int(rows[name].sum()) for name in COUNTED}


def _standing(row: Any) -> str:
    if row["reached"] >= row["goal"]:
        return "met"
    return "on_course" if row["reached"] >= row["goal"] * row["passed"] else "behind"


def _in_period(source: Source, asked: Asked) -> list[Any]:
    teams = source.teams.select("code", "name", team_id="id")
    period = asked.period
    rows = source.targets.filter(lasts(_.first_day, _.last_day, period.first, period.last)).join(
        teams, "team_id"
    )
    if asked.advisors is not None:
        rows = rows.filter(_.team_id.isin(sorted(_teams_of(source, asked))))
    return list(source.frame(rows.order_by("last_day", "id")).itertuples())


def _teams_of(source: Source, asked: Asked) -> set[int]:
    """Those in which somebody is today whose figures may be shown; an id that is none if nobody."""
    members = source.team_memberships.filter(
        lasts(_.valid_from, _.valid_to, asked.today, asked.today)
    )
    found = source.frame(members.select("advisor_id", "team_id"))
    seen = found["advisor_id"].isin(asked.advisors or ())
    return {*map(int, found["team_id"][seen]), -1}


def _told(source: Source, row: Any, asked: Asked) -> dict[str, Any]:
    period, measure = Period(row.first_day, row.last_day), TargetMeasure(row.measure)
    return {
        "target": row.id, "team": row.name, "measure": row.measure, "first_day": row.first_day,
        "last_day": row.last_day, "goal": row.goal,
        "reached": target_progress(source, measure, period, row.code),
        "passed": _passed(period, asked),
        "before": target_progress(source, measure, period.previous(), row.code),
    }  # fmt: skip


def _passed(period: Period, asked: Asked) -> float:
    so_far = (asked.today - period.first).days + 1
    return min(max(so_far, 0), period.days) / period.days
