"""Figures of a period for people, in columns: names instead of codes, and the rate beside them."""

from collections.abc import Mapping
from typing import Any

from babel.numbers import format_decimal, format_percent

from crm.cli.language import _, language
from crm.enums import N_
from reports.measures.coverage import FIGURES
from reports.measures.dimensions import DIMENSIONS

HEADS = {
    "companies": N_("Firms"),
    "individual": N_("Individually"),
    "events_only": N_("Events only"),
    "none": N_("No contact"),
    "rate": N_("Contact coverage"),
    "contacts": N_("Contacts"),
    "visits": N_("Visits"),
}
Names = Mapping[str, Mapping[Any, str]]


def table(found: dict[str, Any], names: Names) -> str:
    """``found`` is what ``answer`` gives; ``names`` has the codes of each dimension in it."""
    by = found["by"]
    heads = [*(_(DIMENSIONS[name].label) for name in by), *(_(text) for text in HEADS.values())]
    total = {name: _("Total") if i == 0 else "" for i, name in enumerate(by)} | found["total"]
    rows = [_cells(row, by, names) for row in (*found["rows"], total)]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    return "\n".join(_line(row, widths, len(by)) for row in (heads, *rows))


def _cells(row: dict[str, Any], by: list[str], names: Names) -> list[str]:
    said = [names[name].get(row[name], str(row[name])) for name in by]
    counts = {name: format_decimal(row[name], locale=language()) for name in FIGURES}
    return said + [counts[name] if name in counts else _rate(row) for name in HEADS]


def _rate(row: dict[str, Any]) -> str:
    if not row["companies"]:
        return "–"
    share = (row["individual"] + row["events_only"]) / row["companies"]
    return format_percent(share, "#,##0.0 %", locale=language())


def _line(row: list[str], widths: list[int], labels: int) -> str:
    cells = (
        cell.ljust(width) if i < labels else cell.rjust(width)
        for i, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells).rstrip()
