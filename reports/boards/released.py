"""What a released report says, as pages again: the numbers that may be published, and no others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pandas import DataFrame

from crm.models import ReportSnapshot
from reports.boards import sheets
from reports.boards.board import Look, Picture
from reports.definitions import coverage
from reports.frozen.release import figures_of
from reports.report import TOTAL, WITHHELD, Column, Kind, Sheet
from reports.translate import Translate, translated
from reports.writers.book import Page

PICTURES = (
    Picture(
        coverage.BY_MONTH, Look.MONTHS, sheets.KINDS, (*sheets.KINDS, "contacts", "reached"),
        wide=True,
    ),
    Picture(
        coverage.BY_SIZE, Look.SHARES, ("individual", "events_only", "none"),
        ("companies", "individual", "events_only", "none", "coverage"),
    ),
    Picture(
        coverage.BY_DISTRICT, Look.RATES_ON_MAP, ("coverage",),
        ("companies", "individual", "events_only", "none", "coverage"),
    ),
)  # fmt: skip
SHEETS = (*(each.sheet for each in PICTURES), coverage.REACH, coverage.VISITS)
Cells = Mapping[tuple[str, ...], Any]


@dataclass(frozen=True)
class Released:
    """The tables of one sheet: measure and dimensions -> key -> value."""

    sheet: Sheet
    tables: Mapping[tuple[str, tuple[str, ...]], Cells]

    def rows(self) -> list[tuple[str, ...]]:
        """Their places in the order in which they were printed, the total apart."""
        size = len(self.sheet.dimensions)
        keys = (key[:size] for cells in self.tables.values() for key in cells)
        return [key for key in dict.fromkeys(keys) if TOTAL not in key]

    def values(self, place: tuple[str, ...]) -> dict[str, Any]:
        return {column.key: self._value(column, place) for column in self._numbers()}

    def _numbers(self) -> Iterable[Column]:
        return (c for c in self.sheet.columns if not c.kind.is_text and c.kind is not Kind.MONTH)

    def _value(self, column: Column, place: tuple[str, ...]) -> Any:
        """None of what was not said."""
        own = dict(column.at)
        beside = tuple(name for name in own if name not in self.sheet.dimensions)
        for by in (beside, ()):
            table = self.tables.get((column.counts or column.key, (*self.sheet.dimensions, *by)))
            key = (*place, *(own[name] for name in by))
            if table is not None and key in table:
                return table[key]
        return self._beside_others(column, place, own)

    def _beside_others(self, column: Column, place: tuple[str, ...], own: dict[str, str]) -> Any:
        """The total of a measure that stands in the same sheet by a dimension besides."""
        for (measure, by), cells in self.tables.items():
            names = by[len(self.sheet.dimensions) :]
            key = (*place, *(own.get(name, TOTAL) for name in names))
            if measure == (column.counts or column.key) and key in cells:
                return cells[key]
        return None


def released_pages(
    snapshot: ReportSnapshot, translate: Translate, districts: Mapping[str, str]
) -> dict[str, Page]:
    """The sheets that the council's dashboard draws, by their keys."""
    figures = figures_of(snapshot)
    found = [_released(sheet, figures) for sheet in SHEETS]
    return {each.sheet.key: _page(each, translate, districts) for each in found}


def _released(sheet: Sheet, figures: list[dict[str, Any]]) -> Released:
    tables = {
        (table["measure"], tuple(table["by"])): {
            tuple(cell["key"]): WITHHELD if cell["value"] is None else cell["value"]
            for cell in table["cells"]
        }
        for table in figures
        if table["sheet"] == sheet.key
    }
    return Released(sheet, tables)


def _page(released: Released, translate: Translate, districts: Mapping[str, str]) -> Page:
    sheet, places = translated(released.sheet, translate), released.rows()
    rows = [{**_words(sheet, place, districts), **released.values(place)} for place in places]
    frame = DataFrame(rows, columns=[column.key for column in sheet.columns], dtype="object")
    total = released.values((TOTAL,) * len(sheet.dimensions)) if sheet.total else None
    return Page(sheet, frame, tuple(place[0] for place in places), total, tuple(places))


def _words(sheet: Sheet, place: tuple[str, ...], districts: Mapping[str, str]) -> dict[str, Any]:
    """What the row is, in words: a month is its first day, a district has its name."""
    code, first = place[0], sheet.columns[0]
    said: dict[str, Any] = {first.key: (first.names or {}).get(code, code)}
    if first.kind is Kind.MONTH:
        said = {first.key: date.fromisoformat(code)}
    if first.key == "district":
        named = sheet.columns[1].names or {}
        said["district_name"] = districts.get(code) or named.get(code, code)
    return said
