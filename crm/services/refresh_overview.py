"""Keeps company_overview and search_word true to the tables they are derived from."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import Company, CompanyOverview, SearchWord
from crm.services.overview_row import OverviewRow, overview_row
from crm.services.overview_sources import Chosen, read_sources
from crm.services.search_words import words_of
from crm.services.trigrams import settle
from crm.services.upsert import insert_missing, upsert

CHUNK = 4_000
COLUMNS = tuple(getattr(CompanyOverview, name) for name in OverviewRow._fields)


def refresh_overview(session: Session, company_ids: Iterable[int] | None = None) -> int:
    """Returns how many overviews changed; all companies when ``company_ids`` is None.

    Rows that would say the same again are not written, so that indexes are left in peace.
    """
    session.flush()
    known: set[str] = set()
    changed = sum(_refresh(session, chosen, known) for chosen in _chunks(session, company_ids))
    if changed > CHUNK:
        settle(session)
    return changed


def _chunks(session: Session, company_ids: Iterable[int] | None) -> Iterator[Chosen]:
    everything = company_ids is None
    ids = sorted(set(session.scalars(select(Company.id)) if everything else company_ids or ()))
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        if everything or chunk[-1] - chunk[0] < len(chunk):
            yield lambda column, chunk=chunk: column.between(chunk[0], chunk[-1])  # type: ignore[misc]
        else:
            yield lambda column, chunk=chunk: column.in_(chunk)  # type: ignore[misc]


def _refresh(session: Session, chosen: Chosen, known: set[str]) -> int:
    connection = session.connection()
    on_file = connection.execute(select(*COLUMNS).where(chosen(CompanyOverview.id)))
    before = {row.id: tuple(row) for row in on_file.all()}
    sources = read_sources(connection, chosen)
    rows = (overview_row(company, sources) for company in sources.companies)
    changed = [row for row in rows if row != before.get(row.id)]
    upsert(session, CompanyOverview, [row._asdict() for row in changed])
    _learn_words(session, (row.search_text for row in changed), known)
    return len(changed)


def _learn_words(session: Session, texts: Iterable[str], known: set[str]) -> None:
    """In order, so that two who learn at once wait for each other instead of locking up."""
    new = words_of(texts) - known
    known |= new
    insert_missing(session, SearchWord, [{"word": word} for word in sorted(new)], "word")
