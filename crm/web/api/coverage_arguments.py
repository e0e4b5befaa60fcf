"""What coverage is asked for: a period, what to break it down by, and of which firms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _
from marshmallow import ValidationError

from crm.clock import today
from crm.enums import InteractionKind, SizeBand, SizeClass
from crm.errors import DomainError
from crm.rules.period import figures_problems
from crm.web.api.answers import FieldError, Refusal, field_errors
from crm.web.api.arguments import ALSO_ALLOWED, OneOf
from crm.web.api.fields import Body, Day, Text
from reports.measures.dimensions import DIMENSIONS, chosen
from reports.period import Period
from reports.segment import SMALL_FIRMS, UNKNOWN, Segment

MOST_DIMENSIONS = 2


class CoverageArguments(Body):
    first = Day(required=True, data_key="from", metadata={"example": "2025-01-01"})
    last = Day(required=True, data_key="to", metadata={"example": "2025-12-31"})
    by = Text(
        load_default=None,
        allow_none=True,
        metadata={
            "description": f"One or two of {', '.join(DIMENSIONS)}.",
            "example": "size_class,district",
        },
    )
    size_class = OneOf(*SizeClass, SMALL_FIRMS)
    size_band = OneOf(*SizeBand)
    district = Text(longest=40, metadata={"description": "Its official number."})
    section = Text(longest=7, metadata={"description": "A letter of the WZ."})
    kind = OneOf(*InteractionKind)
    month = Text(longest=7, metadata={"example": "2025-03"})
    team = Text(longest=40, metadata={"description": "Its code."})
    advisor = Text(longest=10, metadata={"description": "An id, or unknown."})


@dataclass(frozen=True)
class CoverageQuestion:
    period: Period
    by: tuple[str, ...]
    segment: Segment

    @property
    def is_about_advisors(self) -> bool:
        """Figures on what one person did; they need the permission for Workload."""
        return "advisor" in {*self.by, *self.segment.chosen}


def coverage_question() -> CoverageQuestion:
    given = {k: v for k, v in request.args.items() if k not in ALSO_ALLOWED}
    try:
        read = CoverageArguments().load(given)
        period = period_of(read.pop("first"), read.pop("last"))
        by = _dimensions(read.pop("by") or "")
    except ValidationError as error:
        raise Refusal(400, errors=field_errors(error.messages)) from error
    except DomainError as error:
        raise Refusal(400, _(error.message, **error.values)) from error
    return CoverageQuestion(period, by, Segment(**{**read, **_advisor(read)}))


def period_of(first: date, last: date) -> Period:
    found = figures_problems({"from": first, "to": last, "today": today()})
    errors = [FieldError(problem.field, _(problem.message)) for problem in found]
    if errors:
        raise Refusal(400, errors=errors)
    return Period(first, last)


def _dimensions(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if len(names) > MOST_DIMENSIONS:
        raise Refusal(400, errors=[FieldError("by", _("At most two at once."))])
    return tuple(dimension.name for dimension in chosen(names))


def _advisor(read: dict[str, Any]) -> dict[str, Any]:
    text = read.get("advisor")
    if text in (None, UNKNOWN):
        return {}
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Refusal(400, errors=[FieldError("advisor", _("An id, or unknown."))])
    return {"advisor": int(text)}
