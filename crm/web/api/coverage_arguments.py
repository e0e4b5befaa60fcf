"""What coverage is asked for: a period, what to break it down by, and of which firms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from crm.enums import InteractionKind, SizeBand, SizeClass
from crm.errors import DomainError
from crm.web.api.answers import FieldError, Refusal
from crm.web.api.arguments import OneOf
from crm.web.api.fields import Text
from crm.web.api.figures import PeriodArguments, period_of, read_arguments
from reports.measures.dimensions import DIMENSIONS, chosen
from reports.period import Period
from reports.segment import SMALL_FIRMS, UNKNOWN, Segment

MOST_DIMENSIONS = 2


class CoverageArguments(PeriodArguments):
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
    read = read_arguments(CoverageArguments())
    period = period_of(read.pop("first"), read.pop("last"))
    try:
        by = _dimensions(read.pop("by") or "")
    except DomainError as error:
        raise Refusal(400, _(error.message, **error.values)) from error
    return CoverageQuestion(period, by, Segment(**{**read, **_advisor(read)}))


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
