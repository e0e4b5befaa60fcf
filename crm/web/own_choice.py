"""What an own report is asked for, read from the address: whoever gets it sees the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask import request, url_for
from flask_babel import gettext
from sqlalchemy.orm import attributes

from crm.enums import N_
from crm.models import SavedReport
from crm.rules import Problem
from crm.web.period_choice import LONGEST_SHOWN, PeriodChoice
from reports.builder.breakdowns import BREAKDOWNS
from reports.builder.catalogue import MEASURES
from reports.builder.measure import Measure
from reports.builder.periods import RELATIVE, USUAL
from reports.builder.wanted import MOST, Wanted, problems
from reports.period import Period
from reports.source.source import Source

FIRST = next(iter(MEASURES))
AT_FIRST = ("size_class",)
"""What is shown to somebody who has not chosen yet."""
LEADERS = N_("Figures on advisors are for those who lead a team.")
NO_CHOICE = N_("“%(value)s” is none of the choices here. All are shown; choose one from the list.")


@dataclass(frozen=True)
class OwnChoice:
    """``problems`` tell by field what cannot be; the report is then the one without it."""

    wanted: Wanted
    today: date
    typed: Mapping[str, str]
    """The days as they stand in the form: none while the period goes along with the calendar."""
    problems: Mapping[str, str] = field(default_factory=dict)
    saved: int | None = None
    """The saved report that it began as."""

    @property
    def period(self) -> Period:
        return self.wanted.period_on(self.today)

    def arguments(self, **more: Any) -> dict[str, Any]:
        return arguments(self.wanted, **{"saved": self.saved, **more})

    def address(self, endpoint: str, **more: Any) -> str:
        return url_for(endpoint, **self.arguments(**more))

    def about(self, name: str) -> str:
        """The address of the same about something else, as far as it can be."""
        measure, wanted = MEASURES[name], self.wanted
        fits = replace(
            wanted,
            measure=name,
            by=tuple(each for each in wanted.by if each in measure.by)[: measure.most],
            filters={k: v for k, v in wanted.filters.items() if k in measure.filters},
        )
        return url_for("OwnReportView.index", **arguments(fits, saved=self.saved))


def arguments(wanted: Wanted, **more: Any) -> dict[str, Any]:
    """As the address writes it."""
    mine: dict[str, Any] = {**wanted.kept(), **more}
    return {name: value for name, value in mine.items() if value not in (None, "", [])}


def read(today: date, source: Source, sees_workload: bool) -> OwnChoice:
    wrong = Wrong()
    about = _about(wrong, sees_workload)
    by = _by(about, wrong, sees_workload)
    filters = _filters(about, source, wrong, sees_workload)
    name, days, typed = _period(today, wrong)
    wanted = Wanted(about.name, by, filters, name, days)
    return OwnChoice(wanted, today, typed, wrong.told, _saved())


class Wrong:
    """What was found to be wrong so far, a sentence for each field."""

    def __init__(self) -> None:
        self.told: dict[str, str] = {}

    def tell(self, found: Iterable[Problem]) -> bool:
        """Whether there was anything to tell."""
        any_yet = False
        for problem in found:
            values = {k: _short(v) for k, v in problem.values.items()}
            self.told.setdefault(problem.field, gettext(problem.message, **values))
            any_yet = True
        return any_yet


def _short(value: Any) -> Any:
    """Titles in the reader's language; nonsense cut off."""
    return gettext(value)[:LONGEST_SHOWN] if isinstance(value, str) and value else value


def _about(wrong: Wrong, sees_workload: bool) -> Measure:
    name = request.args.get("measure", "") or FIRST
    if wrong.tell(problems(name, (), {})):
        return MEASURES[FIRST]
    if MEASURES[name].for_team_leads and not sees_workload:
        wrong.tell([Problem("measure", LEADERS)])
        return MEASURES[FIRST]
    return MEASURES[name]


def _by(about: Measure, wrong: Wrong, sees_workload: bool) -> tuple[str, ...]:
    """What cannot be is left out and told."""
    names = [name for name in request.args.getlist("by") if name]
    if not request.args:
        names = list(AT_FIRST)
    found: list[str] = []
    for name in names:
        if wrong.tell(problems(about.name, (*found, name), {})):
            continue
        if BREAKDOWNS[name].for_team_leads and not sees_workload:
            wrong.tell([Problem("by", LEADERS)])
        else:
            found.append(name)
    return tuple(found)[:MOST]


def _filters(about: Measure, source: Source, wrong: Wrong, sees_workload: bool) -> dict[str, str]:
    return dict(_checked(about, source, wrong, sees_workload))


def _checked(
    about: Measure, source: Source, wrong: Wrong, sees_workload: bool
) -> Iterator[tuple[str, str]]:
    for name, one in BREAKDOWNS.items():
        value = request.args.get(name, "")
        if not value or wrong.tell(problems(about.name, (), {name: value})):
            continue
        if one.for_team_leads and not sees_workload:
            wrong.tell([Problem(name, LEADERS)])
        elif value not in one.choices(source, str):
            wrong.tell([Problem(name, NO_CHOICE, {"value": value})])
        else:
            yield name, value


def _period(today: date, wrong: Wrong) -> tuple[str, Period | None, Mapping[str, str]]:
    """The name of a period, or two days; and what stands in the form."""
    if any(request.args.get(name, "").strip() for name in ("from", "to")):
        choice = PeriodChoice.read(today)
        wrong.told.update(choice.problems)
        if choice.problems:
            return USUAL, None, choice.typed
        return "", choice.period, choice.typed
    name = request.args.get("period", "") or USUAL
    if name not in RELATIVE:
        wrong.told["period"] = gettext(
            "“%(value)s” is none of these periods. The last 12 months are shown; choose one.",
            value=name[:LONGEST_SHOWN],
        )
        name = USUAL
    return name, None, {"from": "", "to": ""}


def _saved() -> int | None:
    text = request.args.get("saved", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def changed(report: SavedReport, choice: str, version: int) -> None:
    """``version`` is that which was on the screen."""
    attributes.set_committed_value(report, "version", version)
    report.choice = choice
    attributes.flag_modified(report, "choice")
