"""The ``--out`` part of ``ansprechpartner report``: a whole report, as a workbook in a file."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from crm import __version__
from crm.cli.failures import reason
from crm.cli.language import _, language
from crm.clock import zone
from crm.config import Settings
from crm.enums import N_
from crm.errors import DomainError
from crm.services.outlines import outlines
from reports.build import Variant, build, write
from reports.meta import Meta
from reports.period import Period
from reports.protect.earlier import Earlier
from reports.source import Source
from reports.source.live import reading
from reports.writers.book import Book


def made_book(
    name: str,
    source: Source,
    period: Period,
    meta: Meta,
    *,
    variant: Variant = Variant.INTERNAL,
    include_advisors: bool = False,
    earlier: Sequence[Earlier] = (),
) -> Book:
    """In the command's language."""
    return build(
        name,
        source,
        period,
        meta=meta,
        translate=_,
        language=language(),
        variant=variant,
        include_advisors=include_advisors,
        earlier=earlier,
    )


def save_workbook(book: Book, out: Path) -> None:
    """Refused with a sentence where the file cannot be written."""
    try:
        write(book, out)
    except OSError as error:
        message = N_("%(file)s cannot be written: %(reason)s")
        raise DomainError(message, file=out, reason=reason(error)) from None


def office_meta(settings: Settings, engine: Engine) -> Meta:
    with reading(engine) as connection:
        return Meta(
            settings.city,
            settings.office,
            datetime.now(zone()).replace(tzinfo=None),
            __version__,
            arms=settings.arms,
            outlines=outlines(connection),
        )
