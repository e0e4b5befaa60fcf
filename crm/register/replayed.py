"""What became of a replay, for people and for machines."""

from dataclasses import dataclass, field
from typing import Any

from crm.services.compare_facts import FIELDS, Difference, firms


@dataclass(slots=True)
class Replayed:
    batch_id: int
    source: str
    read: int = 0
    """Rows that were read again."""
    not_understood: int = 0
    """Rows of which today's reading makes no sense: they say nothing any more."""
    claims_superseded: int = 0
    claims_new: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def firms(self) -> int:
        """With another size or sector, today or earlier."""
        return firms(self.differences)

    def as_json(self) -> dict[str, Any]:
        return {
            "replay": self.batch_id,
            "source": self.source,
            "read": self.read,
            "not_understood": self.not_understood,
            "firms": self.firms,
            **{name: firms(self.differences, name) for name in FIELDS},
            "claims_superseded": self.claims_superseded,
            "claims_new": self.claims_new,
        }
