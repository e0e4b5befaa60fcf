"""What is wrong with outlines beside one another, and beside the districts on file."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import shapely

from crm.enums import N_
from crm.register.outlines.read import Outline
from crm.rules import Problem

SLIVER = 0.01
"""Of the smaller district: neighbours that were drawn by hand overlap a little."""


def doubles(found: Sequence[Outline]) -> Iterator[Problem]:
    for what, message in (
        ("number", N_("The number %(value)s stands twice in the file.")),
        ("name", N_("The name “%(value)s” stands twice in the file.")),
    ):
        values = Counter(getattr(one, what) for one in found)
        for value, times in values.items():
            if value is not None and times > 1:
                yield Problem("", message, {"value": value})


def overlaps(found: Sequence[Outline]) -> Iterator[Problem]:
    shapes = [one.shape for one in found]
    for first, second in zip(*shapely.STRtree(shapes).query(shapes, "intersects"), strict=True):
        if first < second and _share(shapes[first], shapes[second]) > SLIVER:
            names = {"one": found[first].name, "other": found[second].name}
            yield Problem("", N_("“%(one)s” and “%(other)s” overlap."), names)


def _share(one: shapely.Geometry, other: shapely.Geometry) -> float:
    smaller = min(shapely.area(one), shapely.area(other))
    return float(shapely.area(shapely.intersection(one, other)) / smaller)


def strangers(found: Sequence[Outline], number_of: Mapping[str, str]) -> Iterator[Problem]:
    """``number_of``: the districts on file, by name."""
    for one in found:
        known = number_of.get(one.name)
        if one.number is None and known is None:
            message = N_(
                "“%(name)s” has no number in the file and is not on file. Say which property the"
                " number is."
            )
            yield Problem("", message, {"name": one.name})
        elif one.number and known and known != one.number:
            message = N_("“%(name)s” has the number %(known)s on file, and %(number)s in the file.")
            values = {"name": one.name, "known": known, "number": one.number}
            yield Problem("", message, values)
