"""What a row of a list says of a contact."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crm.enums import N_, InteractionKind
from crm.register.address import house_and_street
from crm.register.cells import day, identifier, refusal, text
from crm.register.contacts.advisors import Advisors
from crm.register.contacts.kinds import kind_of
from crm.register.contacts.minutes import minutes
from crm.register.contacts.names import Name, Unclear, names
from crm.register.contacts.table import ContactTable
from crm.register.contacts.topics import Topics
from crm.register.mapping.firm import POSTCODED
from crm.register.source import Cells


class Whom(NamedTuple):
    """The firm as the list writes it."""

    name: str
    day: date
    """On which it was spoken to."""
    number: str | None = None
    street: str | None = None
    house_number: str | None = None
    postcode: str | None = None
    city: str | None = None

    @property
    def has_place(self) -> bool:
        return bool(self.street or self.postcode or self.city)


class Contact(NamedTuple):
    day: date
    kind: InteractionKind
    firm: Whom
    advisor_ids: Sequence[int]
    """Who leads first."""
    topic_ids: Sequence[int] = ()
    minutes: int | None = None
    notes: str | None = None
    people: Sequence[Name] = ()


class Reader:
    """Knows the office's own words: advisors and topics."""

    def __init__(self, table: ContactTable, advisors: Advisors, topics: Topics) -> None:
        self._table = table
        self._of = table.of
        self._advisors = advisors
        self._topics = topics

    def read(self, cells: Cells) -> Contact:
        """RefusedRow where it makes no sense."""
        of = self._of
        happened = day(cells, of["day"], date.max)
        if happened is None:
            raise refusal(cells, of["day"], N_("On which day?"))
        kind = kind_of(cells, of["kind"]) if "kind" in of else None
        return Contact(
            day=happened,
            kind=kind or self._table.kind,
            firm=self._firm(cells, happened),
            advisor_ids=self._advisors.find(cells, of["advisor"]),
            topic_ids=self._topics.find(cells, of["topics"]) if "topics" in of else (),
            minutes=minutes(cells, of["minutes"]) if "minutes" in of else None,
            notes=self._notes(cells),
            people=self._people(cells),
        )

    def _firm(self, cells: Cells, happened: date) -> Whom:
        called = self._text(cells, "name")
        number = identifier(cells, self._of["number"]) if "number" in self._of else None
        if called is None and number is None:
            raise refusal(cells, self._of["name"], N_("What is the firm called?"))
        street, house_number = self._text(cells, "street"), self._text(cells, "house_number")
        if "address" in self._of:
            street, house_number = house_and_street(self._text(cells, "address"))
        postcode, city = self._text(cells, "postcode"), self._text(cells, "city")
        if "postcode_and_city" in self._of:
            words = self._text(cells, "postcode_and_city") or ""
            found = POSTCODED.fullmatch(words)
            postcode, city = found.groups() if found else (None, words or None)
        place = (street, house_number, postcode, city)
        return Whom(called or "", happened, number, *place)

    def _people(self, cells: Cells) -> Sequence[Name]:
        try:
            return names(self._text(cells, "people") or "")
        except Unclear:
            message = N_("How many people are these? Write them like Jutta Müller; Karl Weber.")
            raise refusal(cells, self._of["people"], message) from None

    def _text(self, cells: Cells, field: str) -> str | None:
        return text(cells, self._of[field]) if field in self._of else None

    def _notes(self, cells: Cells) -> str | None:
        """With its lines, however long."""
        words = cells.get(self._of.get("notes", ""), "")
        return words.replace("\r\n", "\n").replace("\r", "\n").strip() or None
