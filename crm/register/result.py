"""What became of a file, for people and for machines."""

from dataclasses import dataclass, field
from typing import Any

from crm.enums import RowOutcome
from crm.rules import Problem
from crm.rules.in_words import Translate, in_words

COUNTS = ("read", "created", "updated", "unchanged", "ended")
RECOGNISED = ("linked", "asked")


@dataclass(frozen=True, slots=True)
class Refused:
    row: int
    value: str
    problem: Problem

    def as_json(self, translate: Translate) -> dict[str, Any]:
        problem = self.problem
        return {
            "row": self.row,
            "column": problem.field,
            "value": self.value,
            "reason": in_words(problem.message, problem.values, translate),
        }


@dataclass(slots=True)
class Result:
    """Every row read is counted once: read = created + updated + unchanged + ended + refused.
    Firms that a list of all does not name are ``ended`` without a row.
    """

    batch_id: int
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    ended: int = 0
    refused: list[Refused] = field(default_factory=list)
    linked: int = 0
    """Firms recognised that were on file from elsewhere; counted above too."""
    asked: int = 0
    """Pairs that people have to decide on."""
    new_districts: list[str] = field(default_factory=list)
    """Number and name of those that were not on file before."""
    notes: list[Problem] = field(default_factory=list)
    """How the file was read, where that is worth a sentence."""

    def count(self, outcome: RowOutcome) -> None:
        self.read += 1
        if outcome is not RowOutcome.REFUSED:
            setattr(self, outcome.value, getattr(self, outcome.value) + 1)

    def as_json(self, translate: Translate = str) -> dict[str, Any]:
        counts = {name: getattr(self, name) for name in (*COUNTS, *RECOGNISED)}
        refused = [row.as_json(translate) for row in self.refused]
        return {**counts, "refused": refused, "notes": self.told_notes(translate)}

    def told_notes(self, translate: Translate = str) -> list[str]:
        return [in_words(note.message, note.values, translate) for note in self.notes]
