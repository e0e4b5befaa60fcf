"""Firms that an import made and people have built on since: they are never taken back."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Select, Table, or_, select
from sqlalchemy.orm import Session

from crm.enums import N_, RowOutcome
from crm.models import (
    Company,
    CompanyFact,
    ImportBatch,
    ImportChange,
    MatchDecision,
    RedFlagSuggestion,
    Site,
    SourceRecord,
)
from crm.models.base import Base
from crm.register.column_values import from_json

FOLLOWS = frozenset({
    "company", "company_fact", "company_overview", "fact_claim", "import_change",
    "match_decision", "red_flag_suggestion", "site", "source_record",
})  # fmt: skip
"""What comes of imports and rules alone, or is looked at column by column."""
MERGED = N_("a merge")
WORK = {
    "campaign_target": N_("a campaign"),
    "company_merge": MERGED,
    "follow_up": N_("follow-ups"),
    "inquiry": N_("inquiries"),
    "participation": N_("contacts"),
    "position": N_("people"),
    "red_flag": N_("red flags"),
    "responsibility": N_("somebody in charge"),
}
OTHER = N_("other entries")
EDITED = N_("changes by hand")
DECIDED = N_("a decision on duplicates")


def built_on(session: Session, batch: ImportBatch) -> dict[int, str]:
    """By company: what was built on it, a message id; of several things the first found."""
    found: dict[int, str] = {}
    for query, reason in _questions(made_by(batch)):
        for company_id in session.scalars(query):
            found.setdefault(company_id, reason)
    for company_id in (*_split_off(session, batch), *_edited(session, batch)):
        found.setdefault(company_id, EDITED)
    return found


def made_by(batch: ImportBatch) -> Select[Any]:
    return select(SourceRecord.company_id).where(
        SourceRecord.batch_id == batch.id, SourceRecord.outcome == RowOutcome.CREATED
    )


def _questions(made: Select[Any]) -> Iterator[tuple[Select[Any], str]]:
    for table in Base.metadata.sorted_tables:
        for column in _of_companies(table):
            query = select(column).where(column.in_(made)).distinct()
            yield query, WORK.get(table.name, OTHER)
    merged, into = Company.merged_into_id, Company.id
    yield select(into).where(into.in_(made), merged.is_not(None)), MERGED
    yield select(merged).where(merged.in_(made)).distinct(), MERGED
    entered = CompanyFact.claim_id.is_(None)
    yield select(CompanyFact.company_id).where(CompanyFact.company_id.in_(made), entered), EDITED
    suggested, put_aside = RedFlagSuggestion.company_id, ~RedFlagSuggestion.is_open
    yield select(suggested).where(suggested.in_(made), put_aside), OTHER
    decided = MatchDecision.verdict.is_not(None)
    for firm in (MatchDecision.company_id, MatchDecision.other_id):
        yield select(firm).where(firm.in_(made), decided).distinct(), DECIDED


def _of_companies(table: Table) -> Iterator[Any]:
    if table.name not in FOLLOWS:
        for key in table.foreign_keys:
            if key.column.table.name == "company":
                yield key.parent


def _split_off(session: Session, batch: ImportBatch) -> Sequence[int]:
    """Firms that people made later of one that it had made, with the register's key."""
    later = Company.id.in_(made_by(batch)), Company.created_at > batch.finished_at
    return session.scalars(select(Company.id).where(*later)).all()


def _edited(session: Session, batch: ImportBatch) -> Iterator[int]:
    """Firms and sites whose last change is no import's; sites that people added."""
    made = made_by(batch)
    firms = select(Company.id, Company.id, Company.changed_at).where(
        Company.id.in_(made), Company.changed_at != Company.created_at
    )
    yield from _not_by_an_import(session, "company", firms)
    sites = (
        select(Site.company_id, Site.id, Site.changed_at)
        .join(Site.company)
        .where(
            Site.company_id.in_(made),
            or_(Site.changed_at != Site.created_at, Site.created_at != Company.created_at),
        )
    )
    yield from _not_by_an_import(session, "site", sites)


def _not_by_an_import(session: Session, table: str, rows: Any) -> Iterator[int]:
    for company_id, row_id, changed_at in session.execute(rows).all():
        last = session.scalar(
            select(ImportChange.after)
            .where(ImportChange.table_name == table, ImportChange.row_id == row_id)
            .order_by(ImportChange.id.desc())
            .limit(1)
        )
        noted = from_json(last, Base.metadata.tables[table]) if last else {}
        if noted.get("changed_at") != changed_at:
            yield company_id
