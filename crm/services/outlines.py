"""The districts' outlines, as fine as a printed page shows them."""

from collections.abc import Iterable

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Connection, select

from crm.models import District

FINE = 0.0003
"""Degrees by which an outline may be off; about 30 metres."""


def outlines(connection: Connection) -> dict[str, BaseGeometry]:
    """District number -> outline in degrees, of the districts that have one."""
    query = select(District.number, District.geometry).where(District.geometry.is_not(None))
    found = {
        number: shapely.from_geojson(text)
        for number, text in connection.execute(query.order_by(District.number))
    }
    if not found:
        return {}
    simple: Iterable[BaseGeometry] = shapely.coverage_simplify(np.array(list(found.values())), FINE)
    return dict(zip(found, simple, strict=True))
