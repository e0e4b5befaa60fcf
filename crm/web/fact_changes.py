"""Firms whose size or sector a long work changes: some on the page, all to be downloaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from flask import Response, abort, send_file
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from crm.services.compare_facts import FIELDS, Difference, firms
from crm.services.told_differences import told_differences
from crm.web.formats import day
from crm.web.jobs.files import file_of
from reports.report import Column, Kind
from reports.writers.csv import write_csv

SHOWN = 100
COLUMNS = (
    ("company_id", _("Number on file"), Kind.COUNT),
    ("firm", _("Firm"), Kind.TITLE),
    ("field", _("What"), Kind.TITLE),
    ("from", _("Holds from"), Kind.DATE),
    ("before", _("So far"), Kind.TITLE),
    ("after", _("From now on"), Kind.TITLE),
)


def told(session: Session, key: str, found: Sequence[Difference]) -> dict[str, Any]:
    """What a job gives back of it; the whole list is kept beside the job's state for a day."""
    counts = {name: firms(found, name) for name in FIELDS}
    some = [
        {**each, "day": day(date.fromisoformat(each["from"]))}
        for each in islice(told_differences(session, found, gettext), SHOWN)
    ]
    if found:
        _keep(session, key, found)
    return {"firms": firms(found), **counts, "rows": len(found), "some": some}


def _keep(session: Session, key: str, found: Sequence[Difference]) -> None:
    columns = [Column(name, str(label), kind) for name, label, kind in COLUMNS]
    rows = (_cells(each) for each in told_differences(session, found, gettext))
    write_csv(columns, rows, _path(key))


def _cells(row: Mapping[str, Any]) -> list[Any]:
    cells = {**row, "from": date.fromisoformat(row["from"])}
    return [cells[name] for name, _label, _kind in COLUMNS]


def _path(key: str) -> Path:
    return file_of(key).with_suffix(".csv")


def download(key: str) -> Response:
    """The list of a job that the viewer may see; 404 when a day has passed."""
    path = _path(key)
    if not path.exists():
        abort(404)
    name = gettext("changed firms")
    return send_file(path, mimetype="text/csv", as_attachment=True, download_name=f"{name}.csv")
