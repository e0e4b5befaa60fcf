"""Addresses: an invented street of the district, a number, and a point inside its outline."""

import json
import math
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from numpy.random import Generator
from shapely.geometry.base import BaseGeometry

from seed.dice import pick
from seed.sources import Array, grouped, outlines, rows

CITY = "Magdeburg"
METRES = 111_320.0
"""Of one degree of latitude."""
INSIDE = 8.0
"""Metres that a point keeps from the border, so that rounding does not carry it over."""
AROUND_THE_STREET = 140.0
"""Metres: how far from its street's middle a firm usually is."""
TRIES = 40


@dataclass(frozen=True, slots=True)
class Places:
    """Columns; texts are None and coordinates NaN for firms without a district."""

    district: Array
    street: Array
    house_number: Array
    postcode: Array
    longitude: Array
    latitude: Array


def make_places(rng: Generator, districts: Array) -> Places:
    size = len(districts)
    street, number, postcode = (np.full(size, None, dtype=object) for _ in range(3))
    points = np.full((size, 2), math.nan)
    for at, row in enumerate(rows("districts")):
        here = np.flatnonzero(districts == at)
        names = grouped("streets", "district_number", "street")[row["number"]]
        codes = grouped("postcodes", "district_number", "postcodes")[row["number"]][0].split("|")
        # A few streets of a district have most of its firms.
        chosen = pick(rng, np.arange(len(names)), len(here), 1 / np.arange(1, len(names) + 1))
        street[here] = np.array(names, dtype=object)[chosen]
        postcode[here] = np.array(codes, dtype=object)[chosen % len(codes)]
        number[here] = _house_numbers(rng, len(here))
        points[here] = _points(rng, _inner(row["number"]), chosen, len(names))
    return Places(districts, street, number, postcode, *points.round(6).T)


def _house_numbers(rng: Generator, size: int) -> list[str]:
    numbers = (1 + rng.gamma(1.4, 22, size)).astype(int).tolist()
    letters = pick(rng, ["", "a", "b", "c"], size, [88, 7, 4, 1]).tolist()
    return [f"{number}{letter}" for number, letter in zip(numbers, letters, strict=True)]


@cache
def outline(number: str) -> BaseGeometry:
    return shapely.from_geojson(json.dumps(outlines()[number]))


@cache
def _inner(number: str) -> BaseGeometry:
    inner = outline(number).buffer(-INSIDE / METRES * 1.7)
    shapely.prepare(inner)
    return inner


def _points(rng: Generator, area: BaseGeometry, street: Array, streets: int) -> Array:
    """A point per firm near the middle of its street."""
    middles = _anywhere(rng, area, streets)
    found = middles[street]
    left = np.arange(len(street))
    for _try in range(TRIES):
        points = found[left] + rng.normal(size=(len(left), 2)) * _spread(area)
        inside = shapely.contains_xy(area, points)
        found[left[inside]] = points[inside]
        left = left[~inside]
    return found


def _spread(area: BaseGeometry) -> Array:
    """Degrees east and north."""
    narrowing = math.cos(math.radians(area.centroid.y))
    return np.array([AROUND_THE_STREET / METRES / narrowing, AROUND_THE_STREET / METRES])


def _anywhere(rng: Generator, area: BaseGeometry, size: int) -> Array:
    west, south, east, north = area.bounds
    found = np.empty((0, 2))
    while len(found) < size:
        points = rng.uniform((west, south), (east, north), (size * 4, 2))
        found = np.vstack([found, points[shapely.contains_xy(area, points)]])
    return found[:size]
