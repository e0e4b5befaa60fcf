"""How alike two firms are, as data: what to do with it, and why."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple


class Answer(StrEnum):
    SURE = "sure"
    """Linked without asking."""
    ASK = "ask"
    """A person decides."""
    NEW = "new"


class Reason(NamedTuple):
    """``message`` is a message id; ``weight`` in bits, negative where it speaks against."""

    message: str
    values: Mapping[str, Any]
    weight: float

    def __str__(self) -> str:
        return self.message % self.values


class Likeness(NamedTuple):
    """To the firm with this ``key``; ``score`` from 0 to 100, reasons with the heaviest first."""

    key: int
    score: float
    verdict: Answer
    reasons: tuple[Reason, ...]

    def __str__(self) -> str:
        return ", ".join(map(str, self.reasons))
