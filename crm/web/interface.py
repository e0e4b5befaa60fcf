"""FAB's data interface, made safe and fast once: see the decisions on lists and scope."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask_appbuilder.models.filters import Filters
from flask_appbuilder.models.sqla.interface import SQLAInterface
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Query

from crm.web.numbers import read_number

MAX_PAGE_SIZE = 100
COUNT_CAP = 10_000
SAYS_NOTHING = ("", "__None")
"""What an empty field of the search bar sends; the second is FAB's empty line of a select."""


class CrmInterface(SQLAInterface):
    """Scoped, with a capped count, bounded pages and eager loading.

    ``scope`` holds for every query and every get, also for those of bulk actions, which FAB
    sends without its base filters.
    """

    def __init__(
        self,
        obj: type[Any],
        session: Any = None,
        *,
        scope: Callable[[], ColumnElement[bool]] | None = None,
        eager: Sequence[Any] = (),
    ) -> None:
        self.scope, self.eager = scope, tuple(eager)
        super().__init__(obj, session)

    def get(self, id: Any, *args: Any, **kwargs: Any) -> Any:
        """None for what is no id, as for one that is not there."""
        pk = read_number(id)
        return None if pk is None else super().get(pk, *args, **kwargs)

    def apply_filters(self, query: Query[Any], filters: Filters | None) -> Query[Any]:
        query = super().apply_filters(query, filters and _said(filters))
        return query if self.scope is None else query.filter(self.scope())

    def query_count(
        self, query: Query[Any], filters: Filters | None = None, select_columns: Any = None
    ) -> int:
        """At most COUNT_CAP: counting on costs more than anybody learns from it."""
        filtered = self.apply_filters(query, self.get_inner_filters(filters)).order_by(None)
        ids = filtered.with_entities(self.get_pk()).limit(COUNT_CAP).subquery()
        return int(self.session.scalar(select(func.count()).select_from(ids)) or 0)

    def apply_all(self, query: Query[Any], *args: Any, **kwargs: Any) -> Query[Any]:
        columns = kwargs.get("select_columns") or (args[5] if len(args) > 5 else None)
        query = super().apply_all(query, *args, **kwargs)
        return query if columns else query.options(*self.eager)

    def apply_pagination(
        self, query: Query[Any], page: int | None, page_size: int | None
    ) -> Query[Any]:
        size = min(page_size or MAX_PAGE_SIZE, MAX_PAGE_SIZE)
        return super().apply_pagination(query, min(page or 0, COUNT_CAP // size), size)


def _said(filters: Filters) -> Filters:
    """Without those that say nothing, which FAB would look for as a value."""
    said = filters.copy()
    pairs = [pair for pair in filters.get_filters_values() if not _says_nothing(pair[1])]
    said.filters, said.values = [each for each, _ in pairs], [values for _, values in pairs]
    return said


def _says_nothing(values: Any) -> bool:
    return isinstance(values, list) and all(value in SAYS_NOTHING for value in values)
