"""The figures of a release as they were printed, each by the name under which papers cite it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from crm.models import ReportSnapshot
from reports.catalogue import report_named
from reports.period import Period
from reports.report import TOTAL, Column, KeyFigure, Sheet
from reports.translate import Translate
from reports.words import days

Key = tuple[str, ...]
Place = tuple[str, str, str]
"""Sheet, row and column."""


class Cited(NamedTuple):
    """``value`` None: it is withheld."""

    value: Any
    column: Column
    place: Place


class Released:
    """Read from what was printed: nothing is counted again, so that nothing can be other."""

    def __init__(
        self,
        sheets: Iterable[Sheet],
        key_figures: Iterable[KeyFigure],
        tables: Iterable[Mapping[str, Any]],
        period: str,
        language: str,
    ) -> None:
        self.sheets = {sheet.key: sheet for sheet in sheets}
        self.key_figures = tuple(key_figures)
        self.period, self.language = period, language
        self._printed: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
        for table in tables:
            self._printed.setdefault((table["sheet"], table["measure"]), []).append(table)

    def find(self, name: str) -> Cited | None:
        """``contact_coverage`` of the first page, or ``size.micro.companies``; None: no figure."""
        one = next((each for each in self.key_figures if each.name == name), None)
        return self.at((one.sheet, one.row, one.column) if one else _three(name))

    def at(self, place: Place) -> Cited | None:
        sheet = self.sheets.get(place[0])
        columns = sheet.columns if sheet else ()
        column = next((each for each in columns if each.key == place[2]), None)
        if sheet is None or column is None:
            return None
        found = [
            cell["value"]
            for table in self._printed.get((sheet.key, column.counts or column.key), ())
            for cell in table["cells"]
            if _fits(cell["key"], _wanted(sheet, column, place[1], table["by"]))
        ]
        return Cited(found[0], column, place) if len(found) == 1 else None

    def printed_sheets(self) -> list[Sheet]:
        """Not all that a report has: some are for team leads."""
        printed = {key for key, _measure in self._printed}
        return [sheet for key, sheet in self.sheets.items() if key in printed]

    def rows(self, sheet: Sheet) -> list[str]:
        """By the names under which they are cited, the last row last."""
        found: dict[str, None] = {}
        first = sheet.columns[0]
        if sheet.dimensions == (first.key,) or (len(sheet.dimensions) == 1 and first.names):
            for (key, _measure), several in self._printed.items():
                if key == sheet.key:
                    found |= dict.fromkeys(c["key"][0] for each in several for c in each["cells"])
        found.pop(TOTAL, None)
        return [*found, TOTAL]


def _three(name: str) -> Place:
    parts = name.split(".")
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else ("", "", "")


def _wanted(sheet: Sheet, column: Column, row: str, by: Sequence[str]) -> list[str | None]:
    """The key of a row's column, None where any category will do."""
    own, rows = dict(column.at), sheet.dimensions
    names_a_row = not own.keys().isdisjoint(rows)
    first: list[str | None] = (
        [own.get(name, TOTAL) for name in rows] if names_a_row else [row, *[None] * (len(rows) - 1)]
    )
    return first + [own.get(name, TOTAL) for name in by[len(rows) :]]


def _fits(key: Sequence[str], wanted: Sequence[str | None]) -> bool:
    return all(want in (None, have) for have, want in zip(key, wanted, strict=True))


def released(snapshot: ReportSnapshot, translate: Translate) -> Released:
    """``translate`` into the words of the release."""
    report = report_named(snapshot.report)
    return Released(
        report.sheets,
        report.key_figures,
        json.loads(snapshot.figures)["tables"],
        days(Period(snapshot.first_day, snapshot.last_day), snapshot.language, translate),
        snapshot.language,
    )
