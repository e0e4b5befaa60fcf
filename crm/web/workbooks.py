"""Workbooks on their way to a browser: who made them, and the file."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

from flask import Response, current_app, g, send_file

from crm import __version__
from crm.clock import zone
from crm.services.outlines import outlines
from reports.build import write
from reports.meta import Meta, Outlines
from reports.source.live import reading
from reports.writers.book import Book

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {".xlsx": XLSX, ".zip": "application/zip", ".pdf": "application/pdf"}


def meta() -> Meta:
    """From whoever asks."""
    return replace(meta_of(), author=author())


def author() -> str:
    return f"{g.user.first_name} {g.user.last_name}"


def meta_of() -> Meta:
    return Meta(
        city=current_app.config["CITY"],
        office=current_app.config["OFFICE"],
        created_at=datetime.now(UTC).astimezone(zone()).replace(tzinfo=None),
        version=__version__,
        arms=current_app.config["ARMS"],
        outlines=_outlines(),
    )


def _outlines() -> Outlines:
    with reading(current_app.extensions["crm_engine"]) as connection:
        return outlines(connection)


def sent_workbook(book: Book, called: str) -> Response:
    return _sent(book, called, ".xlsx")


def sent_tables(book: Book, called: str) -> Response:
    """The same as CSV, in one archive."""
    return _sent(book, called, ".zip")


def _sent(book: Book, called: str, kind: str) -> Response:
    stream = io.BytesIO()
    write(book, stream, kind)
    stream.seek(0)
    return send_file(stream, mimetype=TYPES[kind], as_attachment=True, download_name=called)
