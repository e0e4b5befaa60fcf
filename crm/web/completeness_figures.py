"""Firms on file beside those officially counted, on screen: what was asked, and its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from flask import request

from crm.enums import OfficiallyCounted
from crm.rules.official_parts import SECTION_GROUPS
from crm.web.period_choice import unknown_choice
from reports.measures.official import years
from reports.measures.register_completeness import MEMBERS, register_completeness
from reports.segment import UNKNOWN
from reports.source.source import Source

Row = dict[str, Any]


@dataclass(frozen=True)
class Choice:
    """What cannot be used is told in ``problems``; the usual stands in for it."""

    counted: OfficiallyCounted
    year: int | None
    """None: nothing of the kind was counted."""
    years: list[int]
    problems: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, source: Source) -> Choice:
        counted, year = request.args.get("counted", ""), request.args.get("year", "")
        found = next((one for one in MEMBERS if one == counted), OfficiallyCounted.CHAMBER)
        known = years(source, found)
        wrong = {
            "counted": counted and counted not in MEMBERS,
            "year": year and year not in map(str, known),
        }
        values = {"counted": counted, "year": year}
        problems = {name: unknown_choice(values[name]) for name, bad in wrong.items() if bad}
        chosen = int(year) if year and not wrong["year"] else next(iter(known), None)
        return cls(found, chosen, known, problems)


@dataclass
class CompletenessFigures:
    source: Source
    choice: Choice

    @cached_property
    def total(self) -> Row:
        return self._rows(None)[0]

    @cached_property
    def by_district(self) -> list[Row]:
        return self._rows("district")

    @cached_property
    def by_group(self) -> list[Row]:
        """None for what is counted without sectors."""
        return self._rows("group") if self.has_groups else []

    @cached_property
    def has_groups(self) -> bool:
        return self.choice.counted is OfficiallyCounted.CHAMBER

    @cached_property
    def by_both(self) -> list[tuple[str, list[Row | None]]]:
        """District -> its cell for each group of sectors."""
        cells = {(row["district"], row["group"]): row for row in self._rows("both")}
        districts = [row["district"] for row in self.by_district if row["district"] != UNKNOWN]
        return [(one, [cells.get((one, group)) for group in SECTION_GROUPS]) for one in districts]

    @cached_property
    def by_year(self) -> list[Row]:
        return [
            {"year": year, **_records(register_completeness(self.source, self.counted, year))[0]}
            for year in self.choice.years
        ]

    @property
    def counted(self) -> OfficiallyCounted:
        return self.choice.counted

    def _rows(self, by: str | None) -> list[Row]:
        assert self.choice.year
        return _records(register_completeness(self.source, self.counted, self.choice.year, by))


def _records(frame: Any) -> list[Row]:
    return [{str(name): value for name, value in r.items()} for r in frame.to_dict("records")]
