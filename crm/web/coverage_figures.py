"""The dashboard's figures: of the period, and of the one before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from crm.web.coverage_choice import Choice
from crm.web.row_order import RowOrder
from reports.joint_sections import joint
from reports.measures.behind import firms_behind
from reports.measures.coverage import coverage
from reports.measures.intensity import intensity
from reports.measures.never_reached import never_reached
from reports.measures.reach import reach
from reports.measures.recency import NEVER, recency
from reports.measures.visit_penetration import visit_penetration
from reports.segment import SMALL_FIRMS, Segment
from reports.source.source import Source

Row = dict[str, Any]
Reasons = list[tuple[str, dict[str, Any]]]
"""Message ids and their values."""


@dataclass
class Figures:
    """Each is computed when the template asks for it, from the same snapshot."""

    source: Source
    choice: Choice
    today: date
    order: RowOrder = field(default_factory=RowOrder)

    @property
    def reference_day(self) -> date:
        return self.choice.period.reference_day(self.today)

    @cached_property
    def total(self) -> Row:
        return _with_rate(_first(self._coverage(())))

    @cached_property
    def total_before(self) -> Row:
        return _with_rate(_first(self._coverage((), before=True)))

    @cached_property
    def by_size(self) -> list[Row]:
        """Each row with ``rate_before``, the rate of the period before."""
        before = {r["size_class"]: r["rate"] for r in _rows(self._coverage(("size_class",), True))}
        return [
            {**row, "rate_before": before.get(row["size_class"])}
            for row in _rows(self._coverage(("size_class",)))
        ]

    @cached_property
    def by_district(self) -> list[Row]:
        """In the order that the address asks for."""
        return self.order.sorted(_rows(self._coverage(("district",))))

    @cached_property
    def by_section(self) -> list[Row]:
        return _rows(joint(self._coverage(("section",))))

    @cached_property
    def by_month(self) -> list[Row]:
        """Those that have begun, each with ``part``: the days of a month that is not counted
        whole, else None.
        """
        period, rows = self.choice.period, _rows(self._coverage(("month",)))
        parts, begun = period.part_months(self.today), period.months_begun(self.today)
        return [{**row, "part": parts.get(row["month"])} for row in rows if row["month"] in begun]

    @cached_property
    def remark(self) -> str:
        """A message id with ``day``, where the figures will still change."""
        return self.choice.period.remark(self.today)

    @cached_property
    def recency(self) -> list[Row]:
        """One row for each band, the most recent first, ``never`` last."""
        frame = recency(self.source, self.reference_day, (), self.choice.segment)
        counts = frame.drop(columns="companies").iloc[0]
        return [{"band": band, "companies": int(count)} for band, count in counts.items()]

    @cached_property
    def reach(self) -> Row:
        """Micro and small firms together."""
        frame = reach(self.source, self.choice.period, self.choice.segment)
        return dict(frame[frame.group == SMALL_FIRMS].iloc[0])

    @cached_property
    def penetration(self) -> Row:
        frame = visit_penetration(self.source, self.reference_day, (), self.choice.segment)
        return dict(frame.iloc[0])

    @cached_property
    def intensity(self) -> Row:
        return dict(intensity(self.source, self.choice.period, (), self.choice.segment).iloc[0])

    def firms_behind(self, which: str) -> list[int]:
        """Company ids, as many as the figure says."""
        period, segment = self.choice.period, self.choice.segment
        return firms_behind(self.source, period, self.reference_day, segment, which)

    @property
    def never_count(self) -> int:
        """How many ``never_reached`` are, as recency counts them."""
        frame = recency(self.source, self.reference_day, (), self._small)
        return int(frame[NEVER].iloc[0])

    def never_reached(self, limit: int | None = None, offset: int = 0) -> dict[int, Reasons]:
        """Company ids, the best next visits first, and why each stands where it does."""
        frame = never_reached(self.source, self.reference_day, self._small, limit, offset)
        return dict(zip(frame.company_id.tolist(), frame.reasons, strict=True))

    @property
    def _small(self) -> Segment:
        """Small firms, unless another size was asked for."""
        chosen = self.choice.segment
        return chosen if chosen.size_class else chosen.within(size_class=SMALL_FIRMS)

    def _coverage(self, by: tuple[str, ...], before: bool = False) -> pd.DataFrame:
        period = self.choice.period.previous() if before else self.choice.period
        return coverage(self.source, period, by, self.choice.segment)


def _rows(frame: pd.DataFrame) -> list[Row]:
    return [_with_rate(row) for row in frame.to_dict("records")]  # type: ignore[arg-type]


def _first(frame: pd.DataFrame) -> Row:
    return {str(name): value for name, value in frame.iloc[0].items()}


def _with_rate(row: Row) -> Row:
    met = row["individual"] + row["events_only"]
    return {**row, "rate": met / row["companies"] if row["companies"] else None}
