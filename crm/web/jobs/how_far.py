"""How far a job is, as any process may read it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

SILENT_AFTER = 30.0
STILL_AFTER = 20.0


class Status(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    DONE = "done"
    FAILED = "failed"

    @property
    def has_ended(self) -> bool:
        return self in (Status.CANCELLED, Status.DONE, Status.FAILED)


@dataclass(frozen=True)
class State:
    """``done`` and ``total`` count rows; ``result`` is what the job gave back, as JSON.

    ``about`` is all that the work needs to know, and the page to tell what it is. ``touched`` is
    when the count last moved, ``beat`` when the process last gave a sign of life.
    """

    work: str
    user_id: int
    locale: str
    started: float
    touched: float
    about: Mapping[str, Any] = field(default_factory=dict)
    attempt: int = 0
    deaths: int = 0
    """How often a process died over it."""
    done: int = 0
    total: int = 0
    status: Status = Status.WAITING
    message: str = ""
    result: Any = None
    beat: float = 0.0

    @property
    def is_silent(self) -> bool:
        """Whether the process died that worked at it, or is to."""
        under_way = self.status in (Status.RUNNING, Status.WAITING)
        return under_way and time.time() - self.beat > SILENT_AFTER

    @property
    def may_begin_again(self) -> bool:
        return self.status in (Status.FAILED, Status.CANCELLED)

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0

    @property
    def per_second(self) -> int | None:
        elapsed = self.touched - self.started
        return round(self.done / elapsed) if self.done and elapsed > 0 else None

    @property
    def seconds_left(self) -> int | None:
        if not self.done:
            return None
        elapsed = self.touched - self.started
        return round(elapsed * (self.total - self.done) / self.done)

    @property
    def seconds_still(self) -> int | None:
        """How long nothing has moved; None while it does."""
        still = time.time() - self.touched
        return round(still) if self.status is Status.RUNNING and still > STILL_AFTER else None

    def as_json(self) -> dict[str, Any]:
        """What a page asks again and again."""
        return {
            "status": self.status,
            "percent": self.percent,
            "done": self.done,
            "total": self.total,
            "per_second": self.per_second,
            "seconds_left": self.seconds_left,
            "still": self.seconds_still,
        }
