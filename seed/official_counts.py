"""The official numbers of 2023, with what was withheld filled in, and what we have beside them."""

from datetime import date
from functools import cache
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from crm.clock import today
from crm.enums import SiteKind, WzEdition
from crm.models import Company, CompanyFact, District, Site
from crm.rules.official_parts import LETTERS_2008, LETTERS_2025
from seed.margins import Cell, fill
from seed.sources import rows

GROUPS = ("B-F", "G", "H", "I", "J", "K-N", "O-Q", "A_and_R-U")
CRAFT = "craft"
UNASSIGNED = "unassigned"
SECTIONS = {
    WzEdition.WZ_2008: tuple(LETTERS_2008.values()),
    WzEdition.WZ_2025: tuple(LETTERS_2025.values()),
}
"""Sections per group, in the order of GROUPS."""


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
    inner = {c: count for c, count in printed().items() if c[0] != "city" and c[1] in GROUPS}
    known = {cell: count for cell, count in inner.items() if count is not None}
    withheld = [cell for cell, count in inner.items() if count is None]
    return known | fill(*_missing(known), withheld)


def _missing(known: dict[Cell, int]) -> tuple[dict[str, int], dict[str, int]]:
    """What the known cells lack to the totals of districts, and to those of groups."""
    totals = {cell: count or 0 for cell, count in printed().items()}
    districts = {district: totals[district, "total"] for district, _group in known}
    groups = {group: totals["city", group] for group in GROUPS}
    for (district, group), count in known.items():
        districts[district] -= count
        groups[group] -= count
    return districts, groups


def comparison(session: Session, on: date | None = None) -> pd.DataFrame:
    """Columns district, group, official, here; official is missing where it was withheld.

    A row per district and group of sections for the chamber of commerce's firms, their totals,
    the city's, and per district the craft firms (group ``craft``).
    """
    official = {**printed(), **{(district, CRAFT): count for district, count in craft().items()}}
    official["city", CRAFT] = sum(craft().values())
    here = _with_totals(_counted(session, on or today()))
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
