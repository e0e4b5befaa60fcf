"""What the statistics office counted, as its last tables say."""

from collections.abc import Mapping
from typing import NamedTuple

from ibis import _

from crm.enums import CountedArea, OfficiallyCounted
from reports.segment import UNKNOWN
from reports.source.source import Source

KEY = ("area", "district_id", "part")


class Cell(NamedTuple):
    """``district`` is its number, ``unknown`` for firms in none, None for the city."""

    district: str | None
    group: str | None


def years(source: Source, counted: OfficiallyCounted) -> list[int]:
    """Those that something was counted for, the latest first."""
    found = source.official_counts.filter(_.counted == counted.value).select("year").distinct()
    return sorted(source.frame(found)["year"].tolist(), reverse=True)


def official(source: Source, counted: OfficiallyCounted, year: int) -> Mapping[Cell, int | None]:
    """None is a confidential count; of what was counted several times the last one holds."""
    said = source.official_counts.filter(_.counted == counted.value, _.year == year)
    last = said.group_by(KEY).agg(id=_.id.max())
    rows = said.filter(_.id.isin(last.id))
    numbers = source.districts.select("number", district_id="id")
    rows = rows.left_join(numbers, "district_id").select("area", "number", "part", "value")
    return {
        Cell(_district(area, number), _known(part)): _count(value)
        for area, number, part, value in source.frame(rows).itertuples(index=False)
    }


def _district(area: str, number: str | None) -> str | None:
    if area == CountedArea.DISTRICT.value:
        return number
    return None if area == CountedArea.CITY.value else UNKNOWN


def _known(part: str | None) -> str | None:
    return part if isinstance(part, str) else None


def _count(value: float | None) -> int | None:
    return None if value is None or value != value else int(value)
