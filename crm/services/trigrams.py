"""Conditions that each database answers from its trigram index, see migration 0002."""

from collections.abc import Iterable, Sequence
from weakref import WeakKeyDictionary

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Pool,
    Select,
    String,
    and_,
    any_,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Session

from crm.models import CompanyOverview, SearchWord

Alternatives = Sequence[Sequence[str]]
"""For each typed word the words that stand for it; one of each must occur."""

PG_TRGM = text("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
_LACKING: WeakKeyDictionary[Pool, bool] = WeakKeyDictionary()
"""By the pool, which the engines for reading and for writing share."""
SETTLE = text(
    "SELECT gin_clean_pending_list(oid) FROM pg_class"
    " WHERE relname IN ('ix_company_search', 'ix_search_word_search')"
)
MOST_SIMILAR = 40
MOST_TRIGRAMS = 7
SEARCHED = " " + CompanyOverview.search_text
"""With a blank before it, so that every word begins after one."""


def is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def lacks_trigrams(session: Session) -> bool:
    """A PostgreSQL without pg_trgm: then every search reads the whole table, and only one slip
    a word is forgiven. Asked once in a process.
    """
    pool = session.get_bind().engine.pool
    if pool not in _LACKING:
        _LACKING[pool] = not is_sqlite(session) and not session.scalar(PG_TRGM)
    return _LACKING[pool]


def settle(session: Session) -> None:
    """After many new rows. PostgreSQL keeps them on a list that each search reads through until
    the next vacuum comes by: a second a search at 300,000 firms.
    """
    if not is_sqlite(session):
        session.execute(SETTLE)


def occurs(session: Session, alternatives: Alternatives) -> ColumnElement[bool]:
    """Of a CompanyOverview: one word of each group stands in its search text.

    Words of one or two letters have no trigram; they must begin a word of what the others find.
    """
    if not is_sqlite(session):
        return and_(*(or_(*map(_like, group)) for group in alternatives))
    expression = " AND ".join(_fts(group) for group in alternatives if len(group[0]) > 1)
    begins = [SEARCHED.contains(f" {group[0]}") for group in alternatives if len(group[0]) < 3]
    return and_(CompanyOverview.id.in_(_matches(expression)), *begins)


def _fts(words: Sequence[str]) -> str:
    """Two letters and the blank beside them are a trigram too."""
    first = words[0]
    phrases = words if len(first) > 2 else (f" {first}", f"{first} ")
    return "(" + " OR ".join(f'"{phrase}"' for phrase in phrases) + ")"


def _like(word: str) -> ColumnElement[bool]:
    if len(word) > 2:
        return CompanyOverview.search_text.contains(word)
    at_start = CompanyOverview.search_text.startswith(word)
    return or_(at_start, CompanyOverview.search_text.contains(f" {word}"))


def _matches(expression: str) -> Select[int]:
    found = select(literal_column("rowid", Integer)).select_from(text("company_search"))
    return found.where(_index("company_search").op("MATCH")(expression or '""'))


def _index(name: str) -> ColumnElement[str]:
    """A full-text table, named as a column, is what MATCH asks."""
    return literal_column(name, String)


def similar_words(session: Session, word: str) -> Select[str]:
    """Words on file that share trigrams with this one, the most similar first."""
    if not is_sqlite(session):
        likeness = func.similarity(SearchWord.word, word)
        alike = select(SearchWord.word).where(SearchWord.word.bool_op("%")(word))
        return alike.order_by(likeness.desc()).limit(MOST_SIMILAR)
    other = literal_column("word", String)
    expression = " OR ".join(f'"{trigram}"' for trigram in _spread(word))
    alike = select(other).where(_index("search_word_search").op("MATCH")(expression))
    near = func.length(other).between(len(word) - 2, len(word) + 6)
    best = alike.select_from(text("search_word_search")).where(near)
    return best.order_by(literal_column("rank")).limit(MOST_SIMILAR)


def is_one_of(session: Session, words: Iterable[str]) -> ColumnElement[bool]:
    """Of a SearchWord. PostgreSQL is sent all of them as one value, which it need not parse."""
    if is_sqlite(session):
        return SearchWord.word.in_(words)
    return SearchWord.word == any_(literal(list(words), ARRAY(String)))


def _spread(word: str) -> list[str]:
    """At most MOST_TRIGRAMS of the word's, from all over it: one slip spoils three at most."""
    trigrams = [word[i : i + 3] for i in range(len(word) - 2)]
    step = -(-len(trigrams) // MOST_TRIGRAMS)
    return trigrams[::step]
