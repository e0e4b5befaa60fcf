"""The city's districts with their outlines."""

import json

import numpy as np

from crm.models import District
from seed.bulk import Loader
from seed.reference_rows import ensure
from seed.sources import Array, outlines, rows


def add_districts(loader: Loader, since: np.datetime64) -> Array:
    """Ids in the order of districts.csv."""
    table = rows("districts")
    return ensure(
        loader,
        District,
        "number",
        {
            "number": [row["number"] for row in table],
            "name": [row["name"] for row in table],
            "area_hectares": [float(row["area_ha"]) for row in table],
            "inhabitants": [int(row["inhabitants_2025"]) for row in table],
            "geometry": [
                json.dumps(outlines()[row["number"]], separators=(",", ":")) for row in table
            ],
        },
        since,
    )
