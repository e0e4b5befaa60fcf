"""Opening the database for a command: reached and of this version, or refused with a sentence."""

from pathlib import Path

from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import DBAPIError

from crm import __version__
from crm.cli.failures import cause
from crm.cli.language import _
from crm.config import Settings
from crm.db import open_engine
from crm.enums import N_
from crm.errors import DomainError
from crm.migrations.run import Standing, standing

NOT_SET_UP = N_("The database is not set up. Run: ansprechpartner init")
BEHIND = N_(
    "The database is of an earlier version than the program. Make a copy of it, then run:"
    " ansprechpartner init"
)
NEWER = N_(
    "The database was made by a newer version of the program than this one (%(version)s)."
    " Install that version."
)


def database(settings: Settings) -> Engine:
    """The configured database, which must have been set up by ``ansprechpartner init``."""
    file = _file(make_url(settings.url))
    if file is not None and not file.exists():
        raise DomainError(NOT_SET_UP)
    engine = open_engine(settings.url, must_exist=True)
    found = reach(engine)
    if found is not Standing.CURRENT:
        engine.dispose()
        raise DomainError(BEHIND if found is Standing.BEHIND else NOT_SET_UP)
    return engine


def reach(engine: Engine) -> Standing:
    """How the database stands; refused where it cannot be reached or is ahead of the program."""
    try:
        found = standing(engine)
    except DBAPIError as error:
        engine.dispose()
        raise _refusal(engine.url, error) from None
    if found is Standing.NEWER:
        engine.dispose()
        raise DomainError(NEWER, version=__version__)
    return found


def _refusal(address: URL, error: DBAPIError) -> DomainError:
    file, reason = _file(address), _(cause(error))
    if file is not None:
        return DomainError(N_("%(file)s cannot be used: %(reason)s"), file=file, reason=reason)
    place = address.set(drivername="postgresql", query={}).render_as_string(hide_password=True)
    return DomainError(
        N_(
            "The database cannot be reached at %(place)s: %(reason)s. Please check"
            " ANSPRECHPARTNER_DATABASE_URL and whether the server runs."
        ),
        place=place,
        reason=reason,
    )


def _file(address: URL) -> Path | None:
    """The embedded database's; None for a server."""
    is_file = address.get_backend_name() == "sqlite" and address.database
    return Path(str(address.database)) if is_file else None
