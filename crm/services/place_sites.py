"""Sites with coordinates get the district whose outline they lie in; what people said stays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import shapely
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from crm.enums import N_
from crm.errors import DomainError
from crm.models import District, Site
from crm.models.base import utc_now
from crm.services.refresh_overview import refresh_overview

CHUNK = 5_000


class Spot(NamedTuple):
    site_id: int
    company_id: int
    district_id: int | None
    """What is on file."""
    longitude: float
    latitude: float


@dataclass
class Placed:
    """Site ids: those that got a district, those outside all of them, and those whose district
    on file is another one than their coordinates lie in, with that one's id.
    """

    placed: list[int] = field(default_factory=list)
    outside: list[int] = field(default_factory=list)
    elsewhere: dict[int, int] = field(default_factory=dict)
    agreeing: int = 0


def place_sites(session: Session, user_id: int | None = None) -> Placed:
    """DomainError while no district has an outline."""
    spots = _spots(session)
    inside = districts_at(session, spots)
    result, found = Placed(), dict[int, list[Spot]]()
    for spot in spots:
        there = inside.get(spot.site_id)
        if there is None:
            if spot.district_id is None:
                result.outside.append(spot.site_id)
        elif spot.district_id is None:
            found.setdefault(there, []).append(spot)
        elif spot.district_id != there:
            result.elsewhere[spot.site_id] = there
        else:
            result.agreeing += 1
    result.placed = sorted(spot.site_id for spot in chain(*found.values()))
    _write(session, found, user_id)
    return result


def _spots(session: Session) -> list[Spot]:
    columns: tuple[Any, ...] = (
        Site.id, Site.company_id, Site.district_id, Site.longitude, Site.latitude,
    )  # fmt: skip
    query = select(*columns).where(Site.longitude.is_not(None), Site.latitude.is_not(None))
    return [Spot(*row) for row in session.connection().execute(query.order_by(Site.id))]


def districts_at(session: Session, spots: list[Spot]) -> Mapping[int, int]:
    """Site id -> district id. All points in one tree, asked by the few outlines; a point on a
    border belongs to the district with the lower number.
    """
    query = select(District.id, District.geometry).where(District.geometry.is_not(None))
    rows = session.execute(query.order_by(District.number)).all()
    if not rows:
        raise DomainError(N_("No district has an outline yet. Name a GeoJSON file that has them."))
    if not spots:
        return {}
    shapes = shapely.from_geojson([row.geometry for row in rows])
    shapely.prepare(shapes)
    places = np.array([(spot.longitude, spot.latitude) for spot in spots])
    points: Any = shapely.points(places)
    tree = shapely.STRtree(points)
    pairs = zip(*tree.query(shapes, "intersects"), strict=True)
    found: dict[int, int] = {}
    for district, spot in pairs:
        found.setdefault(spots[spot].site_id, rows[district].id)
    return found


def _write(session: Session, found: Mapping[int, list[Spot]], user_id: int | None) -> None:
    table = Site.__table__
    for district_id, spots in found.items():
        values = {"district_id": district_id, "changed_at": utc_now(), "changed_by_id": user_id,
                  "version": Site.version + 1}  # fmt: skip
        for start in range(0, len(spots), CHUNK):
            ids = [spot.site_id for spot in spots[start : start + CHUNK]]
            where = update(table).where(table.c.id.in_(ids))  # type: ignore[arg-type]
            session.connection().execute(where.values(values))
    session.expire_all()
    refresh_overview(session, {spot.company_id for spot in chain(*found.values())})
