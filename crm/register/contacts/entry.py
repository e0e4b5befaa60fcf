"""One row about a contact on its way in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from crm.enums import InteractionKind
from crm.register.contacts.candidates import Candidate
from crm.register.contacts.said import Contact
from crm.register.incoming import Incoming
from crm.rules import Problem


class Identity(NamedTuple):
    """Of two contacts that say the same here, the second is no other one."""

    company_id: int
    day: date
    kind: InteractionKind
    lead_id: int


@dataclass(slots=True)
class ContactEntry(Incoming):
    said: Contact | None = None
    firm: Candidate | None = None
    people: list[int] = field(default_factory=list)
    """Persons of the firm who took part."""
    interaction_id: int | None = None
    was_read: bool = False
    """The same words came in before, or above."""
    is_on_file: bool = False
    """Its contact is, from elsewhere."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field -> column."""

    @property
    def is_open(self) -> bool:
        return not (self.is_refused or self.was_read or self.is_on_file)

    def object_to(self, problem: Problem) -> None:
        """Refused for what stands under a field of the list."""
        column = self.columns.get(problem.field) or self.columns["name"]
        cell = self.row.cells.get(column, "")
        self.refuse(Problem(column, problem.message, problem.values), cell)

    @property
    def identity(self) -> Identity:
        assert self.said
        assert self.firm
        return Identity(self.firm.id, self.said.day, self.said.kind, self.said.advisor_ids[0])
