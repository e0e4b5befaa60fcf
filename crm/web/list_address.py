"""What FAB reads from an administration list's address, looked at before FAB reads it."""

from __future__ import annotations

import re
from typing import Any

from flask import abort, request

from crm.web.interface import SAYS_NOTHING
from crm.web.numbers import read_number

PAGING = re.compile(r"p(age|size)_")
FILTER = re.compile(r"_flt_(\d)_(.*)")
LAST_PAGE = 999_999
TICKED = "y"


def refuse_nonsense(view: Any) -> None:
    """400 for a page, an order or a filter that is none; ``view`` is a CrmView."""
    for name, value in request.args.items(multi=True):
        if PAGING.search(name) and not _is_page(value):
            abort(400)
        found = FILTER.search(name)
        if found and not _fits(view, int(found[1]), found[2], value):
            abort(400)
    order = request.args.get(f"_oc_{type(view).__name__}")
    if order and order not in view.order_columns:
        abort(400)


def _is_page(value: str) -> bool:
    number = read_number(value)
    return number is not None and number <= LAST_PAGE


def _fits(view: Any, place: int, column: str, value: str) -> bool:
    """FAB names a filter by its place among those of the column."""
    kinds, model = view._filters.get_search_filters().get(column, ()), view.datamodel
    if place >= len(kinds):
        return False
    if value in SAYS_NOTHING:
        return True
    if model.is_relation(column) or model.is_integer(column):
        return read_number(value) is not None
    return value == TICKED or not model.is_boolean(column)
