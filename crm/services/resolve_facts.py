"""company_fact follows from what sources said (fact_claim) and what people entered.

A fact of an import has the instants of the claim it comes of, so that the same claims always give
the same facts, whatever was taken in and taken back between. What is newly said of a merged firm
makes facts of that firm and, beside what is known of it, of the one that counts in its place.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, true, update
from sqlalchemy.orm import Session

from crm.models import Company, CompanyFact, FactClaim, SourceTrust
from crm.models.base import Base, new_client_key
from crm.rules.fact_timeline import FIRST_RANK, PEOPLE, Said, Sector, Stretch, timeline
from crm.services.merged_news import all_that_count_them, merged_into, news_of

A_DAY = timedelta(days=1)
AT_ONCE = 2_000
FACTS = Base.metadata.tables[CompanyFact.__tablename__]
Row = dict[str, Any]
ByCompany = dict[int, list[Any]]


@dataclass
class Changes:
    """In the order in which they are written, so that at no moment two stretches are open."""

    firms: set[int] = field(default_factory=set)
    gone: list[int] = field(default_factory=list)
    ended: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    begun: list[Row] = field(default_factory=list)


def resolve_facts(
    session: Session, company_ids: Iterable[int], *, but_for: ColumnElement[bool] | None = None
) -> set[int]:
    """Which firms' facts changed, of those too that count in the place of a merged one. Claims for
    which ``but_for`` holds count as never made.
    """
    session.flush()
    ids = list(_in_order(session, company_ids))
    ranks = {row.source: row.rank for row in session.scalars(select(SourceTrust))}
    changed: set[int] = set()
    for start in range(0, len(ids), AT_ONCE):
        changes = _changes(session, ids[start : start + AT_ONCE], ranks, but_for)
        _write(session, changes)
        changed |= changes.firms
    _read_again(session, changed)
    return changed


def _changes(
    session: Session, ids: list[int], ranks: Mapping[str, int], but_for: ColumnElement[bool] | None
) -> Changes:
    stands = FactClaim.superseded_by_id.is_(None)
    counted = stands if but_for is None else stands & ~but_for
    claims, facts = _of(session, FactClaim, ids, counted), _of(session, CompanyFact, ids, true())
    _add_news(session, ids, counted, claims, facts)
    changes = Changes()
    for company_id in claims.keys() | {firm for firm, rows in facts.items() if _follow(rows)}:
        on_file = facts.get(company_id, [])
        said = [*_claimed(claims.get(company_id, []), ranks), *_entered(on_file, ranks)]
        _compare(company_id, timeline(said), on_file, changes)
    return changes


def _in_order(session: Session, company_ids: Iterable[int]) -> Iterator[int]:
    ids = sorted(set(company_ids))
    counting = set(ids)
    for start in range(0, len(ids), AT_ONCE):
        counting |= all_that_count_them(session.connection(), ids[start : start + AT_ONCE])
    yield from sorted(counting)


def _add_news(
    session: Session,
    ids: list[int],
    counted: ColumnElement[bool],
    claims: ByCompany,
    facts: ByCompany,
) -> None:
    """Where nothing is known of a firm itself, those that read it take all of the merged ones."""
    merged = merged_into(session.connection(), ids)
    theirs = {each.company_id for some in merged.values() for each in some}
    said = _of(session, FactClaim, sorted(theirs), counted) if theirs else {}
    known = {pk for pk in ids if pk in claims or any(_entered_by_people(facts.get(pk, ())))}
    for pk in known & merged.keys():
        news = list(news_of(merged[pk], said))
        if news:
            claims[pk] = claims.get(pk, []) + news


def _of(session: Session, model: Any, ids: list[int], kept: ColumnElement[bool]) -> ByCompany:
    table = Base.metadata.tables[model.__tablename__]
    found: dict[int, list[Any]] = defaultdict(list)
    query = select(table).where(table.c.company_id.in_(ids), kept).order_by(table.c.id)
    for row in session.connection().execute(query):
        found[row.company_id].append(row)
    return found


def _follow(facts: Iterable[Any]) -> bool:
    """Whether any of them comes of a claim; what people alone entered is theirs to arrange."""
    return any(row.claim_id is not None for row in facts)


def _claimed(claims: Iterable[Any], ranks: Mapping[str, int]) -> Iterator[Said]:
    """In the order of the imports: what a replay read anew was said when its row came in."""
    in_order = sorted(claims, key=lambda row: (row.batch_id, row.id))
    for number, row in enumerate(in_order):
        said = _said(row, ranks.get(row.source, FIRST_RANK), by_people=False)
        yield said._replace(number=number)


def _entered(facts: Iterable[Any], ranks: Mapping[str, int]) -> Iterator[Said]:
    for row in _entered_by_people(facts):
        yield _said(row, ranks.get(PEOPLE, FIRST_RANK), by_people=True)


def _entered_by_people(facts: Iterable[Any]) -> Iterator[Any]:
    return (row for row in facts if row.claim_id is None)


def _said(row: Any, rank: int, *, by_people: bool) -> Said:
    sector = Sector(row.wz_code, row.wz_edition, row.wz_section)
    return Said(row.valid_from, row.id, rank, by_people, row.size_band, row.employees, sector, row)


def _compare(
    company_id: int, stretches: list[Stretch], on_file: list[Any], changes: Changes
) -> None:
    by_day = {row.valid_from: row for row in on_file}
    before = len(changes.begun) + len(changes.changed) + len(changes.ended)
    for stretch, last_day in _with_last_days(stretches):
        row = by_day.pop(stretch.said.valid_from, None)
        wanted = _wanted(stretch, last_day)
        if row is None:
            changes.begun.append(_new(company_id, stretch.said.valid_from, wanted))
        elif any(getattr(row, name) != value for name, value in wanted.items()):
            (changes.ended if last_day else changes.changed).append(_changed(row, wanted))
    changes.gone += [row.id for row in by_day.values()]
    if by_day or len(changes.begun) + len(changes.changed) + len(changes.ended) > before:
        changes.firms.add(company_id)


def _with_last_days(stretches: list[Stretch]) -> Iterator[tuple[Stretch, date | None]]:
    begins = [stretch.said.valid_from for stretch in stretches]
    ends = [following - A_DAY for following in begins[1:]]
    return zip_longest(stretches, ends)


def _wanted(stretch: Stretch, last_day: date | None) -> Row:
    """Of what people entered only the last day follows from the rest."""
    if stretch.said.by_people:
        return {"valid_to": last_day}
    claim = stretch.said.row
    return {
        "valid_to": last_day,
        "size_band": stretch.size_band,
        "employees": stretch.employees,
        **stretch.sector._asdict(),
        "source": claim.said_by,
        "claim_id": claim.id,
        "created_at": claim.created_at,
        "changed_at": claim.created_at,
        "created_by_id": claim.created_by_id,
        "changed_by_id": claim.created_by_id,
    }


def _new(company_id: int, valid_from: date, wanted: Row) -> Row:
    own = {"company_id": company_id, "valid_from": valid_from, "version": 1}
    return {**own, "client_key": new_client_key(), **wanted}


def _changed(row: Any, wanted: Row) -> Row:
    """All columns, so that all rows are written by one statement."""
    values = {**row._asdict(), "version": row.version + 1, **wanted}
    values["_id"] = values.pop("id")
    return values


def _write(session: Session, changes: Changes) -> None:
    connection = session.connection()
    if changes.gone:
        connection.execute(delete(FACTS).where(FACTS.c.id.in_(changes.gone)))
    for rows in (changes.ended, changes.changed):
        if rows:
            connection.execute(update(FACTS).where(FACTS.c.id == bindparam("_id")), rows)
    if changes.begun:
        connection.execute(insert(FACTS), changes.begun)


def _read_again(session: Session, company_ids: set[int]) -> None:
    """Whatever the session holds of these firms' facts was true before."""
    for row in list(session.identity_map.values()):
        if isinstance(row, CompanyFact) and row.company_id in company_ids:
            session.expire(row)
        elif isinstance(row, Company) and row.id in company_ids:
            session.expire(row, ["facts"])
