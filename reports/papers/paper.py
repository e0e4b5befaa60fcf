"""A council paper, as it is written down: its head, its way through the council, its text."""

from dataclasses import dataclass
from datetime import date, datetime

from crm.enums import PaperKind


@dataclass(frozen=True)
class Motion:
    """What of the council's it answers."""

    number: str
    by: str
    on: date


@dataclass(frozen=True)
class Station:
    """Of its way: who deals with it, and when."""

    body: str
    meets_at: datetime | None = None
    has_time: bool = True
    """Else its day alone is known."""


@dataclass(frozen=True)
class Paper:
    kind: PaperKind
    city: str
    """As it is called in full, such as ``Landeshauptstadt Magdeburg``."""
    office: str
    number: str
    on: date
    subject: str
    text: str
    """Paragraphs with empty lines between; those that begin with ``- `` are points. Figures are
    cited by name, see reports.papers.cite.
    """
    motion: Motion | None = None
    route: tuple[Station, ...] = ()
    deputy: str = ""
    """The head of department in charge, as papers name them: ``III``."""
    approved_on: date | None = None
    approved_by: str = ""
    contact: str = ""
    signed_by: str = ""
