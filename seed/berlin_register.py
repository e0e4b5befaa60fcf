"""A register in the layout of IHK Berlin's open data, as long as one likes, for trials and
benchmarks: ``python -m seed.berlin_register FILE --rows 350000 --month 1``.

Branches and places are those of the real lists of April 2023, as frequent as there; no row is a
real firm. The same seed and month make the same file, and the next month's has the same firms but
for some who left, came or grew.
"""

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from crm.enums import SizeBand
from seed.sources import Array, rows, shares

COLUMNS = (
    "opendata_id", "city", "postcode", "latitude", "longitude", "ihk_branch_id", "nace_id",
    "branch_top_level_id", "employees_range", "ihk_branch_desc", "nace_desc",
    "branch_top_level_desc", "business_age", "business_type", "Bezirk", "planungsraum_id",
    "Planungsraum", "Bezirksregion", "Prognoseraum", "Ortsteil",
)  # fmt: skip
BRANCH, PLACE = "berlin_branches", "berlin_places"
TYPES = ("im Handelsregister eingetragen", "Kleingewerbetreibender")
REGISTERED = 0.61
LEAVE_EACH_MONTH, GROW_EACH_MONTH = 0.004, 0.01
"""Shares of the firms; as many come as leave."""
MEAN_AGE, OLDEST = 9.0, 100
SPREAD = 0.003
"""Degrees around the middle of a Planungsraum."""
FIRST_ID = 100_000_000


class Draws(NamedTuple):
    """One number between 0 and 1 per firm and question. Longer draws begin like shorter ones."""

    branch: Array
    place: Array
    band: Array
    age: Array
    type: Array
    east: Array
    north: Array
    grows: Array


def write_register(path: Path, number: int, seed: int = 42, month: int = 0) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r")
        writer.writerow(COLUMNS)
        writer.writerows(register(number, seed, month))


def register(number: int, seed: int = 42, month: int = 0) -> Iterator[tuple[Any, ...]]:
    """The rows: those of the first month who are still there, and as many who came."""
    gone = round(number * LEAVE_EACH_MONTH) * month
    draws = Draws(*(np.random.default_rng((seed, n)).random(number + gone) for n in range(8)))
    branches, places = rows(BRANCH), rows(PLACE)
    branch, place = _picked(draws.branch, branches), _picked(draws.place, places)
    bands, types = _bands(draws, month), np.where(draws.type < REGISTERED, *TYPES)
    ages = np.minimum(-MEAN_AGE * np.log(1 - draws.age), OLDEST).astype(int)
    for at in range(gone, number + gone):
        where = places[place[at]]
        found = {
            **branches[branch[at]],
            **where,
            "opendata_id": str(FIRST_ID + at * 977),
            "city": "Berlin",
            "latitude": f"{float(where['latitude']) + (draws.north[at] - 0.5) * SPREAD:.9f}",
            "longitude": f"{float(where['longitude']) + (draws.east[at] - 0.5) * SPREAD:.9f}",
            "employees_range": bands[at],
            "business_age": "100+" if ages[at] == OLDEST else str(ages[at]),
            "business_type": types[at],
        }
        yield tuple(found[column] for column in COLUMNS)


def _picked(draws: Array, table: list[dict[str, str]]) -> Array:
    weights = np.cumsum(shares([int(row["firms"]) for row in table]))
    return np.minimum(np.searchsorted(weights, draws), len(table) - 1)


def _bands(draws: Draws, month: int) -> list[str]:
    """As frequent as in the register; some firms are a band larger than the month before."""
    table = rows("size_bands")
    known = [SizeBand(row["band"]) for row in table]
    weights = np.cumsum(shares([float(row["ihk"]) for row in table]))
    found = np.minimum(np.searchsorted(weights, draws.band), len(known) - 1)
    grown = (draws.grows < GROW_EACH_MONTH * month) & (found < len(known) - 2)
    return [_said(known[at]) for at in found + grown]


def _said(band: SizeBand) -> str:
    if band is SizeBand.UNKNOWN:
        return "unbekannt"
    return f"{band.value.replace('-', ' - ')} Beschäftigte"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--rows", type=int, default=350_000)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--month", type=int, default=0)
    asked = parser.parse_args()
    write_register(asked.file, asked.rows, asked.seed, asked.month)
