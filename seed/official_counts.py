"""The official numbers of 2023, with what was withheld filled in, and what we have beside them.

The published table withholds cells (``.``). They are filled so that rows, columns, the city and
the firms without a district all add up, each with at least 1 (zeros are printed) and the largest
as small as possible: whatever is confidential is small.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from crm.enums import SiteKind, WzEdition
from crm.models import Company, CompanyFact, District, Site
from seed.sources import rows

GROUPS = ("B-F", "G", "H", "I", "J", "K-N", "O-Q", "A_and_R-U")
CRAFT = "craft"
UNASSIGNED = "unassigned"
SECTIONS = {
    WzEdition.WZ_2008: ("BCDEF", "G", "H", "I", "J", "KLMN", "OPQ", "ARSTU"),
    WzEdition.WZ_2025: ("BCDEF", "G", "H", "I", "JK", "LMNO", "PQR", "ASTUV"),
}
"""Sections per group, in the order of GROUPS; WZ 2025 split J and moved the letters after it."""

Cell = tuple[str, str]


def group_of(section: str, edition: WzEdition) -> str:
    found = (at for at, letters in enumerate(SECTIONS[edition]) if section in letters)
    return GROUPS[next(found)]


@cache
def printed() -> dict[Cell, int | None]:
    """(district, group) -> count, None where it is withheld; districts, unassigned and city."""
    return {
        (row["district_number"], group): None if row[group] == "." else int(row[group])
        for row in rows("ihk_companies_2023")
        for group in (*GROUPS, "total")
    }


@cache
def craft() -> dict[str, int]:
    """Craft firms per district. The printed rows add up to the city: the others have none."""
    return {
        row["district_number"]: int(row["total"])
        for row in rows("craft_firms_2023")
        if row["district_number"] != "city"
    }


@cache
def filled() -> dict[Cell, int]:
    """(district, group) -> count of firms of the chamber of commerce, every cell known."""
    known = {cell: count for cell, count in printed().items() if cell[1] in GROUPS}
    known = {cell: count for cell, count in known.items() if cell[0] != "city"}
    withheld = [cell for cell, count in known.items() if count is None]
    return {cell: count for cell, count in known.items() if count is not None} | _solve(withheld)


def _solve(withheld: list[Cell]) -> dict[Cell, int]:
    for most in range(1, 100):
        solution = _Margins(withheld, most).solution()
        if solution:
            return solution
    raise ValueError("The published table contradicts itself.")


class _Margins:
    """A flow from rows to columns: each withheld cell carries 1 to ``most``."""

    def __init__(self, withheld: list[Cell], most: int) -> None:
        self.most = most
        self.cells = dict.fromkeys(withheld, 1)
        self.rows = {cell[0]: _left(district=cell[0]) for cell in withheld}
        self.columns = {cell[1]: _left(group=cell[1]) for cell in withheld}
        for district, group in withheld:
            self.rows[district] -= 1
            self.columns[group] -= 1

    def solution(self) -> dict[Cell, int] | None:
        if min([*self.rows.values(), *self.columns.values()]) < 0:
            return None
        for district, left in self.rows.items():
            if not all(self._place(district, set()) for _unit in range(left)):
                return None
        return self.cells

    def _place(self, district: str, seen: set[str]) -> bool:
        """One more in this row, if need be by moving another row's unit to another column."""
        for group in self._columns_with_room(district, seen):
            seen.add(group)
            if self.columns[group] > 0:
                self.columns[group] -= 1
                self.cells[district, group] += 1
                return True
            if self._push_out(district, group, seen):
                return True
        return False

    def _columns_with_room(self, district: str, seen: set[str]) -> Iterator[str]:
        for (row, group), count in list(self.cells.items()):
            if row == district and group not in seen and count < self.most:
                yield group

    def _push_out(self, district: str, group: str, seen: set[str]) -> bool:
        for (other, column), count in list(self.cells.items()):
            if column == group and other != district and count > 1:
                self.cells[other, group] -= 1
                self.cells[district, group] += 1
                if self._place(other, seen):
                    return True
                self.cells[other, group] += 1
                self.cells[district, group] -= 1
        return False


def _left(district: str | None = None, group: str | None = None) -> int:
    """What is missing to a row's or a column's total."""
    table = printed()
    total = table[district or "city", group or "total"] or 0
    for (row, column), count in table.items():
        if row != "city" and column != "total" and (row == district or column == group):
            total -= count or 0
    return total


def comparison(session: Session, on: date | None = None) -> pd.DataFrame:
    """Columns district, group, official, here; official is missing where it was withheld.

    A row per district and group of sections for the chamber of commerce's firms, their totals,
    the city's, and per district the craft firms (group ``craft``).
    """
    official = {**printed(), **{(district, CRAFT): count for district, count in craft().items()}}
    official["city", CRAFT] = sum(craft().values())
    here = _with_totals(_counted(session, on or date.today()))
    cells = sorted({*official, *here})
    frame = pd.DataFrame(cells, columns=["district", "group"])
    frame["official"] = pd.array([official.get(cell) for cell in cells], dtype="Int64")
    frame["here"] = [here.get(cell, 0) for cell in cells]
    return frame


def _counted(session: Session, on: date) -> dict[Cell, int]:
    """Firms whose sector nobody knows count in no group."""
    counts: dict[Cell, int] = {}
    for district, is_craft, section, edition, count in session.execute(_active_stock(on)):
        if is_craft or (section and edition):
            group = CRAFT if is_craft else group_of(section or "", edition or WzEdition.WZ_2008)
            cell = (district or UNASSIGNED, group)
            counts[cell] = counts.get(cell, 0) + count
    return counts


def _active_stock(on: date) -> Select[str, bool, str | None, WzEdition | None, int]:
    """Active firms by the district of their main site and by their section on that day."""
    columns = (District.number, Company.is_craft, CompanyFact.wz_section, CompanyFact.wz_edition)
    return (
        select(*columns, func.count())
        .select_from(Company)
        .join(Site, (Site.company_id == Company.id) & (Site.kind == SiteKind.MAIN))
        .outerjoin(District, Site.district_id == District.id)
        .join(CompanyFact, CompanyFact.company_id == Company.id)
        .where(
            _holds(Company.founded_on, Company.ended_on, on),
            _holds(Site.valid_from, Site.valid_to, on),
            _holds(CompanyFact.valid_from, CompanyFact.valid_to, on),
        )
        .group_by(*columns)
    )


def _holds(
    begun: InstrumentedAttribute[Any], ended: InstrumentedAttribute[date | None], on: date
) -> ColumnElement[bool]:
    return or_(begun.is_(None), begun <= on) & or_(ended.is_(None), ended >= on)


def _with_totals(counts: dict[Cell, int]) -> dict[Cell, int]:
    found = dict(counts)
    for (district, group), count in counts.items():
        sums = [("city", group)]
        if group != CRAFT:
            sums += [(district, "total"), ("city", "total")]
        for cell in sums:
            found[cell] = found.get(cell, 0) + count
    return found
