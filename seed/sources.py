"""The reference tables of the demo city; seed/reference/README.md names their sources."""

import csv
import json
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def text(name: str) -> str:
    return files("seed").joinpath("reference", name).read_text(encoding="utf-8")


@cache
def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text(f"{name}.csv").splitlines()))


def grouped(name: str, by: str, column: str) -> dict[str, list[str]]:
    """The column's values per value of another one, in the order of the file."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows(name):
        found[row[by]].append(row[column])
    return dict(found)


@cache
def outlines() -> dict[str, dict[str, Any]]:
    """District number -> GeoJSON geometry."""
    features = json.loads(text("districts.geojson"))["features"]
    return {feature["properties"]["number"]: feature["geometry"] for feature in features}


def shares(weights: Any) -> Array:
    """Weights as probabilities."""
    found = np.asarray(weights, dtype=float)
    return np.asarray(found / found.sum())


def apportion(weights: Any, total: int) -> Array:
    """Whole numbers in proportion to the weights that add up to the total (largest remainder)."""
    exact = shares(weights) * total
    whole = np.floor(exact).astype(int)
    most = np.argsort(whole - exact, kind="stable")[: total - int(whole.sum())]
    whole[most] += 1
    return np.asarray(whole)
