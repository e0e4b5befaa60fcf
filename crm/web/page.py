"""The base of our own screens."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, request
from flask_appbuilder import BaseView
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from crm.models.base import LARGEST_NUMBER
from crm.web.numbers import read_number


class Page(BaseView):
    """A screen that is not FAB's. Every route declares its permission:

    ``@expose("/...")``, ``@has_access``, ``@permission_name("show")`` from top to bottom.
    """

    default_view = "index"

    @property
    def session(self) -> Session:
        return current_app.appbuilder.session  # type: ignore[attr-defined]

    def find(
        self, model: type[Any], pk: int, scope: ColumnElement[bool] | None = None, *options: Any
    ) -> Any:
        """The row, or 404 for what is not there and for what is not the viewer's alike."""
        query = select(model).where(model.id == min(pk, LARGEST_NUMBER)).options(*options)
        if scope is not None:
            query = query.where(scope)
        return self.session.scalars(query).unique().first() or abort(404)

    def update_redirect(self) -> None:
        """FAB keeps a page history in the session on every GET; our pages have addresses."""


def page_of(count: int, size: int) -> int:
    """Which page of a list of known length is asked for, its last one at most."""
    return whole_number("page", 1, 1, max(1, -(-count // size)))


def whole_number(name: str, default: int, low: int, high: int) -> int:
    """A number from the address, kept within bounds; nonsense is the default."""
    text = request.args.get(name, "")
    if not (text.isascii() and text.isdigit()):
        return default
    number = read_number(text.lstrip("0") or 0)
    return high if number is None else max(low, min(number, high))
