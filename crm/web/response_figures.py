"""How long firms waited for an answer: in all, and by what divides their inquiries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from crm.enums import InquiryChannel
from crm.web.choices import all_partners
from crm.web.formats import label
from crm.web.offers import topics
from reports.measures.response import response
from reports.period import Period
from reports.segment import UNKNOWN
from reports.source.source import Source

Row = dict[str, Any]


@dataclass
class ResponseFigures:
    """Each is computed when the template asks for it, from the same snapshot."""

    source: Source
    session: Session
    period: Period
    reference_day: date
    partner: int | None = None
    """Only what this office forwarded."""

    @cached_property
    def total(self) -> Row:
        return self._rows(None)[0]

    @cached_property
    def by_channel(self) -> list[Row]:
        names = {each.value: label(each) for each in InquiryChannel}
        return [row for row in self._named("channel", names) if row["received"]]

    @cached_property
    def by_partner(self) -> list[Row]:
        """Without those that came in here first."""
        names = {each.id: each.name for each in all_partners()}
        return [row for row in self._named("partner", names) if row["partner"] != UNKNOWN]

    @cached_property
    def by_topic(self) -> list[Row]:
        return self._named("topic", {each.id: label(each) for each in topics()})

    @cached_property
    def by_month(self) -> list[Row]:
        return self._named("month", {})

    def _named(self, by: str, names: Mapping[Any, str]) -> list[Row]:
        return [{**row, "name": names.get(row[by], row[by])} for row in self._rows(by)]

    def _rows(self, by: str | None) -> list[Row]:
        rows = response(self.source, self.period, by, self.reference_day, self.partner).to_dict(
            "records"
        )
        return [
            {**{str(name): value for name, value in r.items()}, "share": _share(r)} for r in rows
        ]


def _share(row: Mapping[Any, Any]) -> float | None:
    """Answered in time, of those that were answered or should have been."""
    owed = row["answered"] + row["missed"]
    return row["in_time"] / owed if owed else None
