"""Books and files of databases that are there for an audit alone."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path

from sqlalchemy import Engine

from crm.db import open_engine
from crm.migrations.run import upgrade
from reports.asked import Asked
from reports.build import build, write
from reports.catalogue import report_named
from reports.known import Known
from reports.meta import Meta
from reports.period import Period
from reports.source import Source
from reports.writers.book import Book

META = Meta("Magdeburg", "Wirtschaftsförderung", datetime(2026, 11, 23, 14, 5), "audit")
NARROW = 2
"""So far apart the smallest and the largest possible count of a dot have to be."""


def known(report: str, year: int) -> Known:
    said = report_named(report).known
    assert said is not None
    return said(Asked(Period.year(year), META.created_at.date()))


def book_of(report: str, source: Source, year: int) -> Book:
    return build(report, source, Period.year(year), meta=META, translate=str)


def file_of(book: Book) -> BytesIO:
    file = BytesIO()
    write(book, file)
    return file


def tables(folder: Path) -> Path:
    """Made once, to be copied."""
    file = folder / "tables.db"
    if not file.exists():
        with database(file):
            pass
    return file


@contextmanager
def database(file: Path, like: Path | None = None) -> Iterator[Engine]:
    if like:
        shutil.copy(like, file)
    engine = open_engine(f"sqlite:///{file}")
    upgrade(engine)
    yield engine
    engine.dispose()
