"""A released report without the rows behind it: the figures of its first page, as one says."""

import json
from datetime import date
from typing import Any
from uuid import uuid4

from crm.models import ReportSnapshot
from reports.catalogue import report_named
from reports.report import KeyFigure, Report

USUAL = {"firms": 14_000, "small_firms": 13_000, "small_firm_coverage": 0.123, "contacts": 4_321}


def a_release(year: int = 2025, report: str = "coverage", **figures: Any) -> ReportSnapshot:
    """None stands for a figure that is withheld; what is not named the release does not say."""
    declared = report_named(report)
    said = {**USUAL, **figures} if report == "coverage" else figures
    tables = [
        _table(declared, one, said[one.name]) for one in declared.key_figures if one.name in said
    ]
    return ReportSnapshot(
        mark=uuid4().hex, report=report, title="Kontakte zu Unternehmen", language="de",
        first_day=date(year, 1, 1), last_day=date(year, 12, 31), as_of=date(year + 1, 1, 5),
        author="Ruth Ebel", software="1", figures=json.dumps({"tables": tables}), hidden="",
        numbers=len(tables), withheld=0, counts=0, confidential=0, besides=0, narrowest=None,
        sha256=uuid4().hex * 2, file=b"",
    )  # fmt: skip


def _table(report: Report, one: KeyFigure, value: Any) -> dict[str, Any]:
    sheet = next(each for each in report.sheets if each.key == one.sheet)
    column = next(each for each in sheet.columns if each.key == one.column)
    beside = {name: category for name, category in column.at if name not in sheet.dimensions}
    return {
        "sheet": sheet.key,
        "name": sheet.tab,
        "measure": column.counts or column.key,
        "by": [*sheet.dimensions, *beside],
        "cells": [{"key": [one.row, *beside.values()], "value": value}],
    }
