"""What became of an import that was taken back, for people and for machines."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from crm.rules.in_words import Translate


@dataclass(frozen=True, slots=True)
class Kept:
    """A firm that stays as it is; ``reason`` is the message id of what was built on it."""

    company_id: int
    label: str
    reason: str

    def as_json(self, translate: Translate) -> dict[str, Any]:
        reason = translate(self.reason)
        return {"company_id": self.company_id, "firm": self.label, "because_of": reason}


@dataclass(frozen=True, slots=True)
class KeptContact:
    interaction_id: int
    day: date
    firm: str
    reason: str

    def as_json(self, translate: Translate) -> dict[str, Any]:
        reason, day = translate(self.reason), self.day.isoformat()
        return {
            "interaction_id": self.interaction_id,
            "day": day,
            "firm": self.firm,
            "because_of": reason,
        }


@dataclass(slots=True)
class Undone:
    batch_id: int
    source: str
    file_name: str
    removed: int = 0
    """Firms that it made."""
    given_back: int = 0
    """Firms that it changed or ended, which say again what they said before."""
    districts: int = 0
    kept: list[Kept] = field(default_factory=list)
    is_of_contacts: bool = False
    contacts: int = 0
    """Contacts that it made, where it was a list of them."""
    kept_contacts: list[KeptContact] = field(default_factory=list)

    def as_json(self, translate: Translate = str) -> dict[str, Any]:
        return {
            "import": self.batch_id,
            "source": self.source,
            "file": self.file_name,
            "removed": self.removed,
            "given_back": self.given_back,
            "districts_removed": self.districts,
            "kept": [each.as_json(translate) for each in self.kept],
            "contacts_removed": self.contacts,
            "kept_contacts": [each.as_json(translate) for each in self.kept_contacts],
        }
