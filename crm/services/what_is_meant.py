"""What somebody means who types what they need: topics, districts, what firms like theirs do.

Of the firms on file nothing is told: a sector counts as meant when its title says so, or when
enough firms with these words do it.
"""

from __future__ import annotations

from rapidfuzz.distance import DamerauLevenshtein
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import WzEdition
from crm.models import District, Topic
from crm.rules.fold import fold
from crm.rules.wz import section_of
from crm.services.find_sector import find_sectors
from crm.services.public_contacts import Wanted

SHORTEST, MOST_WORDS = 3, 12
FORGIVEN_FROM = 6
"""Letters of a word from which on one slip of the finger is forgiven."""
LIKENESS = 4
"""Letters that two words must share at the beginning: ``Kredite`` for ``Kredit``."""
ENOUGH_FIRMS = 5
SECTORS = 3


def what_is_meant(session: Session, text: str) -> Wanted:
    words = _words(text)
    if not words:
        return Wanted()
    topics, districts = _topics(session, words), _districts(session, words)
    return Wanted(topics, frozenset() if topics else _sections(session, words), districts)


def _words(text: str) -> list[str]:
    return [word for word in fold(text).split() if len(word) >= SHORTEST][:MOST_WORDS]


def topics_meant(session: Session, text: str) -> frozenset[str]:
    """Codes; one query."""
    words = _words(text)
    return _topics(session, words) if words else frozenset()


def _topics(session: Session, words: list[str]) -> frozenset[str]:
    """Those that most of the words speak of."""
    hits: dict[str, int] = {}
    for topic in session.scalars(select(Topic).order_by(Topic.position)):
        names = fold(f"{topic.name} {topic.name_en} {topic.keywords or ''}").split()
        hits[topic.code] = sum(any(_alike(word, name) for name in names) for word in words)
    most = max(hits.values(), default=0)
    return frozenset(code for code, count in hits.items() if count == most > 0)


def _districts(session: Session, words: list[str]) -> frozenset[str]:
    rows = session.execute(select(District.number, District.name))
    return frozenset(
        row.number for row in rows
        if any(_slip(word, name) for word in words for name in fold(row.name).split())
    )  # fmt: skip


def _sections(session: Session, words: list[str]) -> frozenset[str]:
    edition = WzEdition.WZ_2008
    found = [one for word in words for one in find_sectors(session, word, edition, SECTORS)]
    meant = [one for one in found if one.firms >= ENOUGH_FIRMS] or [
        one for one in found if not one.firms
    ]
    return frozenset(section_of(one.code, edition) for one in meant[:SECTORS])


def _alike(word: str, name: str) -> bool:
    """``Kredite`` and ``Kreditantrag`` for ``Kredit``; also with one slip of the finger."""
    begins = word.startswith(name) or name.startswith(word)
    return (begins and min(len(name), len(word)) >= LIKENESS) or _slip(word, name)


def _slip(word: str, name: str) -> bool:
    if word == name:
        return len(name) >= LIKENESS
    allowed = 1 if min(len(word), len(name)) >= FORGIVEN_FROM else 0
    return DamerauLevenshtein.distance(word, name, score_cutoff=allowed) <= allowed
