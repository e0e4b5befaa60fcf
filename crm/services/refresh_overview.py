"""Keeps company_overview and search_word true to the tables they are derived from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import Company, CompanyOverview, SearchWord
from crm.services.family import roots, whole_families
from crm.services.overview_row import OverviewRow, overview_row
from crm.services.overview_sources import Chosen, read_sources
from crm.services.search_words import words_of
from crm.services.trigrams import settle
from crm.services.upsert import insert_missing, upsert

CHUNK = 4_000
COLUMNS = tuple(getattr(CompanyOverview, name) for name in OverviewRow._fields)


def refresh_overview(session: Session, company_ids: Iterable[int] | None = None) -> int:
    """Returns how many overviews changed; all companies when ``company_ids`` is None.

    Rows that would say the same again are not written, so that indexes are left in peace. A merged
    firm's row says what the row of the firm says that counts in its place.
    """
    session.flush()
    known: set[str] = set()
    ids = _ids(session, company_ids)
    merged = roots(session.connection(), ids)
    changed = sum(_refresh(session, chosen, merged, known) for chosen in _chunks(ids))
    changed += _stand_ins(session, sorted(merged.items()))
    if changed > CHUNK:
        settle(session)
    return changed


def _ids(session: Session, company_ids: Iterable[int] | None) -> list[int]:
    if company_ids is None:
        return sorted(session.scalars(select(Company.id)))
    return sorted(whole_families(session.connection(), company_ids))


def _chunks(ids: Sequence[int]) -> Iterator[Chosen]:
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        if chunk[-1] - chunk[0] < len(chunk):
            yield lambda column, chunk=chunk: column.between(chunk[0], chunk[-1])  # type: ignore[misc]
        else:
            yield _among(chunk)


def _among(ids: Sequence[int]) -> Chosen:
    return lambda column: column.in_(ids)


def _refresh(session: Session, chosen: Chosen, merged: Mapping[int, int], known: set[str]) -> int:
    sources = read_sources(session.connection(), chosen)
    counting = [company for company in sources.companies if company.id not in merged]
    rows = [overview_row(company, sources) for company in counting]
    changed = _written(session, chosen, rows)
    _learn_words(session, (row.search_text for row in changed), known)
    return len(changed)


def _stand_ins(session: Session, merged: Sequence[tuple[int, int]]) -> int:
    changed = 0
    for start in range(0, len(merged), CHUNK):
        some = dict(merged[start : start + CHUNK])
        said = session.execute(select(*COLUMNS).where(CompanyOverview.id.in_(some.values())))
        rows = {row.id: OverviewRow(*row) for row in said}
        stands = [rows[root].for_merged(pk) for pk, root in some.items() if root in rows]
        changed += len(_written(session, _among(list(some)), stands))
    return changed


def _written(session: Session, chosen: Chosen, rows: list[OverviewRow]) -> list[OverviewRow]:
    """Those that were not on file in these very words."""
    on_file = session.execute(select(*COLUMNS).where(chosen(CompanyOverview.id)))
    before = {row.id: tuple(row) for row in on_file.all()}
    changed = [row for row in rows if row != before.get(row.id)]
    upsert(session, CompanyOverview, [row._asdict() for row in changed])
    return changed


def _learn_words(session: Session, texts: Iterable[str], known: set[str]) -> None:
    """In order, so that two who learn at once wait for each other instead of locking up."""
    new = words_of(texts) - known
    known |= new
    insert_missing(session, SearchWord, [{"word": word} for word in sorted(new)], "word")
