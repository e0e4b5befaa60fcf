"""The lists that can be read: registers written down here, and tables that people explained."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import N_, RowsAre
from crm.errors import DomainError
from crm.models import District, ImportMapping
from crm.register.contacts.table import contact_table
from crm.register.mapping.as_source import PREFIX, source_of
from crm.register.source import Origin, Source
from crm.register.sources import SOURCES


def find_origin(session: Session, name: str) -> Origin:
    """DomainError where there is none."""
    origin = SOURCES.get(name) or _table(session, name)
    if origin is None:
        known = ", ".join(each.name for each in all_origins(session))
        message = N_("There is no source %(name)s. There is: %(known)s.")
        raise DomainError(message, name=name, known=known)
    return origin


def find_source(session: Session, name: str) -> Source:
    """The same of one whose rows are firms."""
    origin = find_origin(session, name)
    if not isinstance(origin, Source):
        message = N_("%(name)s lists contacts: they say nothing of size and sector.")
        raise DomainError(message, name=origin.title)
    return origin


def all_origins(session: Session) -> list[Origin]:
    mappings = session.scalars(select(ImportMapping).order_by(ImportMapping.name))
    districts = _districts(session)
    return [*SOURCES.values(), *(_origin(mapping, districts) for mapping in mappings)]


def all_sources(session: Session) -> list[Source]:
    """Those whose rows are firms."""
    return [origin for origin in all_origins(session) if isinstance(origin, Source)]


def _table(session: Session, name: str) -> Origin | None:
    prefix, _, number = name.partition(PREFIX)
    mapping = session.get(ImportMapping, int(number)) if not prefix and number.isdigit() else None
    return _origin(mapping, _districts(session)) if mapping else None


def _origin(mapping: ImportMapping, districts: Mapping[str, str]) -> Origin:
    if mapping.rows_are is RowsAre.CONTACTS:
        return contact_table(mapping, f"{PREFIX}{mapping.id}")
    return source_of(mapping, districts)


def _districts(session: Session) -> dict[str, str]:
    rows = session.execute(select(District.name, District.number))
    return {row.name: row.number for row in rows}
