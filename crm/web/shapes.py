"""The drawn district outlines as GeoJSON, for the maps of figures."""

from __future__ import annotations

import math
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import District
from crm.web.city_map import latest_city_map

FIVE_DECIMALS = 1e-5
"""Degrees; about one metre."""


def city_shapes(session: Session) -> dict[str, Any]:
    """A FeatureCollection; ``aspect`` is how much narrower a degree of longitude is drawn."""
    drawn = latest_city_map(session)
    outlines = drawn.outlines if drawn else {}
    query = select(District.id, District.number, District.name).order_by(District.number)
    features = [
        {
            "type": "Feature",
            "properties": {"number": number, "name": name},
            "geometry": _geojson(outlines[pk]),
        }
        for pk, number, name in session.execute(query)
        if pk in outlines
    ]
    return {"type": "FeatureCollection", "aspect": _aspect(drawn), "features": features}


def _geojson(outline: BaseGeometry) -> Any:
    return mapping(shapely.set_precision(outline, FIVE_DECIMALS, mode="pointwise"))


def _aspect(drawn: Any) -> float:
    if drawn is None:
        return 1.0
    north, south = drawn.frame.north, drawn.frame.north - drawn.frame.height / drawn.frame.scale_y
    return round(math.cos(math.radians((north + south) / 2)), 3)
