"""A firm's size over time as a small step line, drawn here so that no script is needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from crm.enums import SizeBand
from crm.models import CompanyFact

WIDTH, HEIGHT, MARGIN = 280, 64, 6
BANDS: list[SizeBand] = [band for band in SizeBand if band is not SizeBand.UNKNOWN]


@dataclass(frozen=True)
class StepLine:
    """``path`` is SVG path data in a box of ``width`` x ``height``; ``end`` where it stops."""

    path: str
    end: tuple[int, int]
    width: int = WIDTH
    height: int = HEIGHT


def step_line(facts: Sequence[CompanyFact], today: date) -> StepLine | None:
    """None where there is nothing to see: fewer than two known sizes."""
    known = [fact for fact in facts if fact.size_band is not SizeBand.UNKNOWN]
    if len({fact.size_band for fact in known}) < 2:
        return None
    steps = list(_steps(known, today))
    return StepLine(" ".join(part for part, _end in steps), steps[-1][1])


def _steps(facts: Sequence[CompanyFact], today: date) -> Iterator[tuple[str, tuple[int, int]]]:
    """A level for each fact; a line upwards or downwards where one follows on the other."""
    first = facts[0].valid_from
    last = max(max(fact.valid_to or today for fact in facts), first)
    span = max((last - first).days, 1)
    heights = _heights(facts)
    before: CompanyFact | None = None
    for fact in facts:
        begin, end = (
            MARGIN + round((WIDTH - 2 * MARGIN) * (day - first).days / span)
            for day in (fact.valid_from, max(fact.valid_to or last, fact.valid_from))
        )
        y = heights[fact.size_band]
        joined = before is not None and before.valid_to is not None
        joined = joined and (fact.valid_from - before.valid_to).days == 1  # type: ignore[union-attr, operator]
        yield f"{f'H{begin} V{y}' if joined else f'M{begin} {y}'} H{end}", (end, y)
        before = fact


def _heights(facts: Sequence[CompanyFact]) -> dict[SizeBand, int]:
    ranks = [BANDS.index(fact.size_band) for fact in facts]
    low, high = min(ranks), max(ranks)
    step = (HEIGHT - 2 * MARGIN) / (high - low)
    return {BANDS[r]: round(HEIGHT - MARGIN - (r - low) * step) for r in range(low, high + 1)}
