"""What the pages about coverage look up: the snapshot, names of codes, firms by id."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import CompanyOverview, District, Team
from crm.rules.fold import sort_key
from reports.source.cache import Copy, SnapshotCache
from reports.source.source import Source


def snapshot() -> Source:
    return recent_copy().source


def recent_copy() -> Copy:
    """With all that was saved before this request; at 300,000 firms it may be seconds behind."""
    cache: SnapshotCache = current_app.extensions["crm_figures"]
    return cache.recent(current_app.extensions["crm_engine"])


def overviews(session: Session, ids: Sequence[int]) -> list[CompanyOverview]:
    """In the order of the ids."""
    query = select(CompanyOverview).where(CompanyOverview.id.in_(ids))
    found = {row.id: row for row in session.scalars(query)}
    return [found[i] for i in ids if i in found]


def names(session: Session) -> dict[str, dict[str, str]]:
    """What the codes in the address and in the tables are called: two queries."""
    districts = select(District.number, District.name).order_by(District.number)
    teams = session.execute(select(Team.code, Team.name))
    return {
        "district": {row.number: row.name for row in session.execute(districts)},
        "team": {row.code: row.name for row in sorted(teams, key=lambda row: sort_key(row.name))},
    }
