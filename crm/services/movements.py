"""Who came, went and moved between two days, from what imports and people wrote down.

A firm begins on the day from which a register first names it, or, where people entered it, on the
day it was founded: a register's list tells ages in years at best. Those of the first list of all
firms were there before. It ends on its last day. It moves when its main site follows on another.
Merged firms do neither: their survivor stands for them.
"""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    Subquery,
    cast,
    exists,
    func,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from crm.enums import ImportStatus, Movement, RowOutcome, SiteKind, SizeBand, SizeClass
from crm.models import (
    Company,
    CompanyFact,
    CompanyOverview,
    District,
    ImportBatch,
    ImportChange,
    Site,
    SourceRecord,
    Venture,
)
from crm.rules.fact_timeline import PEOPLE
from crm.services.family import family

MAIN = Site.kind == SiteKind.MAIN
COUNTS_ITSELF = Company.merged_into_id.is_(None)
To, From = aliased(Site, name="moved_to"), aliased(Site, name="moved_from")
"""In a row they stand under these names."""
NO_SITE = cast(null(), Integer)
NO_REASON = type_coerce(cast(null(), String(40)), Company.end_reason.type)
DistrictTo, DistrictFrom = aliased(District), aliased(District)


def last_day(first: date) -> date:
    """Of the month that begins then."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def size_of(row: Any) -> SizeClass:
    return SizeBand(row.size_band or SizeBand.UNKNOWN).size_class


def movements(first: date, last: date) -> Subquery:
    """(kind, day, company_id, reason, source, to_id, from_id): the sites that it moves to or from;
    of a firm that begins its first, of one that ends its last.
    """
    legs = (_named_first(first, last), _entered(first, last), _ended(first, last))
    return union_all(*legs, _moved(first, last)).subquery("movements")


def _named_first(first: date, last: date) -> Select[Any]:
    return (
        _leg(Movement.BEGUN, ImportBatch.as_of, ImportBatch.source, to=_site(func.min))
        .join(SourceRecord, SourceRecord.company_id == Company.id)
        .join(ImportBatch, ImportBatch.id == SourceRecord.batch_id)
        .where(
            SourceRecord.outcome == RowOutcome.CREATED,
            ImportBatch.as_of.between(first, last),
            ImportBatch.names_beginners,
            ~_is_stock(),
        )
    )


def _is_stock() -> ColumnElement[bool]:
    """The first list of all firms of its source."""
    earlier = aliased(ImportBatch)
    before = exists().where(
        earlier.source == ImportBatch.source,
        earlier.id < ImportBatch.id,
        earlier.status == ImportStatus.DONE,
        earlier.undone_at.is_(None),
    )
    return ImportBatch.is_full_list & ~before


def _entered(first: date, last: date) -> Select[Any]:
    """On the day that people or a list of another kind say."""
    of_it = (SourceRecord.company_id == Company.id, SourceRecord.outcome == RowOutcome.CREATED)
    batch = ImportBatch.id == SourceRecord.batch_id
    brought = exists().where(*of_it, batch, ImportBatch.names_beginners)
    said_by = select(func.max(SourceRecord.source)).where(*of_it).scalar_subquery()
    source = func.coalesce(said_by, literal(PEOPLE))
    leg = _leg(Movement.BEGUN, Company.founded_on, source, to=_site(func.min))
    return leg.where(Company.founded_on.between(first, last), ~brought)


def _ended(first: date, last: date) -> Select[Any]:
    named = (
        select(func.max(SourceRecord.source))
        .join(ImportBatch, ImportBatch.id == SourceRecord.batch_id)
        .where(
            SourceRecord.company_id.in_(family(Company.id, Company)),
            SourceRecord.outcome == RowOutcome.ENDED,
            ImportBatch.as_of >= Company.ended_on,
        )
        .scalar_subquery()
    )
    source = func.coalesce(named, PEOPLE)
    leg = _leg(
        Movement.ENDED, Company.ended_on, source, left=_site(func.max), why=Company.end_reason
    )
    return leg.where(Company.ended_on.between(first, last))


def _moved(first: date, last: date) -> Select[Any]:
    moved_by = (
        select(func.max(ImportBatch.source))
        .join(ImportChange, ImportChange.batch_id == ImportBatch.id)
        .where(
            ImportChange.table_name == Site.__tablename__,
            ImportChange.row_id == To.id,
            ImportChange.before.is_(None),
        )
        .scalar_subquery()
    )
    leg = _leg(
        Movement.MOVED,
        To.valid_from,
        func.coalesce(moved_by, PEOPLE),
        to=To.id,
        left=_site_before(),
    )
    return leg.join(To, To.company_id == Company.id).where(
        To.kind == SiteKind.MAIN, To.valid_from.between(first, last), _site_before().is_not(None)
    )


def _site_before() -> Any:
    return (
        select(Site.id)
        .where(Site.company_id == To.company_id, MAIN, Site.valid_to < To.valid_from)
        .order_by(Site.valid_to.desc(), Site.id.desc())
        .limit(1)
        .correlate(To)
        .scalar_subquery()
    )


def _leg(
    kind: Movement, day: Any, source: Any, *, to: Any = None, left: Any = None, why: Any = None
) -> Select[Any]:
    columns: tuple[Any, ...] = (
        literal(kind.value).label("kind"),
        day.label("day"),
        Company.id.label("company_id"),
        (NO_REASON if why is None else why).label("reason"),
        source.label("source"),
        (NO_SITE if to is None else to).label("to_id"),
        (NO_SITE if left is None else left).label("from_id"),
    )
    return select(*columns).select_from(Company).where(COUNTS_ITSELF)


def _site(which: Any) -> Any:
    chosen = select(which(Site.id)).where(Site.company_id == Company.id, MAIN)
    return chosen.correlate(Company).scalar_subquery()


def movement_rows(moves: Subquery, last: date) -> Select[Any]:
    """With the firm, its size as known on the last day, both sites, and whether the office advised
    its founder.
    """
    advised = select(func.min(Venture.id)).where(Venture.company_id == moves.c.company_id)
    columns: tuple[Any, ...] = (
        *moves.c,
        CompanyOverview.label,
        _size(moves, last).label("size_band"),
        advised.scalar_subquery().label("venture_id"),
        To, From,
        DistrictTo.id.label("district_to_id"), DistrictTo.name.label("district_to"),
        DistrictFrom.id.label("district_from_id"), DistrictFrom.name.label("district_from"),
    )  # fmt: skip
    return (
        select(*columns)
        .select_from(moves)
        .join(CompanyOverview, CompanyOverview.id == moves.c.company_id)
        .outerjoin(To, To.id == moves.c.to_id)
        .outerjoin(From, From.id == moves.c.from_id)
        .outerjoin(DistrictTo, DistrictTo.id == To.district_id)
        .outerjoin(DistrictFrom, DistrictFrom.id == From.district_id)
    )


def _size(moves: Subquery, last: date) -> Any:
    """As figures have it: the last fact from on or before the last day."""
    return (
        select(CompanyFact.size_band)
        .where(CompanyFact.company_id == moves.c.company_id, CompanyFact.valid_from <= last)
        .order_by(CompanyFact.valid_from.desc())
        .limit(1)
        .scalar_subquery()
    )


def movement_counts(session: Session, rows: Select[Any]) -> list[Any]:
    """(kind, district_to, district_from, size_band, firms) of whatever rows are chosen."""
    kept: dict[str, Any] = {}
    for column in rows.selected_columns:  # the sites' own come after those of the movement
        kept.setdefault(str(column.key), column)
    chosen = [kept[name] for name in ("kind", "district_to", "district_from", "size_band")]
    narrow = rows.order_by(None).with_only_columns(*chosen, maintain_column_froms=True).subquery()
    query = select(*narrow.c, func.count().label("firms")).group_by(*narrow.c)
    return list(session.execute(query))
