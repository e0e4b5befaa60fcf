"""The history of imports: which files came in, and what became of every row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Response, send_file, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from crm.enums import N_, RowOutcome
from crm.models import ImportBatch, SourceRecord
from crm.register.reading.layout import Layout
from crm.register.reasons import all_told, told
from crm.register.refused_rows import common_reasons, refused_rows
from crm.web.filters import Filter
from crm.web.import_form import other_city
from crm.web.imports import SHOWN_REFUSALS
from crm.web.listing import Column, ListPage
from crm.web.register_sources import source_or_404, source_title
from crm.web.workbooks import XLSX

INTERRUPTED = N_("interrupted, nothing was kept")
"""What the history says of imports from before they were taken up again by themselves."""


def _batch_link(row: Any) -> str:
    return url_for("RegisterView.batch", pk=row.ImportBatch.id)


def batch_title(batch: ImportBatch) -> str:
    return gettext("Rows read again") if batch.is_replay else batch.file_name


def _count(name: str, label: Any) -> Column:
    return Column(name, label, lambda row: getattr(row.ImportBatch, name), kind="number")


def _state(row: Any) -> str:
    batch = row.ImportBatch
    if batch.undone_at:
        return gettext("taken back")
    return gettext(batch.message or batch.status.label)


class RegisterView(ListPage):
    route_base = "/register"
    class_permission_name = "Register"
    default_view_permission = "list"
    title = _("Register of firms")
    lead = _("Every file that came in, and what became of its rows.")
    empty = _("No file has come in yet. Begin with the chamber's list.")
    export_name = _("imports")
    base_order = ("created_at", "desc")
    columns = (
        Column("created_at", _("When"), lambda r: r.ImportBatch.created_at, "instant",
               ImportBatch.created_at, _batch_link, 1),
        Column("file_name", _("File"), lambda r: batch_title(r.ImportBatch), "text",
               ImportBatch.file_name, _batch_link, 1),
        Column("status", _("State"), _state),
        Column("source", _("Source"), lambda r: source_title(r.ImportBatch.source)),
        Column("as_of", _("Holds from"), lambda r: r.ImportBatch.as_of, "day", ImportBatch.as_of),
        _count("read", _("Rows")),
        _count("created", _("New")),
        _count("updated", _("Changed")),
        _count("unchanged", _("Unchanged")),
        _count("ended", _("Ended")),
        _count("refused", _("Refused")),
    )  # fmt: skip
    filters = (
        Filter("from", _("From"), lambda v: ImportBatch.as_of >= v, "day"),
    )  # fmt: skip

    def rows(self) -> Select[Any]:
        return select(ImportBatch)

    def actions(self) -> Iterator[tuple[str, Any, str]]:
        yield url_for("ImportView.new"), _("Read a file"), "upload"
        yield url_for("OfficialTables.index"), _("Official counts"), "clipboard"
        yield url_for("SiteList.index"), _("Sites in no district"), "map"
        yield url_for("MovementList.index"), _("Who came, went, moved"), "arrow-left-right"
        yield url_for("ReplayView.choose"), _("Read kept rows again"), "arrow-repeat"
        if self.appbuilder.sm.has_access("can_show", "Trust"):
            yield url_for("TrustView.show"), _("Order of trust"), "list-check"

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def batch(self, pk: int) -> str:
        batch = self.find(ImportBatch, pk)
        return str(
            self.render_template(
                "import_batch.html",
                title=batch_title(batch),
                batch=batch,
                source=source_title(batch.source),
                other_city=other_city(batch.source),
                reasons=[
                    (told(reason, gettext), count)
                    for reason, count in common_reasons(self.session, pk)
                ],
                notes=all_told(batch.notes, gettext),
                refused=self._refused(pk),
                shown=SHOWN_REFUSALS,
            )
        )

    def _refused(self, pk: int) -> list[dict[str, Any]]:
        refused = (
            select(SourceRecord)
            .where(SourceRecord.batch_id == pk, SourceRecord.outcome == RowOutcome.REFUSED)
            .order_by(SourceRecord.row_number)
            .limit(SHOWN_REFUSALS)
        )
        return [
            {
                "row": row.row_number,
                "column": row.column,
                "value": row.value,
                "reason": told(row.reason or "", gettext),
            }
            for row in self.session.scalars(refused)
        ]

    @expose("/<int:pk>/refused.csv")
    @has_access
    @permission_name("export")
    def refused(self, pk: int) -> Response:
        batch = self.find(ImportBatch, pk)
        stem = Path(batch.file_name).stem
        suffix = Layout.of(batch.layout, source_or_404(batch.source)).suffix
        return send_file(
            refused_rows(self.session, pk, gettext),
            mimetype=XLSX if suffix == ".xlsx" else "text/csv",
            as_attachment=True,
            download_name=f"{stem}-{_('refused')}{suffix}",
        )
