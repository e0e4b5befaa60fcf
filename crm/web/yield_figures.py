"""What came of brochures: in all, and by what divides them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crm.web.choices import all_materials, all_partners, campaigns
from reports.measures.campaign_progress import campaign_results
from reports.measures.campaign_yield import campaign_yield
from reports.period import Period
from reports.source.source import Source

Row = dict[str, Any]


@dataclass
class YieldFigures:
    """Each is computed when the template asks for it, from the same snapshot."""

    source: Source
    period: Period

    @cached_property
    def total(self) -> Row:
        return self._rows(None)[0]

    @cached_property
    def by_material(self) -> list[Row]:
        names = {each.id: f"{each} ({each.note})" for each in all_materials()}
        return self._named("material", names)

    @cached_property
    def by_counter(self) -> list[Row]:
        return self._named("counter", {each.id: each.name for each in all_partners()})

    @cached_property
    def by_month(self) -> list[Row]:
        return self._rows("month")

    @cached_property
    def by_campaign(self) -> list[Row]:
        names = {each.id: each.name for each in campaigns()}
        rows = campaign_results(self.source, self.period).to_dict("records")
        return [{**row, "name": names.get(row["campaign"], "")} for row in rows]  # type: ignore[dict-item]

    def _named(self, by: str, names: Mapping[Any, str]) -> list[Row]:
        return [{**row, "name": names.get(row[by], row[by])} for row in self._rows(by)]

    def _rows(self, by: str | None) -> list[Row]:
        rows = campaign_yield(self.source, self.period, by).to_dict("records")
        return [{str(name): value for name, value in row.items()} for row in rows]
