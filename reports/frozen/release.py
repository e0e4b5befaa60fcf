"""A report is released: made for publication out of rows that are kept from then on."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pyarrow as pa
from sqlalchemy import Connection

from crm.enums import N_
from crm.models import ReportSnapshot, SnapshotTable
from crm.models.base import utc_now
from reports.asked import Asked
from reports.build import Progress, Variant, build, write
from reports.catalogue import report_named
from reports.frozen.origins import NAME, read_origins
from reports.frozen.read_by import noting
from reports.frozen.since import Last, with_changes
from reports.frozen.tables import as_parquet, read, source_over
from reports.meta import Meta
from reports.period import Period
from reports.protect.earlier import Earlier
from reports.source.source import Source
from reports.translate import Translate
from reports.writers.book import Book, Release
from reports.writers.tables_json import tables

if TYPE_CHECKING:
    from reports.protect.audit import Audit


@dataclass(frozen=True)
class Order:
    """What is to be released, and in whose words."""

    report: str
    period: Period
    meta: Meta
    language: str
    translate: Translate


def release(
    connection: Connection,
    order: Order,
    progress: Progress | None = None,
    earlier: Sequence[Earlier] = (),
    before: Last | None = None,
) -> ReportSnapshot:
    """Not yet in a session. ``connection`` reads as of one moment; ``earlier`` are the releases
    with which it is held together, see reports.frozen.before, and ``before`` the last of the same
    report and period.
    """
    moment = utc_now()
    rows = read(connection)
    origins = read_origins(connection)
    with source_over(rows, "released") as kept:
        source, listener = noting(kept)
        book = _book(order, source, Variant.PUBLIC, progress, earlier)
        inside = _book(order, source, Variant.INTERNAL)
    figures = tables(book)
    text = json.dumps(figures, ensure_ascii=False, sort_keys=True)
    book = with_changes(_marked(book, order, text), before, order.translate)
    content = _file(book)
    audit = _audit(content, book, inside, order, earlier)
    values = [cell["value"] for table in figures["tables"] for cell in table["cells"]]
    assert book.release is not None
    return ReportSnapshot(
        mark=book.release.mark,
        report=order.report,
        title=book.title,
        first_day=order.period.first,
        last_day=order.period.last,
        as_of=order.meta.created_at.date(),
        language=order.language,
        author=book.author,
        software=order.meta.version,
        figures=text,
        hidden="\n".join(sorted(book.withheld)),
        numbers=len(values),
        withheld=values.count(None),
        counts=audit.numbers,
        confidential=audit.confidential,
        besides=audit.besides,
        narrowest=audit.narrowest,
        sha256=sha256(content).hexdigest(),
        file=content,
        released_at=moment,
        tables=list(_tables([*((name, rows[name]) for name in listener.tables), (NAME, origins)])),
    )


def _book(
    order: Order,
    source: Source,
    variant: Variant,
    progress: Progress | None = None,
    earlier: Sequence[Earlier] = (),
) -> Book:
    return build(
        order.report,
        source,
        order.period,
        meta=order.meta,
        translate=order.translate,
        language=order.language,
        variant=variant,
        progress=progress,
        earlier=earlier,
    )


def _audit(
    content: bytes, book: Book, inside: Book, order: Order, earlier: Sequence[Earlier]
) -> "Audit":
    """Slow to import what solves the programmes."""
    from reports.protect.audit import audited

    known = report_named(order.report).known
    assert known is not None, "else there is no variant for publication"
    asked = Asked(order.period, order.meta.created_at.date())
    return audited(content, book, inside, known(asked), earlier)


def _marked(book: Book, order: Order, figures: str) -> Book:
    mark = Release(uuid4().hex, sha256(figures.encode()).hexdigest())
    facts = (*book.facts, (order.translate(N_("Release")), mark.mark))
    return replace(book, release=mark, facts=facts)


def _file(book: Book) -> bytes:
    target = BytesIO()
    write(book, target)
    return target.getvalue()


def _tables(rows: Iterable[tuple[str, pa.Table]]) -> Iterable[SnapshotTable]:
    return (SnapshotTable(name=name, rows=as_parquet(table)) for name, table in rows)


def figures_of(snapshot: ReportSnapshot) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(snapshot.figures)["tables"]
    return found
