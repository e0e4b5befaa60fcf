"""A tile's trend as a small drawing without axes: one point for each month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, EDGE = 120, 32, 4


@dataclass(frozen=True)
class TrendLine:
    """``is_part``: the last month is still running; then the line ends before it, and its point
    is hollow.
    """

    values: Sequence[int]
    is_part: bool = False

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def height(self) -> int:
        return HEIGHT

    @property
    def points(self) -> list[tuple[float, float]]:
        lowest, highest = 0, max([1, *self.values])
        step = (WIDTH - 2 * EDGE) / max(1, len(self.values) - 1)
        per_one = (HEIGHT - 2 * EDGE) / (highest - lowest)
        return [
            (round(EDGE + step * at, 1), round(HEIGHT - EDGE - per_one * value, 1))
            for at, value in enumerate(self.values)
        ]

    @property
    def line(self) -> str:
        whole = self.points[:-1] if self.is_part else self.points
        return " ".join(f"{x},{y}" for x, y in whole)

    @property
    def area(self) -> str:
        whole = self.points[:-1] if self.is_part else self.points
        if not whole:
            return ""
        return f"{whole[0][0]},{HEIGHT} {self.line} {whole[-1][0]},{HEIGHT}"

    @property
    def end(self) -> tuple[float, float]:
        return self.points[-1]

    @property
    def bridge(self) -> tuple[float, float] | None:
        """Where the dotted way to a running month begins."""
        return self.points[-2] if self.is_part and len(self.points) > 1 else None
