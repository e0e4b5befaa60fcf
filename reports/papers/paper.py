"""A council paper, as it is written down: its head, its way through the council, its text."""

from dataclasses import dataclass
from datetime import date, datetime

from crm.enums import N_, LabelledEnum


class PaperKind(LabelledEnum):
    STATEMENT = "statement", N_("Statement of the administration")
    INFORMATION = "information", N_("Information")
    ANSWER = "answer", N_("Answer to an inquiry")

    @property
    def short(self) -> str:
        """As before its number."""
        return SHORT[self]

    @property
    def answers(self) -> str:
        """What it says of the paper of the council that it answers."""
        return ANSWERS[self]


SHORT = {
    PaperKind.STATEMENT: N_("Statement"),
    PaperKind.INFORMATION: N_("Information"),
    PaperKind.ANSWER: N_("Answer"),
}
ANSWERS = {
    PaperKind.STATEMENT: N_("on motion no."),
    PaperKind.INFORMATION: N_("on"),
    PaperKind.ANSWER: N_("to inquiry no."),
}


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
