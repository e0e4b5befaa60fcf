"""Which sources are believed before which, and what follows when that changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.enums import N_, RowsAre
from crm.errors import DomainError
from crm.models import Company, CompanyFact, FactClaim, ImportBatch, SourceTrust, TrustChange
from crm.rules.fact_timeline import FIRST_RANK, PEOPLE
from crm.rules.trust import Places, as_text, places, ranks
from crm.services.bulk import one_at_a_time
from crm.services.compare_facts import Difference, differences, facts_of, firms
from crm.services.refresh_overview import refresh_overview
from crm.services.resolve_facts import resolve_facts

AT_ONCE = 2_000
CHANGED_MEANWHILE = N_("Somebody changed the order of trust meanwhile. Please look again.")
Progress = Callable[[int, int], None]


def known_sources(session: Session, readable: Sequence[str]) -> list[str]:
    """People, whatever can be read, and what has come in from others since; contacts say nothing of
    firms.
    """
    of_firms = ImportBatch.rows_are == RowsAre.FIRMS
    named = select(ImportBatch.source).where(of_firms).distinct().order_by(ImportBatch.source)
    return list(dict.fromkeys((PEOPLE, *readable, *session.scalars(named))))


def order_of_trust(session: Session, known: Sequence[str]) -> Places:
    rank_of = {row.source: row.rank for row in session.scalars(select(SourceTrust))}
    return places({source: rank_of.get(source, FIRST_RANK) for source in known}, known)


def change_trust(
    session: Session,
    known: Sequence[str],
    expected: str,
    wanted: Places,
    progress: Progress,
) -> list[Difference]:
    """Stores the order and lets the facts follow. ``expected`` is the order that somebody saw."""
    for source in sorted(known):  # an import under way believes whom one believed before
        one_at_a_time(session, f"register {source}")
    before = as_text(order_of_trust(session, known))
    if before != expected:
        raise DomainError(CHANGED_MEANWHILE)
    _store(session, ranks(wanted))
    found = list(_followed(session, progress))
    change = TrustChange(before=before, after=as_text(wanted), firms=firms(found))
    session.add(change)
    session.flush()
    return found


def _store(session: Session, rank_of: dict[str, int]) -> None:
    on_file = {row.source: row for row in session.scalars(select(SourceTrust))}
    for source, rank in rank_of.items():
        if source in on_file:
            on_file[source].rank = rank
        else:
            session.add(SourceTrust(source=source, rank=rank))
    session.flush()


def _followed(session: Session, progress: Progress) -> Iterator[Difference]:
    ids = _told_by_several(session)
    for start in range(0, len(ids), AT_ONCE):
        chunk = ids[start : start + AT_ONCE]
        before = facts_of(session, chunk)
        changed = resolve_facts(session, chunk)
        refresh_overview(session, changed)
        yield from differences(before, facts_of(session, chunk))
        progress(start + len(chunk), len(ids))


def _told_by_several(session: Session) -> list[int]:
    """Firms of which one source alone speaks are the same whomever one trusts. Of those into which
    others were merged, more may.
    """
    stands = FactClaim.superseded_by_id.is_(None)
    several = (
        select(FactClaim.company_id)
        .where(stands)
        .group_by(FactClaim.company_id)
        .having(func.count(FactClaim.source.distinct()) > 1)
    )
    entered = (
        select(CompanyFact.company_id)
        .where(CompanyFact.claim_id.is_(None))
        .where(CompanyFact.company_id.in_(select(FactClaim.company_id).where(stands)))
    )
    counting = select(Company.merged_into_id).where(Company.merged_into_id.is_not(None))
    return sorted(session.scalars(several.union(entered, counting)))
