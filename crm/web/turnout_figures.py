"""Whom gatherings reached: in all, and by what divides them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crm.enums import InteractionKind, SizeClass
from crm.web.formats import label
from reports.measures.coverage import coverage, total
from reports.measures.turnout import turnout
from reports.period import Period
from reports.source.source import Source

Row = dict[str, Any]


@dataclass
class TurnoutFigures:
    """Each is computed when the template asks for it, from the same snapshot."""

    source: Source
    period: Period

    @cached_property
    def total(self) -> Row:
        return self._rows(None)[0]

    @cached_property
    def by_kind(self) -> list[Row]:
        names = {each.value: label(each) for each in InteractionKind}
        return [row for row in self._named("kind", names) if row["gatherings"]]

    @cached_property
    def by_size(self) -> list[Row]:
        met = {row["size_class"]: row for row in _records(self._coverage)}
        rows = self._named("size_class", {each.value: label(each) for each in SizeClass})
        return [{**row, "events_only": events_only(met.get(row["size_class"]))} for row in rows]

    @cached_property
    def by_district(self) -> list[Row]:
        known = self.source.frame(self.source.districts.select("number", "name"))
        names = dict(zip(known["number"], known["name"], strict=True))
        return self._named("district", names)

    @cached_property
    def by_month(self) -> list[Row]:
        return self._named("month", {})

    @cached_property
    def events_only(self) -> float | None:
        """Of the firms with a contact, those that are met at events alone."""
        return events_only(total(self.source, self.period))

    @cached_property
    def _coverage(self) -> Any:
        return coverage(self.source, self.period, ("size_class",))

    def _named(self, by: str, names: Mapping[Any, str]) -> list[Row]:
        return [{**row, "name": names.get(row[by], row[by])} for row in self._rows(by)]

    def _rows(self, by: str | None) -> list[Row]:
        found = _records(turnout(self.source, self.period, by))
        return [{**row, "rate": _no_show_rate(row)} for row in found]


def _records(frame: Any) -> list[Row]:
    return [{str(name): value for name, value in r.items()} for r in frame.to_dict("records")]


def _no_show_rate(row: Mapping[Any, Any]) -> float | None:
    expected = row["attended"] + row["no_show"]
    return row["no_show"] / expected if expected else None


def events_only(row: Mapping[Any, Any] | None) -> float | None:
    met = row["individual"] + row["events_only"] if row else 0
    return row["events_only"] / met if row and met else None
