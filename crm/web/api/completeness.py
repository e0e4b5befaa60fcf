"""Firms on file beside those officially counted as JSON: the numbers of the page."""

from __future__ import annotations

from typing import Any

from pandas import DataFrame

from crm.enums import OfficiallyCounted
from crm.web.api.arguments import OneOf
from crm.web.api.fields import Text
from crm.web.api.figures import Asked, FiguresApi, PeriodArguments
from reports.definitions.method import REGISTER_COMPLETENESS
from reports.measures.register_completeness import FIGURES, MEMBERS, register_completeness
from reports.source.source import Source


class CompletenessArguments(PeriodArguments):
    by = OneOf("district", "group")
    counted = OneOf(*MEMBERS, load_default=OfficiallyCounted.CHAMBER.value)
    district = Text(
        longest=40, metadata={"description": "Its official number: only what is of it."}
    )


class CompletenessApi(FiguresApi):
    """On 31 December of the year in which the period ends."""

    resource_name = "completeness"
    things = "firms on file beside those officially counted, at the end of the period's last year"
    arguments, figures, definition = CompletenessArguments, FIGURES, REGISTER_COMPLETENESS

    def table(self, source: Source, asked: Asked) -> DataFrame:
        counted = OfficiallyCounted(asked.more["counted"])
        year, district = asked.period.last.year, asked.more.get("district")
        if district is None:
            return register_completeness(source, counted, year, asked.by)
        rows = register_completeness(
            source, counted, year, "both" if asked.by == "group" else "district"
        )
        found = rows[rows["district"] == district]
        return found if asked.by else _one(found)

    def answered(self) -> dict[str, Any]:
        said = super().answered()
        for where in (said["rows"]["items"], said["total"]):
            where["properties"]["confidential"] = {"type": "boolean"}
        return said


def _one(rows: DataFrame) -> DataFrame:
    """A row also for a district that neither side knows."""
    return rows[list(FIGURES)] if len(rows) else DataFrame([dict.fromkeys(FIGURES)])
