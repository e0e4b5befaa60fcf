"""Who of us a list means, however it writes them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from crm.enums import N_
from crm.models import Advisor
from crm.register.cells import refusal, text
from crm.register.contacts.names import Name, Unclear, name, parts
from crm.register.source import Cells
from crm.rules.fold import fold

MOST_NAMED = 12


class Known(NamedTuple):
    id: int
    label: str
    name: Name
    keys: frozenset[str]
    """What means nobody else: the words of the name in any order, login, address."""


class Advisors:
    def __init__(self, session: Session) -> None:
        query = select(Advisor).options(joinedload(Advisor.user)).order_by(Advisor.name)
        self._known = [_known(one) for one in session.scalars(query)]

    def find(self, cells: Cells, column: str) -> Sequence[int]:
        """Their ids, who leads first."""
        written = _parts(text(cells, column) or "")
        if not written:
            raise refusal(cells, column, N_("Who of us leads?"))
        return list(dict.fromkeys(self._one(cells, column, each) for each in written))

    def _one(self, cells: Cells, column: str, words: str) -> int:
        found = self._meant(words)
        if len(found) == 1:
            return found[0].id
        if found:
            message = N_("“%(name)s” may be %(advisors)s. Write the whole name.")
            named = ", ".join(one.label for one in found[:MOST_NAMED])
        else:
            message = N_("“%(name)s” is none of us. The nearest names: %(advisors)s.")
            named = self._nearest(words)
        raise refusal(cells, column, message, name=words, advisors=named)

    def _meant(self, words: str) -> list[Known]:
        keys = {words.strip().casefold(), _in_any_order(words)} - {""}
        same = [one for one in self._known if one.keys & keys]
        written = name(words)
        return same or [one for one in self._known if written.fits(one.name)]

    def _nearest(self, words: str) -> str:
        def unlike(one: Known) -> float:
            return -fuzz.token_sort_ratio(fold(words), fold(one.label))

        named = [one.label for one in sorted(self._known, key=unlike)]
        return ", ".join(named[:MOST_NAMED]) or "–"


def _parts(words: str) -> list[str]:
    """What is unclear may yet be somebody's name."""
    try:
        return parts(words)
    except Unclear:
        return [words]


def _known(advisor: Advisor) -> Known:
    return Known(advisor.id, advisor.name, name(advisor.name), frozenset(_keys(advisor)))


def _keys(advisor: Advisor) -> Iterator[str]:
    yield _in_any_order(advisor.name)
    if advisor.email:
        yield advisor.email.casefold()
    if advisor.user:
        yield advisor.user.username.casefold()
        yield advisor.user.email.casefold()


def _in_any_order(words: str) -> str:
    whole = name(words)
    return " ".join(sorted(fold(f"{whole.first} {whole.last}").split()))
