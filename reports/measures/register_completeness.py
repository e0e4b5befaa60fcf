"""Register completeness (Registerabdeckung): firms on file beside those officially counted."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd
from ibis import _

from crm.enums import N_, Chamber, OfficiallyCounted
from crm.errors import DomainError
from crm.rules.official_parts import GROUP_OF, SECTION_GROUPS
from reports.measures.official import Cell, official
from reports.measures.question import Question
from reports.measures.remembered import remembered
from reports.period import Period
from reports.segment import UNKNOWN
from reports.source.source import Source

BY = {None: (), "district": ("district",), "group": ("group",), "both": ("district", "group")}
"""What it can be broken down by; ``group`` is a group of sections, ``both`` district and group."""
COUNTS = ("on_file", "contacted", "official")
RATES = ("completeness", "official_coverage", "coverage")
FIGURES = (*COUNTS, "confidential", *RATES)
MEMBERS = {
    OfficiallyCounted.CHAMBER: _.chamber.isin([Chamber.IHK.value, Chamber.BOTH.value]),
    OfficiallyCounted.CRAFT: _.is_craft,
}
"""Which of our firms are of the kind that is counted."""


@remembered
def register_completeness(
    source: Source, counted: OfficiallyCounted, year: int, by: str | None = None
) -> pd.DataFrame:
    """The dimensions and FIGURES, on 31 December of the year.

    ``on_file``: firms of the kind counted that were active that day; ``contacted``: those of them
    with a contact in the year. ``completeness`` is on_file / official, ``official_coverage``
    contacted / official, ``coverage`` contacted / on_file. ``official`` is None where nothing was
    counted, and where the count is ``confidential``: then there is no rate of it. Nor is there
    one of firms in no district or sector, which both sides leave over for reasons of their own.
    """
    if by not in BY or counted not in MEMBERS:
        possible = ", ".join(filter(None, BY))
        message = N_("Figures cannot be broken down by %(name)s. Possible: %(possible)s.")
        raise DomainError(message, name=by or counted, possible=possible)
    said = official(source, counted, year)
    ours = _on_file(source, counted, year, BY[by])
    rows = [_row(cell, ours.get(cell, (0, 0)), said) for cell in _cells(BY[by], ours, said)]
    frame = pd.DataFrame(rows, columns=["district", "group", *FIGURES], dtype="object")
    return frame[[*BY[by], *FIGURES]]


def _on_file(
    source: Source, counted: OfficiallyCounted, year: int, by: Iterable[str]
) -> dict[Cell, tuple[int, int]]:
    """Cell -> how many firms there were, and how many of them had a contact."""
    names = ["section" if name == "group" else name for name in by]
    day = Period.day(date(year, 12, 31))
    question = Question.of(source, day, Period.year(year), names)
    members = source.companies.filter(MEMBERS[counted]).select(company_id="id")
    met = question.per_firm(question.contacts, contacts=_.count())
    firms = question.base.join(members, "company_id").join(met, "company_id", how="left")
    figures: dict[str, Any] = {"firms": _.count(), "met": (_.contacts > 0).ifelse(1, 0).sum()}
    rows = firms.group_by(names).agg(**figures) if names else firms.agg(**figures)
    found: dict[Cell, tuple[int, int]] = {}
    for row in source.frame(rows).to_dict("records"):
        group = GROUP_OF.get(str(row.get("section")), UNKNOWN) if "section" in names else None
        cell = Cell(row.get("district"), group)
        before = found.get(cell, (0, 0))
        found[cell] = (before[0] + int(row["firms"]), before[1] + int(row["met"] or 0))
    return found


def _cells(by: Iterable[str], ours: Iterable[Cell], said: Iterable[Cell]) -> list[Cell]:
    """Those that either side has, by number and in the order of the groups, unknown last."""
    asked = {cell for cell in said if _is_asked(cell, by)}
    return sorted({*ours, *asked}, key=_order) or [Cell(None, None)]


def _is_asked(cell: Cell, by: Iterable[str]) -> bool:
    wanted = ("district" in by, "group" in by)
    return wanted == (cell.district is not None, cell.group is not None)


def _order(cell: Cell) -> tuple[bool, str, bool, int]:
    groups = [*SECTION_GROUPS]
    place = groups.index(cell.group) if cell.group in groups else len(groups)
    return cell.district == UNKNOWN, cell.district or "", cell.group == UNKNOWN, place


def _row(cell: Cell, ours: tuple[int, int], said: Any) -> dict[str, Any]:
    on_file, contacted = ours
    count = said.get(cell)
    under = None if UNKNOWN in cell else count
    return {
        "district": cell.district,
        "group": cell.group,
        "on_file": on_file,
        "contacted": contacted,
        "official": count,
        "confidential": cell in said and count is None,
        "completeness": _rate(on_file, under),
        "official_coverage": _rate(contacted, under),
        "coverage": _rate(contacted, on_file),
    }


def _rate(over: int, under: int | None) -> float | None:
    return over / under if under else None
