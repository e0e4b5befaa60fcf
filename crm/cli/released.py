"""``ansprechpartner report NAME --release``: published, and kept with what it was counted from."""

from collections.abc import Callable
from pathlib import Path

import click
from sqlalchemy import Engine

from crm.cli.failures import reason
from crm.cli.language import _, language, translations
from crm.cli.progress_bar import bar
from crm.cli.workbook import office_meta
from crm.config import Settings
from crm.db import sessions
from crm.enums import N_
from crm.errors import DomainError
from crm.models import ReportSnapshot
from reports.frozen.before import last_release, released_before
from reports.frozen.release import Order, release
from reports.period import Period
from reports.source.live import reading


def release_report(
    name: str, period: Period, out: Path, settings: Settings, engine: Engine
) -> ReportSnapshot:
    """It is kept only once the file is written."""
    order = Order(name, period, office_meta(settings, engine), language(), _)
    with sessions(engine)() as session:
        earlier = released_before(session, name, period)
        last = last_release(session, name, period, language(), _)
    with bar(_("Choosing"), quiet=False) as progress, reading(engine) as connection:
        snapshot = release(connection, order, progress, earlier, last)
    with sessions(engine).begin() as session:
        session.add(snapshot)
        session.flush()
        _save(snapshot, out)
        session.expunge_all()
    click.echo(_("Written: %(file)s") % {"file": out}, err=True)
    return snapshot


def _save(snapshot: ReportSnapshot, out: Path) -> None:
    try:
        out.write_bytes(snapshot.file)
    except OSError as error:
        message = N_("%(file)s cannot be written: %(reason)s")
        raise DomainError(message, file=out, reason=reason(error)) from None


def in_words_of(snapshot: ReportSnapshot) -> Callable[[str], str]:
    """The language in which it was released."""
    known = translations(snapshot.language)
    return lambda message: str(known.ugettext(message)) if message else message
