"""The city as a small drawing: district outlines as SVG paths, and where on it a place lies.

The same outlines, as GeoJSON, are the dashboard's map (crm.web.shapes).
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

import shapely
from flask import current_app
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Pool, func, select
from sqlalchemy.orm import Session

from crm.models import District
from crm.models.base import utc_now

WIDTH = 480
LARGEST_DRAWING = 12_000
"""Characters of all paths together."""
FINEST, COARSEST = 0.0003, 0.01
"""Degrees by which an outline may be off; 30 metres to one kilometre."""
LASTS_SECONDS, RENEWED_AFTER = 600, 300
"""It is drawn anew before it is too old, so that no page waits for it."""


@dataclass(frozen=True)
class Frame:
    """Turns degrees into places on the drawing."""

    west: float
    north: float
    scale_x: float
    scale_y: float
    height: int

    def place(self, longitude: float, latitude: float) -> tuple[int, int]:
        return (
            round((longitude - self.west) * self.scale_x),
            round((self.north - latitude) * self.scale_y),
        )

    def holds(self, place: tuple[int, int]) -> bool:
        return 0 <= place[0] <= WIDTH and 0 <= place[1] <= self.height


@dataclass(frozen=True)
class CityMap:
    frame: Frame
    paths: dict[int, str]
    """District id -> path data."""
    outlines: Mapping[int, BaseGeometry]
    """District id -> what was drawn, in degrees."""
    width: int = WIDTH
    drawn_at: datetime = field(default_factory=utc_now)


_KNOWN: WeakKeyDictionary[Pool, tuple[float, CityMap | None]] = WeakKeyDictionary()
"""By the pool, which the engines for reading and for writing share."""


def city_map(session: Session, lasts: float = LASTS_SECONDS) -> CityMap | None:
    """Drawn once in ten minutes; None while no district has an outline."""
    pool = session.get_bind().engine.pool
    made_at, drawn = _KNOWN.get(pool, (-math.inf, None))
    if time.monotonic() - made_at > lasts:
        drawn = draw(session.execute(select(District.id, District.geometry)).all())
        _KNOWN[pool] = (time.monotonic(), drawn)
    return drawn


def latest_city_map(session: Session) -> CityMap | None:
    """Drawn anew where a district has changed since; for the one request that asks for it."""
    drawn = city_map(session)
    changed = session.scalar(select(func.max(District.changed_at)))
    is_old = changed is not None and (drawn is None or drawn.drawn_at <= changed)
    return city_map(session, lasts=0) if is_old else drawn


def keep_drawn() -> None:
    """A chore of housekeeping."""
    session = current_app.appbuilder.session  # type: ignore[attr-defined]
    city_map(session, RENEWED_AFTER)
    session.rollback()


def forget_maps() -> None:
    _KNOWN.clear()


def draw(districts: Iterable[Any]) -> CityMap | None:
    """``districts`` are (id, GeoJSON geometry as text or None)."""
    outlines = {pk: shapely.from_geojson(text) for pk, text in districts if text}
    if not outlines:
        return None
    frame = _frame(list(outlines.values()))
    tolerance = FINEST
    while True:
        simple = shapely.coverage_simplify(list(outlines.values()), tolerance)
        paths = {pk: _path(shape, frame) for pk, shape in zip(outlines, simple, strict=True)}
        if sum(map(len, paths.values())) <= LARGEST_DRAWING or tolerance > COARSEST:
            return CityMap(frame, paths, dict(zip(outlines, simple, strict=True)))
        tolerance *= 1.5


def _frame(shapes: Sequence[BaseGeometry]) -> Frame:
    west, south, east, north = shapely.total_bounds(shapes)
    per_degree = WIDTH / max(east - west, 1e-9)
    upright = per_degree / math.cos(math.radians((south + north) / 2))
    return Frame(
        float(west),
        float(north),
        float(per_degree),
        float(upright),
        round((north - south) * upright),
    )


def _path(shape: BaseGeometry, frame: Frame) -> str:
    rings = (ring for part in shapely.get_parts(shape) for ring in _rings(part))
    return "".join(_ring(shapely.get_coordinates(ring).tolist(), frame) for ring in rings)


def _rings(polygon: Any) -> Iterator[BaseGeometry]:
    yield polygon.exterior
    yield from polygon.interiors


def _ring(coordinates: list[list[float]], frame: Frame) -> str:
    """Steps from place to place; those too small to be seen are left out."""
    (x, y), *others = (frame.place(*each) for each in coordinates)
    text = f"M{x} {y}l"
    for to_x, to_y in others[:-1]:
        if (to_x, to_y) != (x, y):
            text += f"{to_x - x} {to_y - y} "
            x, y = to_x, to_y
    return text.replace(" -", "-").rstrip() + "z"
