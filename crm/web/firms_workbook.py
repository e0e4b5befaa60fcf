"""A list of firms, given by their ids, as a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from flask import Response, send_file
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from crm.models import CompanyOverview
from crm.web.formats import label
from crm.web.languages import current_language
from reports.report import Column, Kind
from reports.writers.listing import write_xlsx

AT_ONCE = 500


def firms_workbook(session: Session, ids: Sequence[int], title: str) -> Response:
    """In the order of the ids; read in portions, so that it may be all firms of a city."""
    columns = [
        Column("id", _("Number"), Kind.CODE),
        Column("label", _("Firm"), Kind.TITLE),
        Column("size", _("Size"), Kind.LABEL),
        Column("wz_code", _("Sector"), Kind.CODE),
        Column("district", _("District"), Kind.LABEL),
        Column("address", _("Address"), Kind.TITLE),
        Column("last_contact_on", _("Last contact"), Kind.DATE),
    ]
    stream = io.BytesIO()
    rows = _rows(session, ids)
    write_xlsx(columns, rows, stream, title=title, language=current_language())
    stream.seek(0)
    return send_file(stream, as_attachment=True, download_name=f"{title}.xlsx")


def _rows(session: Session, ids: Sequence[int]) -> Iterator[list[Any]]:
    for start in range(0, len(ids), AT_ONCE):
        portion = ids[start : start + AT_ONCE]
        query = select(CompanyOverview).where(CompanyOverview.id.in_(portion))
        found = {
            o.id: o for o in session.scalars(query.options(joinedload(CompanyOverview.district)))
        }
        yield from (_cells(found[i]) for i in portion if i in found)
        session.expunge_all()


def _cells(firm: CompanyOverview) -> list[Any]:
    return [
        str(firm.id),
        firm.label,
        label(firm.size_band),
        firm.wz_code,
        str(firm.district or ""),
        firm.address,
        firm.last_contact_on,
    ]
