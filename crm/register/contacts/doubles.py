"""Rows that say what was said before: in the same file, in an earlier one, or by hand."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from crm.enums import N_
from crm.register.contacts.entry import ContactEntry, Identity
from crm.register.contacts.on_file import on_file, taken_in
from crm.rules import Problem

LISTS = "lists of contacts"
"""One is taken in at a time: two may name one contact."""
MOST_NAMED = 20
ON_FILE = N_("Already on file, so not entered again: rows %(rows)s.")
TWICE = N_("Word for word twice in the file, entered once: rows %(rows)s.")
DELETED = N_("Taken in earlier and deleted since, so not entered again: rows %(rows)s.")


class Doubles:
    def __init__(self, session: Session, source: str) -> None:
        self._session = session
        self._source = source
        self._read: set[str] = set()
        """Fingerprints of the rows so far."""
        self._made: dict[Identity, int] = {}
        """The row of which each contact came."""
        self._rows: dict[str, list[int]] = defaultdict(list)
        """By what is told of them."""

    def leave_out_read(self, entries: Sequence[ContactEntry]) -> None:
        """By their words."""
        before = taken_in(self._session, self._source, [one.fingerprint for one in entries])
        for one in entries:
            if one.fingerprint in self._read:
                self._rows[TWICE].append(one.row.number)
            elif one.fingerprint in before and before[one.fingerprint] is None:
                self._rows[DELETED].append(one.row.number)
            one.was_read = one.fingerprint in self._read or one.fingerprint in before
            self._read.add(one.fingerprint)

    def leave_out_on_file(self, entries: Sequence[ContactEntry]) -> None:
        """By firm, day, kind and who led."""
        before = on_file(self._session, {one.identity for one in entries})
        for one in entries:
            first = self._made.setdefault(one.identity, one.row.number)
            known = before.get(one.identity)
            if first != one.row.number:
                self._refuse(one, first)
            elif known and not known.is_held:
                message = N_("This contact is on file, but not as held. Say there how it went.")
                one.object_to(Problem("day", message))
            elif known:
                one.interaction_id, one.is_on_file = known.interaction_id, True
                self._rows[ON_FILE].append(one.row.number)

    def told(self) -> Iterator[Problem]:
        for message, rows in self._rows.items():
            more = [f"… ({len(rows)})"] if len(rows) > MOST_NAMED else []
            named = ", ".join([*map(str, rows[:MOST_NAMED]), *more])
            yield Problem("", message, {"rows": named})

    def _refuse(self, one: ContactEntry, first: int) -> None:
        message = N_(
            "Row %(first)s is a contact with this firm on this day by the same advisor too."
            " Add what this row says on the page of that contact."
        )
        one.object_to(Problem("day", message, {"first": first}))
