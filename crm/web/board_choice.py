"""What a dashboard is asked for: days, whose figures, and which days they are compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from crm.rules.period import figures_problems
from crm.web.filters import day_or_none
from crm.web.period_choice import LONGEST_SHOWN, PeriodChoice, unknown_choice
from reports.asked import Asked
from reports.boards.board import Whose
from reports.period import Period
from reports.segment import Segment

BEFORE, YEAR, DAYS = "before", "year", "days"
AGAINST = {
    BEFORE: _("the period before"),
    YEAR: _("the same days a year before"),
    DAYS: _("other days"),
}
FIELDS = {Whose.TEAM: "team", Whose.DISTRICT: "district"}


@dataclass(frozen=True)
class BoardChoice:
    """Whoever gets the address sees the same, as far as they may."""

    days: PeriodChoice
    whose: Whose
    options: Mapping[str, str]
    """Codes of teams or numbers of districts that may be chosen, with what they are called."""
    chosen: str
    against: str
    other: Period | None
    typed: Mapping[str, str]
    problems: Mapping[str, str]

    @classmethod
    def read(cls, today: date, whose: Whose, options: Mapping[str, str]) -> BoardChoice:
        days, field = PeriodChoice.read(today), FIELDS.get(whose, "")
        wanted = request.args.get(field, "") if field else ""
        chosen = wanted if wanted in options else next(iter(options), "")
        problems = dict(days.problems)
        if wanted and wanted not in options:
            problems[field] = unknown_choice(wanted)
        against = request.args.get("against", "") or BEFORE
        if against not in AGAINST:
            problems["against"], against = unknown_choice(against), BEFORE
        typed = {name: request.args.get(name, "").strip() for name in ("other_from", "other_to")}
        other = _other_days(typed, today, problems) if against == DAYS else None
        return cls(days, whose, options, chosen, against, other, {**days.typed, **typed}, problems)

    @property
    def period(self) -> Period:
        return self.days.period

    @property
    def field(self) -> str:
        return FIELDS.get(self.whose, "")

    @property
    def compared_with(self) -> Period:
        if self.against == YEAR:
            return self.period.year_before()
        return self.other or self.period.previous()

    def asked(self, today: date, advisor: int | None) -> Asked:
        narrowed: dict[str, Any] = {self.field: self.chosen} if self.field else {}
        if self.whose is Whose.ME:
            narrowed = {"advisor": advisor}
        return Asked(self.period, today, segment=Segment(**narrowed), against=self.compared_with)

    @property
    def kept(self) -> dict[str, str]:
        """What stays when other days are chosen."""
        mine = {"against": self.against if self.against == YEAR else "", self.field: self.chosen}
        return {name: value for name, value in mine.items() if name and value}

    def arguments(self, **more: Any) -> dict[str, Any]:
        """The address's parameters, with some changed."""
        mine: dict[str, Any] = {
            "from": self.period.first.isoformat(),
            "to": self.period.last.isoformat(),
            "against": self.against if self.against == YEAR or self.other else None,
            **({self.field: self.chosen} if self.field else {}),
        }
        if self.other:
            mine["other_from"] = self.other.first.isoformat()
            mine["other_to"] = self.other.last.isoformat()
        return {name: value for name, value in {**mine, **more}.items() if value is not None}


def _other_days(typed: Mapping[str, str], today: date, problems: dict[str, str]) -> Period | None:
    """Both days have to be there; what is wrong with them is told by field."""
    found = {name: day_or_none(text) for name, text in typed.items()}
    for name, day in found.items():
        if day is None:
            problems[name] = _no_day(typed[name])
    first, last = found["other_from"], found["other_to"]
    if first is None or last is None:
        return None
    wrong = list(figures_problems({"from": first, "to": last, "today": today}))
    for one in wrong:
        problems[f"other_{one.field}"] = gettext(one.message)
    return None if wrong else Period(first, last)


def _no_day(text: str) -> str:
    if not text:
        return gettext("Please choose the days to compare with.")
    return gettext(
        "“%(value)s” is no day. Write it like 23.11.2026 or choose it in the calendar.",
        value=text[:LONGEST_SHOWN],
    )
