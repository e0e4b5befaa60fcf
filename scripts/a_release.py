"""A released report in the demo city, and visits written down afterwards; for a picture."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from crm.cli.language import translations
from crm.cli.workbook import office_meta
from crm.clock import today
from crm.config import Settings
from crm.db import sessions
from crm.enums import InteractionKind, InteractionStatus, ParticipationStatus
from crm.models import Company, Interaction, Participation, ReportSnapshot
from crm.services.erase_interaction import erase_interaction
from crm.services.refresh_overview import refresh_overview
from reports.frozen.release import Order, release
from reports.period import Period
from reports.source.live import reading

VISITS = 12


@contextmanager
def a_release(engine: Engine, settings: Settings) -> Iterator[int]:
    """Its id; afterwards the city is as it was."""
    last_year = Period.year(today().year - 1)
    by = replace(office_meta(settings, engine), author="Ruth Berger")
    order = Order("coverage", last_year, by, "de", translations("de").ugettext)
    with reading(engine) as connection:
        snapshot = release(connection, order)
    with sessions(engine).begin() as session:
        session.add(snapshot)
        session.flush()
        pk, visits = snapshot.id, [visit.id for visit in _late_visits(session, last_year.last)]
    yield pk
    with sessions(engine).begin() as session:
        for visit in visits:
            erase_interaction(session, session.get_one(Interaction, visit))
        session.delete(session.get_one(ReportSnapshot, pk))


def _late_visits(session: Session, day: date) -> Iterator[Interaction]:
    firms = session.scalars(
        select(Company.id).where(Company.merged_into_id.is_(None), Company.ended_on.is_(None))
    ).all()
    for firm in firms[100 : 100 + VISITS]:
        visit = Interaction(
            kind=InteractionKind.VISIT,
            status=InteractionStatus.HELD,
            happened_on=day,
            title="Besuch, nachgetragen",
            participations=[Participation(company_id=firm, status=ParticipationStatus.ATTENDED)],
        )
        session.add(visit)
        session.flush()
        refresh_overview(session, [firm])
        yield visit
