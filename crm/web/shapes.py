"""District outlines as GeoJSON, simplified to what a screen can show, once per process and city."""

from __future__ import annotations

import json
import math
from functools import lru_cache
from typing import Any

from shapely import simplify
from shapely.geometry import mapping, shape
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import District

TOLERANCE = 0.0004
"""Degrees; about 30 metres."""


def city_shapes(session: Session) -> dict[str, Any]:
    """A FeatureCollection; ``aspect`` is how much narrower a degree of longitude is drawn."""
    rows = session.execute(
        select(District.number, District.name, District.geometry).order_by(District.number)
    ).all()
    return _collection(tuple(tuple(row) for row in rows))


@lru_cache(maxsize=4)
def _collection(districts: tuple[tuple[str, str, str | None], ...]) -> dict[str, Any]:
    shapes = {
        (number, name): simplify(shape(json.loads(text)), TOLERANCE)
        for number, name, text in districts
        if text
    }
    latitudes = [one.centroid.y for one in shapes.values()] or [52.0]
    features = [
        {
            "type": "Feature",
            "properties": {"number": number, "name": name},
            "geometry": _rounded(mapping(one)),
        }
        for (number, name), one in shapes.items()
    ]
    aspect = math.cos(math.radians(sum(latitudes) / len(latitudes)))
    return {"type": "FeatureCollection", "aspect": round(aspect, 3), "features": features}


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(item) for item in value]
    return round(value, 5) if isinstance(value, float) else value
