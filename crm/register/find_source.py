"""The registers that can be read: those written down here, and tables that people explained."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import N_
from crm.errors import DomainError
from crm.models import District, ImportMapping
from crm.register.mapping.as_source import PREFIX, source_of
from crm.register.source import Source
from crm.register.sources import SOURCES


def find_source(session: Session, name: str) -> Source:
    """DomainError where there is none."""
    source = SOURCES.get(name) or _of_a_table(session, name)
    if source is None:
        known = ", ".join(each.name for each in all_sources(session))
        message = N_("There is no source %(name)s. There is: %(known)s.")
        raise DomainError(message, name=name, known=known)
    return source


def all_sources(session: Session) -> list[Source]:
    mappings = session.scalars(select(ImportMapping).order_by(ImportMapping.name))
    districts = _districts(session)
    return [*SOURCES.values(), *(source_of(mapping, districts) for mapping in mappings)]


def _of_a_table(session: Session, name: str) -> Source | None:
    prefix, _, number = name.partition(PREFIX)
    mapping = session.get(ImportMapping, int(number)) if not prefix and number.isdigit() else None
    return source_of(mapping, _districts(session)) if mapping else None


def _districts(session: Session) -> dict[str, str]:
    rows = session.execute(select(District.name, District.number))
    return {row.name: row.number for row in rows}
