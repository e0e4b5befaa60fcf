"""What was promised and kept; for those who lead by advisor too, and the red flags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from crm.enums import RedFlagKind
from crm.web.choices import advisors
from crm.web.formats import label
from reports.measures.kept_promises import kept_promises
from reports.measures.red_flags import red_flags, total
from reports.period import Period
from reports.source.source import Source

Row = dict[str, Any]


@dataclass
class PromiseFigures:
    """Each is computed when the template asks for it, from the same snapshot."""

    source: Source
    period: Period
    reference_day: date
    whose: frozenset[int] | None
    """Advisors whose own figures may be shown; None: everybody's."""

    @cached_property
    def total(self) -> Row:
        return self._rows(None)[0]

    @cached_property
    def by_month(self) -> list[Row]:
        return self._rows("month")

    @cached_property
    def by_owner(self) -> list[Row]:
        """In the order of their names."""
        found = {row["owner"]: row for row in self._rows("owner")}
        seen = [a for a in advisors() if self.whose is None or a.id in self.whose]
        return [{**found[a.id], "name": a.name} for a in seen if a.id in found]

    @cached_property
    def red_flags(self) -> list[Row]:
        rows = self._flags.to_dict("records")
        return [{**_named(row), "name": label(RedFlagKind(row["kind"]))} for row in rows]

    @cached_property
    def all_red_flags(self) -> Row:
        return total(self._flags)

    @cached_property
    def _flags(self) -> Any:
        return red_flags(self.source, self.period, self.reference_day)

    def _rows(self, by: str | None) -> list[Row]:
        rows = kept_promises(self.source, self.period, by, self.reference_day)
        return [{**_named(row), "rate": _rate(row)} for row in rows.to_dict("records")]


def _named(row: Mapping[Any, Any]) -> Row:
    return {str(name): value for name, value in row.items()}


def _rate(row: Mapping[Any, Any]) -> float | None:
    return row["in_time"] / row["due"] if row["due"] else None
