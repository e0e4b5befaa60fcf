"""A list of firms, given by their ids, as a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask import Response, send_file
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from crm.models import CompanyOverview
from crm.web.formats import label
from crm.web.languages import current_language
from crm.web.sectors import title_of_code
from crm.web.telephones import of_firms
from reports.report import Column, Kind
from reports.writers.listing import write_xlsx

AT_ONCE = 500


def firms_workbook(
    session: Session,
    ids: Sequence[int],
    title: str,
    called: str,
    reasons: Mapping[int, str] | None = None,
) -> Response:
    """In the order of the ids; read in portions, so that it may be all firms of a city.

    ``reasons`` say why each stands where it does, in a column of their own.
    """
    columns = [
        Column("id", _("Number of the firm"), Kind.CODE),
        Column("label", _("Firm"), Kind.TITLE),
        Column("phone", _("Telephone"), Kind.MONTH),
        Column("size", _("Size"), Kind.LABEL),
        Column("wz_code", _("WZ code"), Kind.CODE),
        Column("wz_edition", _("WZ edition"), Kind.CODE),
        Column("sector", _("Sector"), Kind.TITLE),
        Column("district", _("District"), Kind.LABEL),
        Column("address", _("Address"), Kind.TITLE),
        Column("last_contact_on", _("Last contact"), Kind.DATE),
    ]
    rows = _rows(session, ids)
    if reasons is not None:
        columns.append(Column("reasons", _("Why first"), Kind.TITLE))
        rows = ([*row, reasons.get(int(row[0]), "")] for row in rows)
    stream = io.BytesIO()
    write_xlsx(columns, rows, stream, title=title, language=current_language())
    stream.seek(0)
    return send_file(stream, as_attachment=True, download_name=called)


def _rows(session: Session, ids: Sequence[int]) -> Iterator[list[Any]]:
    for start in range(0, len(ids), AT_ONCE):
        portion = ids[start : start + AT_ONCE]
        query = select(CompanyOverview).where(CompanyOverview.id.in_(portion))
        found = {
            o.id: o for o in session.scalars(query.options(joinedload(CompanyOverview.district)))
        }
        phones = of_firms(session, portion)
        yield from (_cells(found[i], phones.get(i)) for i in portion if i in found)
        session.expunge_all()


def _cells(firm: CompanyOverview, phone: str | None) -> list[Any]:
    return [
        str(firm.id),
        firm.label,
        phone,
        label(firm.size_band),
        firm.wz_code,
        firm.wz_edition and firm.wz_edition.value,
        title_of_code(firm.wz_code, firm.wz_edition),
        str(firm.district or ""),
        firm.address,
        firm.last_contact_on,
    ]
