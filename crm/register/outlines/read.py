"""District outlines of a GeoJSON file: checked before anything is kept."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import shapely
from shapely.errors import GEOSException
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from crm.enums import N_
from crm.errors import DomainError, Refusals
from crm.rules import Problem

LARGEST = 50 << 20
MOST_DISTRICTS, MOST_POINTS = 2_000, 500_000
LONGEST_NUMBER, LONGEST_NAME = 40, 200
NUMBER, NAME = "number", "name"
IN_DEGREES = ("CRS84", "EPSG::4326", "EPSG:4326")
NO_GEOJSON = N_("This is not a GeoJSON file of districts (a FeatureCollection).")


class Outline(NamedTuple):
    number: str | None
    """None where the file has none: then the name says which district it is."""
    name: str
    shape: BaseGeometry


def outlines(path: Path, number_property: str | None, name_property: str | None) -> list[Outline]:
    """DomainError where the file is none; Refusals name every wrong district."""
    features = _features(path)
    properties = _properties(features, number_property, name_property)
    faults: list[Problem] = []
    found = [one for place, each in enumerate(features, start=1)
             if (one := _outline(each, place, properties, faults))]  # fmt: skip
    if faults:
        raise Refusals(faults)
    return found


def _features(path: Path) -> list[Any]:
    if path.stat().st_size > LARGEST:
        message = N_("The file is larger than %(limit)s MB. Simplify the outlines first.")
        raise DomainError(message, limit=LARGEST >> 20)
    try:
        content = json.loads(path.read_bytes())
        features = content["features"] if content["type"] == "FeatureCollection" else None
    except (ValueError, LookupError, TypeError, RecursionError):
        features = None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise DomainError(NO_GEOJSON)
    if not 0 < len(features) <= MOST_DISTRICTS:
        message = N_("The file has %(found)s districts; it can be 1 to %(most)s.")
        raise DomainError(message, found=len(features), most=MOST_DISTRICTS)
    _refuse_other_degrees(content.get("crs"))
    return features


def _refuse_other_degrees(crs: Any) -> None:
    """GeoJSON is in degrees of WGS 84; older files may name something else."""
    name = str(crs.get("properties", {}).get("name", "")) if isinstance(crs, dict) else ""
    if name and not name.endswith(IN_DEGREES):
        message = N_("The outlines are in %(name)s. Save them in WGS 84 (EPSG:4326).")
        raise DomainError(message, name=name[:100])


def _properties(
    features: list[Any], number: str | None, name: str | None
) -> tuple[str | None, str]:
    """What the number and the name are called; a number that is not asked for may be missing."""
    known = sorted({key for one in features for key in one.get("properties") or ()})
    for wanted in (number, name or NAME):
        if wanted is not None and wanted not in known:
            message = N_("The districts have no property “%(wanted)s”. They have: %(known)s.")
            raise DomainError(message, wanted=wanted, known=", ".join(known) or "–")
    return number or (NUMBER if NUMBER in known else None), name or NAME


def _outline(
    feature: Any, place: int, properties: tuple[str | None, str], faults: list[Problem]
) -> Outline | None:
    said = feature.get("properties") or {}
    number, name = (_words(said.get(key)) if key else None for key in properties)
    called = name or number or f"{place}."
    wrong = _wrong_words(number, name, properties)
    outline: Any = None
    if wrong is None:
        outline, wrong = _shape(feature.get("geometry"))
    if wrong is not None:
        message, values = wrong
        faults.append(Problem("", message, {"district": called, **values}))
        return None
    return Outline(number, str(name), outline)


Wrong = tuple[str, dict[str, Any]] | None


def _wrong_words(number: str | None, name: str | None, properties: tuple[str | None, str]) -> Wrong:
    if not name or (properties[0] and not number):
        return N_("District %(district)s: its number or its name is missing."), {}
    if len(name) > LONGEST_NAME or len(number or "") > LONGEST_NUMBER:
        return N_("District %(district)s: its number or its name is too long."), {}
    return None


def _shape(geometry: Any) -> tuple[BaseGeometry | None, Wrong]:
    try:
        found = shape(geometry)
    except (GEOSException, ValueError, TypeError, LookupError, AttributeError):
        return None, (N_("District %(district)s: its outline cannot be read."), {})
    return found, next(_wrong_shape(found), None)


def _wrong_shape(found: BaseGeometry) -> Iterator[Wrong]:
    if found.geom_type not in ("Polygon", "MultiPolygon") or found.is_empty:
        yield (
            N_("District %(district)s: an outline is an area, not %(kind)s."),
            {"kind": found.geom_type},
        )
        return
    if shapely.get_num_coordinates(found) > MOST_POINTS:
        yield N_("District %(district)s: its outline has too many points. Simplify it first."), {}
    west, south, east, north = found.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        yield (
            N_("District %(district)s: this is not in degrees. Save it in WGS 84 (EPSG:4326)."),
            {},
        )
    elif not found.is_valid:
        where = shapely.is_valid_reason(found).partition("[")[2].rstrip("]")
        message = N_("District %(district)s: its outline crosses itself at %(where)s. Repair it.")
        yield message, {"where": where}


def _words(value: Any) -> str:
    """7.0, as some programs write a number, is 7."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split()) if isinstance(value, (str, int)) else ""
