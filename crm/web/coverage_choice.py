"""What a dashboard is asked for: period, segment and reference day, read from the address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import request, url_for

from crm.enums import SizeClass
from crm.rules.wz_sections import JOINT_SECTIONS, SECTIONS
from crm.web.period_choice import PeriodChoice, unknown_choice
from reports.period import Period
from reports.segment import SMALL_FIRMS, UNKNOWN, Segment

CHOICES = ("team", "size_class", "district", "section", "month")
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
Names = Mapping[str, Mapping[str, str]]
"""District and team codes with what they are called."""


@dataclass(frozen=True)
class Choice:
    """Whoever gets the address sees the same: nothing of it lies in a session."""

    period: Period
    segment: Segment
    preset: str
    typed: Mapping[str, str]
    problems: Mapping[str, str] = field(default_factory=dict)
    """Field -> sentence. The figures are then those without the choice that is none."""

    @classmethod
    def read(cls, today: date, names: Names) -> Choice:
        days = PeriodChoice.read(today)
        given = {name: request.args.get(name) or None for name in CHOICES}
        wrong = {
            name: unknown_choice(value)
            for name, value in given.items()
            if value is not None and not _is_known(name, value, names)
        }
        segment = Segment(**{name: None if name in wrong else given[name] for name in given})
        return cls(days.period, segment, days.preset, days.typed, {**days.problems, **wrong})

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


def _is_known(name: str, value: str, names: Names) -> bool:
    if name == "month":
        return bool(MONTH.fullmatch(value))
    if name == "size_class":
        return value in (SMALL_FIRMS, *SizeClass)
    return value == UNKNOWN or value in (
        {**SECTIONS, **JOINT_SECTIONS} if name == "section" else names[name]
    )
