"""Reads rows for the API: scoped, bounded, in a whitelisted order, with what belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from crm.web.interface import COUNT_CAP, CrmInterface

Condition = ColumnElement[bool]


class ApiInterface(CrmInterface):
    """``joins`` are relations to one row whose columns are filtered and sorted by."""

    def __init__(self, obj: type[Any], *, joins: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(obj, **kwargs)
        self.joins = tuple(joins)

    def rows(self, *conditions: Condition) -> Select[Any]:
        query = select(self.obj)
        for relation in self.joins:
            query = query.outerjoin(relation)
        if self.scope is not None:
            query = query.where(self.scope())
        return query.where(*conditions)

    def count(self, *conditions: Condition) -> int:
        """At most COUNT_CAP."""
        ids = self.rows(*conditions).with_only_columns(self.obj.id).limit(COUNT_CAP).subquery()
        return int(self.session.scalar(select(func.count()).select_from(ids)) or 0)

    def page(
        self, conditions: Sequence[Condition], order: Any, descending: bool, page: int, size: int
    ) -> list[Any]:
        """Nothing comes last on both databases; equal ones stand by id, so that pages fit."""
        by = order.desc() if descending else order.asc()
        if getattr(order.expression, "nullable", False):
            by = by.nulls_last()
        query = self.rows(*conditions).order_by(by, self.obj.id)
        query = query.options(*self.eager).limit(size).offset(page * size)
        return list(self.session.scalars(query).unique())

    def one(self, pk: int, *options: Any) -> Any | None:
        query = self.rows(self.obj.id == pk).options(*(options or self.eager))
        return self.session.scalars(query).unique().first()
