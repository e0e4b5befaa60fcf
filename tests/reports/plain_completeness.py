"""Register completeness once more, slowly, from the rows of an export."""

from datetime import date
from typing import Any

from tests.reports.plain import Plain, Row, overlap

GROUPS = {
    "B-F": ("B C D E F", "B C D E F"),
    "G": ("G", "G"),
    "H": ("H", "H"),
    "I": ("I", "I"),
    "J": ("J", "J K"),
    "K-N": ("K L M N", "L M N O"),
    "O-Q": ("O P Q", "P Q R"),
    "A,R-U": ("A R S T U", "A S T U V"),
}
"""Letters of WZ 2008 and of WZ 2025."""
OF = {"ihk": lambda firm: firm["chamber"] in ("ihk", "both"),
      "craft": lambda firm: firm["is_craft"] == "true"}  # fmt: skip


def completeness(plain: Plain, counted: str, year: int, by: str | None) -> list[Row]:
    day = date(year, 12, 31)
    ours: dict[Any, list[bool]] = {}
    for firm in plain.companies:
        if firm["merged_into_id"] or not OF[counted](firm):
            continue
        districts = {
            site["district_number"] or "unknown"
            for site in plain.sites_of[firm["id"]]
            if overlap(site["valid_from"], site["valid_to"], (day, day))
        }
        if not districts or not overlap(firm["founded_on"], firm["ended_on"], (day, day)):
            continue
        met = any(contact["day"].year == year for contact in plain.contacts[firm["id"]])
        group = _group(plain, firm["id"], day) if by in ("group", "both") else None
        for district in districts if by in ("district", "both") else [None]:
            ours.setdefault((district, group), []).append(met)
    said = _official(plain, counted, year)
    asked = {
        cell
        for cell in said
        if (cell[0] is not None) == (by in ("district", "both"))
        and (cell[1] is not None) == (by in ("group", "both"))
    }
    cells = sorted({*ours, *asked}, key=_order) or [(None, None)]
    return [_row(cell, ours.get(cell, []), said, by) for cell in cells]


def _row(cell: Any, firms: list[bool], said: Row, by: str | None) -> Row:
    count = said.get(cell)
    under = count if count and "unknown" not in cell else None
    figures = {
        "on_file": len(firms),
        "contacted": sum(firms),
        "official": count,
        "confidential": cell in said and count is None,
        "completeness": len(firms) / under if under else None,
        "official_coverage": sum(firms) / under if under else None,
        "coverage": sum(firms) / len(firms) if firms else None,
    }
    named = {"district": cell[0]} if by in ("district", "both") else {}
    return {**named, **({"group": cell[1]} if by in ("group", "both") else {}), **figures}


def _order(cell: Any) -> Any:
    district, group = cell
    place = [*GROUPS, "unknown", None].index(group)
    return district == "unknown", district or "", place


def _group(plain: Plain, firm: int, day: date) -> str:
    known = [fact for fact in plain.facts_of[firm] if fact["valid_from"] <= day]
    last = max(known, key=lambda fact: fact["valid_from"], default=None)
    if last is None or not last["wz_section"]:
        return "unknown"
    edition = 1 if last["wz_edition"] == "2025" else 0
    return next(name for name, ls in GROUPS.items() if last["wz_section"] in ls[edition].split())


def _official(plain: Plain, counted: str, year: int) -> dict[Any, int | None]:
    """A later row replaces an earlier one."""
    found: dict[Any, int | None] = {}
    for row in sorted(plain.official_counts, key=lambda one: one["id"]):
        if row["counted"] == counted and int(row["year"]) == year:
            place = {"city": None, "unassigned": "unknown", "district": row["district_number"]}
            cell = place[row["area"]], row["part"]
            found[cell] = None if row["value"] is None else int(row["value"])
    return found
