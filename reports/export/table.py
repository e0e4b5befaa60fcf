"""How a table of the export is declared: its columns, where they come from, what they mean."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.selectable import FromClause

Origin = ColumnElement[Any] | InstrumentedAttribute[Any]


@dataclass(frozen=True)
class Column:
    """``personal``: it names or may describe a person, so it is left out unless asked for."""

    name: str
    origin: Origin
    note: str
    personal: bool = False

    @property
    def type(self) -> type:
        """The Python type of its values: bool, int, float, date, datetime, time or str."""
        python: type = self.origin.type.python_type
        return str if issubclass(python, str) else python


@dataclass(frozen=True)
class Table:
    """``order`` is unique, so that the same data makes the same file."""

    name: str
    note: str
    columns: tuple[Column, ...]
    order: tuple[Origin, ...]
    rows_of: FromClause | None = None
    personal: bool = False
    only: ColumnElement[bool] | None = None
    """Rows that are not for everybody who reads the export stay away."""

    def shown(self, personal_data: bool) -> tuple[Column, ...]:
        return tuple(one for one in self.columns if personal_data or not one.personal)

    def query(self, personal_data: bool) -> Select[Any]:
        query = select(*(one.origin.label(one.name) for one in self.shown(personal_data)))
        if self.rows_of is not None:
            query = query.select_from(self.rows_of)
        if self.only is not None:
            query = query.where(self.only)
        return query.order_by(*self.order)
