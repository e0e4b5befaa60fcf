"""Lists as declarations: columns, named filters, order; with paging, addresses and exports."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from flask import Response, abort, request, send_file, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from flask_babel import to_user_timezone
from sqlalchemy import Select, func, literal, select

from crm.web.filters import Filter
from crm.web.formats import show
from crm.web.interface import COUNT_CAP
from crm.web.languages import current_language
from crm.web.page import Page, whole_number
from reports import report
from reports.report import Kind
from reports.writers.listing import write_csv, write_xlsx

PAGE_SIZES = (25, 50, 100)
KEPT = ("order", "direction", "_l_")
"""Parameters of every list beside its filters, its page and that page's size."""
EXPORT_CHUNK = 5_000
EXPORT_KINDS = {
    "text": Kind.TITLE,
    "enum": Kind.LABEL,
    "number": Kind.COUNT,
    "euros": Kind.AMOUNT,
    "day": Kind.DATE,
    "days_ago": Kind.DATE,
    "instant": Kind.MOMENT,
    "phone": Kind.TITLE,
}


LOOKS = {"number": "is-number", "euros": "is-number", "day": "is-day", "days_ago": "is-days_ago"}


@dataclass(frozen=True)
class Column:
    """``value`` reads a row; ``order`` is what the database sorts by, None: not sortable.

    ``kind`` says how it is written: text, day, number, euros, enum, days_ago, phone.
    ``priority`` 1 is shown on the narrowest screen, 3 only on wide ones, 0 in exports alone.
    """

    name: str
    label: Any
    value: Callable[[Any], Any]
    kind: str = "text"
    order: Any = None
    link: Callable[[Any], str | None] | None = None
    priority: int = 2

    @property
    def look(self) -> str | None:
        """Its cells' classes: only those that the style sheet knows, for there are many cells."""
        kind = LOOKS.get(self.kind, "")
        return " ".join(filter(None, ("priority-3" if self.priority == 3 else "", kind))) or None


class ListPage(Page):
    """Subclasses declare what they list. ``rows`` is a Select of what the columns' values read."""

    title: ClassVar[Any]
    lead: ClassVar[Any] = ""
    empty: ClassVar[Any]
    """What to do when there is nothing."""
    columns: ClassVar[Sequence[Column]]
    filters: ClassVar[Sequence[Filter]] = ()
    sizes: ClassVar[Sequence[int]] = PAGE_SIZES
    """How many rows a page may have, the usual first."""
    base_order: ClassVar[tuple[str, str]]
    """(column name, "asc" or "desc")"""
    template = "list_page.html"
    export_name: ClassVar[str] = "list"

    def rows(self) -> Select[Any]:
        raise NotImplementedError

    def actions(self) -> Iterable[tuple[str, Any, str]]:
        """(address, label, icon) of the buttons above the list."""
        return ()

    @expose("/")
    @has_access
    @permission_name("list")
    def index(self) -> str:
        query = self.filtered()
        size = whole_number("size", self.sizes[0], 1, self.sizes[-1])
        page = whole_number("page", 1, 1, COUNT_CAP // size)
        ordered = self.ordered(query).limit(size).offset((page - 1) * size)
        return str(
            self.render_template(
                self.template,
                page_view=self,
                rows=self.session.execute(ordered).unique().all(),
                count=self.count(query),
                count_cap=COUNT_CAP,
                page=page,
                size=size,
                sizes=self.sizes,
                order=self.order(),
                title=self.title,
            )
        )

    @expose("/export.<any(xlsx, csv):suffix>")
    @has_access
    @permission_name("export")
    def export(self, suffix: str) -> Response:
        stream = io.BytesIO()
        shown = [report.Column(c.name, str(c.label), EXPORT_KINDS[c.kind]) for c in self.columns]
        if suffix == "xlsx":
            language = current_language()
            write_xlsx(shown, self._cells(), stream, title=str(self.title), language=language)
        else:
            write_csv(shown, self._cells(), stream)
        stream.seek(0)
        name = f"{_(self.export_name)}.{suffix}"
        return send_file(stream, as_attachment=True, download_name=name)

    def filtered(self) -> Select[Any]:
        query = self.rows()
        for each in self.filters:
            query = each.apply(query)
        return query

    def count(self, query: Select[Any]) -> int:
        """Without the columns, some of which are questions of their own."""
        bare = query.order_by(None).with_only_columns(literal(1), maintain_column_froms=True)
        counted = bare.limit(COUNT_CAP).subquery()
        return int(self.session.scalar(select(func.count()).select_from(counted)) or 0)

    def order(self) -> tuple[str, str]:
        name = request.args.get("order", self.base_order[0])
        direction = request.args.get("direction", self.base_order[1])
        sortable = {c.name for c in self.columns if c.order is not None}
        if name not in sortable or direction not in ("asc", "desc"):
            abort(400)
        return name, direction

    def ordered(self, query: Select[Any]) -> Select[Any]:
        name, direction = self.order()
        column = next(c.order for c in self.columns if c.name == name)
        by = column.desc() if direction == "desc" else column.asc()
        return query.order_by(by, *self.tie_breaker())

    def tie_breaker(self) -> Sequence[Any]:
        return ()

    def address(self, **changes: Any) -> str:
        """This list's address with some of its parameters changed; None takes one away."""
        kept = {**self._kept("size"), **changes}
        given: dict[str, Any] = {n: value for n, value in kept.items() if value is not None}
        return url_for(f"{self.endpoint}.index", **given)

    def export_address(self, suffix: str) -> str:
        return url_for(f"{self.endpoint}.export", suffix=suffix, **self._kept())

    def _kept(self, *more: str) -> dict[str, Any]:
        """The list's own parameters; what else stands in the address would steer url_for."""
        names = (*(each.name for each in self.filters), *KEPT, *more)
        return {name: request.args[name] for name in names if request.args.get(name)}

    def shown_columns(self) -> list[Column]:
        return [c for c in self.columns if c.priority]

    def _cells(self) -> Iterator[list[Any]]:
        query = self.ordered(self.filtered()).execution_options(yield_per=EXPORT_CHUNK)
        for row in self.session.execute(query):
            yield [self._cell(column, row) for column in self.columns]

    def _cell(self, column: Column, row: Any) -> Any:
        """As a workbook holds it: words for codes, the office's own time for instants."""
        value = column.value(row)
        if column.kind == "instant" and value is not None:
            return to_user_timezone(value).replace(tzinfo=None)
        return show(value) if column.kind == "enum" else value
