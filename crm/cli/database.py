"""Opening the database for a command: migrated, or refused with a sentence."""

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from crm.config import Settings
from crm.db import open_engine
from crm.enums import N_
from crm.errors import DomainError
from crm.migrations.run import is_current


def database(settings: Settings) -> Engine:
    """The configured database, which must have been set up by ``ansprechpartner init``."""
    engine = open_engine(settings.url)
    try:
        ready = is_current(engine)
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise DomainError(N_("The database cannot be reached: %(reason)s"), reason=reason) from None
    if not ready:
        raise DomainError(N_("The database is not set up. Run: ansprechpartner init"))
    return engine
