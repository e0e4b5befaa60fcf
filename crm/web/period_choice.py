"""The period that a page of figures is asked for, read from the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from crm.rules.period import figures_problems
from crm.web.filters import day_or_none
from reports.period import Period, months_before

USUAL = "last_12_months"
LONGEST_SHOWN = 40
"""Characters of somebody's nonsense that a sentence repeats."""

PRESET_LABELS = {
    "last_12_months": _("Last 12 months"),
    "this_year": _("This year so far"),
    "last_year": _("Last year"),
    "this_quarter": _("This quarter"),
    "last_36_months": _("Last 36 months"),
}


def presets(today: date) -> dict[str, Period]:
    year = today.year
    quarter = date(year, 3 * ((today.month - 1) // 3) + 1, 1)
    return {
        "last_12_months": Period.up_to(today, 12),
        "this_year": Period(date(year, 1, 1), today),
        "last_year": Period.year(year - 1),
        "this_quarter": Period(quarter, today),
        "last_36_months": Period.up_to(today, 36),
    }


@dataclass(frozen=True)
class PeriodChoice:
    """What cannot be used is told in ``problems``, by field; the usual period stands in for it."""

    period: Period
    preset: str
    typed: Mapping[str, str]
    """``from`` and ``to`` as they stand in the form: the period's days, or what was typed."""
    problems: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, period: Period, preset: str = "") -> PeriodChoice:
        typed = {"from": period.first.isoformat(), "to": period.last.isoformat()}
        return cls(period, preset, typed)

    @classmethod
    def read(cls, today: date) -> PeriodChoice:
        known = presets(today)
        typed = {name: request.args.get(name, "").strip() for name in ("from", "to")}
        if any(typed.values()):
            period, problems = _written(typed, today)
            if period is None:
                return cls(known[USUAL], USUAL, typed, problems)
            preset = next((name for name, one in known.items() if one == period), "")
            return cls.of(period, preset)
        preset = request.args.get("period", "") or USUAL
        if preset in known:
            return cls.of(known[preset], preset)
        return replace(cls.of(known[USUAL], USUAL), problems={"period": _no_period(preset)})


def unknown_choice(value: str) -> str:
    return gettext(
        "“%(value)s” is none of the choices here. All are shown; choose one from the list.",
        value=value[:LONGEST_SHOWN],
    )


def _no_period(value: str) -> str:
    return gettext(
        "“%(value)s” is none of these periods. The last 12 months are shown; choose one.",
        value=value[:LONGEST_SHOWN],
    )


def _written(typed: Mapping[str, str], today: date) -> tuple[Period | None, dict[str, str]]:
    days = {name: day_or_none(text) for name, text in typed.items() if text}
    problems = {name: _no_day(typed[name]) for name, day in days.items() if day is None}
    if problems:
        return None, problems
    end = days.get("to") or today
    asked = {"from": days.get("from") or end, "to": end, "today": today}
    problems = {one.field: gettext(one.message) for one in figures_problems(asked)}
    if problems:
        return None, problems
    return Period(days.get("from") or months_before(end, 12), end), {}


def _no_day(text: str) -> str:
    return gettext(
        "“%(value)s” is no day. Write it like 23.11.2026 or choose it in the calendar.",
        value=text[:LONGEST_SHOWN],
    )
