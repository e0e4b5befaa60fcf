"""WZ codes by words: by those of their titles, and by what firms with these words do."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import WzEdition
from crm.models import CompanyOverview
from crm.rules.fold import fold
from crm.rules.wz import titles
from crm.services.find_company import find_companies

ASKED_FIRMS = 50
CLASS = len("10.71")
SHORTEST_INSIDE = 4
NOT_THIS = re.compile(r"\(ohne [^)]*\)")


class Sector(NamedTuple):
    """``firms``: how many of those that were found by the words do this."""

    code: str
    title: str
    firms: int = 0


def find_sectors(session: Session, text: str, edition: WzEdition, limit: int) -> list[Sector]:
    """``Bäckerei`` stands in no title, but bakeries are on file."""
    words = fold(text).split()
    if not words:
        return []
    is_code = words[0].isdigit()
    by_firms = {} if is_code else _by_firms(session, text, edition)
    others = _by_code("".join(words), edition) if is_code else _by_title(words, edition)
    codes = dict.fromkeys([*by_firms, *others])
    return [
        Sector(code, titles(edition)[code], by_firms.get(code, 0)) for code in list(codes)[:limit]
    ]


def _by_firms(session: Session, text: str, edition: WzEdition) -> Mapping[str, int]:
    ids = [hit.id for hit in find_companies(session, text, ASKED_FIRMS)]
    query = select(CompanyOverview.wz_code).where(
        CompanyOverview.id.in_(ids), CompanyOverview.wz_edition == edition
    )
    known = titles(edition)
    counted = Counter(code for code in session.scalars(query) if code and code in known)
    return dict(counted.most_common(3))


def _by_code(digits: str, edition: WzEdition) -> list[str]:
    fitting = (code for code in _folded(edition) if code.replace(".", "").startswith(digits))
    return sorted(fitting, key=_usual)


def _by_title(words: list[str], edition: WzEdition) -> list[str]:
    """Words that begin so come first, then those that hold it: ``Büromöbel`` for ``möbel``."""
    folded = _folded(edition)
    holding = (code for code, text in folded.items() if all(_holds(text, word) for word in words))
    return sorted(holding, key=lambda code: (_inside(folded[code], words), *_usual(code)))


def _holds(text: str, word: str) -> bool:
    return (word if len(word) >= SHORTEST_INSIDE else f" {word}") in text


def _inside(text: str, words: list[str]) -> bool:
    return any(f" {word}" not in text for word in words)


def _usual(code: str) -> tuple[int, str]:
    """Four digits are what is usual; divisions and groups say too little."""
    return abs(len(code) - CLASS), code


@lru_cache
def _folded(edition: WzEdition) -> Mapping[str, str]:
    """Code -> title, a blank before every word; no code twice for one title."""
    known: dict[str, str] = {}
    for code, title in titles(edition).items():
        if titles(edition).get(code.rpartition(".")[0]) != title:
            known[code] = f" {fold(NOT_THIS.sub('', title))}"
    return known
