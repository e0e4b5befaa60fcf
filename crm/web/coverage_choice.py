"""What a dashboard is asked for: period, segment and reference day, read from the address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, request, url_for
from flask_babel import lazy_gettext as _

from crm.enums import SizeClass
from crm.rules.period import figures_problems
from crm.web.filters import read_day
from reports.period import Period, months_before
from reports.segment import SMALL_FIRMS, Segment

CHOICES = ("team", "size_class", "district", "section", "month")
MONTH = re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True)
class Choice:
    """Whoever gets the address sees the same: nothing of it lies in a session."""

    period: Period
    segment: Segment
    preset: str

    @classmethod
    def read(cls, today: date) -> Choice:
        preset = request.args.get("period", "")
        first, last = request.args.get("from", ""), request.args.get("to", "")
        if first or last:
            period = _written(first, last, today)
            preset = next((name for name, p in presets(today).items() if p == period), "")
        else:
            preset = preset or "last_12_months"
            period = presets(today).get(preset) or abort(400)
        values = {name: request.args.get(name) or None for name in CHOICES}
        if values["size_class"] not in (None, SMALL_FIRMS, *SizeClass):
            abort(400)
        if values["month"] and not MONTH.fullmatch(values["month"]):
            abort(400)
        return cls(period, Segment(**values), preset)

    def arguments(self, **more: Any) -> dict[str, Any]:
        """The address's parameters, with some changed."""
        mine: dict[str, Any] = {
            "from": self.period.first.isoformat(),
            "to": self.period.last.isoformat(),
            **{k: v for k, v in self.segment.chosen.items() if k in CHOICES},
            **more,
        }
        return {name: value for name, value in mine.items() if value is not None}

    def address(self, endpoint: str, **more: Any) -> str:
        return url_for(endpoint, **self.arguments(**more))


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


PRESET_LABELS = {
    "last_12_months": _("Last 12 months"),
    "this_year": _("This year so far"),
    "last_year": _("Last year"),
    "this_quarter": _("This quarter"),
    "last_36_months": _("Last 36 months"),
}


def _written(first: str, last: str, today: date) -> Period:
    end = read_day(last) if last else today
    asked = {"from": read_day(first) if first else end, "to": end, "today": today}
    if any(figures_problems(asked)):
        abort(400)
    return Period(asked["from"] if first else months_before(end, 12), end)
