"""What was promised and kept, and red flags, as JSON: the numbers of the page."""

from __future__ import annotations

from typing import Any

from pandas import DataFrame

from crm.web.api.arguments import OneOf
from crm.web.api.figures import Asked, FiguresApi, PeriodArguments, records
from reports.definitions.method import FOLLOW_UP_RATE, RED_FLAGS
from reports.measures import red_flags
from reports.measures.kept_promises import BY, FIGURES, kept_promises
from reports.source.source import Source


class FollowUpFiguresArguments(PeriodArguments):
    by = OneOf(*BY)


class FollowUpFiguresApi(FiguresApi):
    resource_name = "follow-ups/figures"
    things = "what was promised and kept"
    arguments, figures, definition = FollowUpFiguresArguments, FIGURES, FOLLOW_UP_RATE
    personal = "owner"

    def table(self, source: Source, asked: Asked) -> DataFrame:
        return kept_promises(source, asked.period, asked.by, asked.day)


class RedFlagFiguresApi(FiguresApi):
    """By kind always."""

    resource_name = "red-flags/figures"
    class_permission_name = "Workload"
    things = "red flags"
    arguments, figures, definition = PeriodArguments, red_flags.FIGURES, RED_FLAGS
    always = ("kind",)

    def told(self, source: Source, asked: Asked) -> dict[str, Any]:
        table = red_flags.red_flags(source, asked.period, asked.day)
        return {"rows": records(table), "total": red_flags.total(table)}
