"""The city's day is the office's day, although the server's clock may be a day behind."""

import os
import time
from collections.abc import Iterator
from datetime import date, timedelta

import click
import pytest
from sqlalchemy.orm import Session

from crm import clock
from crm.cli.report_command import period_of
from crm.errors import DomainError
from crm.models import Company, CompanyOverview, Person, Position
from crm.register.take_in import take_in
from crm.services.find_person import find_people
from crm.services.refresh_overview import refresh_overview
from tests.register.conftest import ADDED

SERVERS, CITYS = "Pacific/Pago_Pago", "Pacific/Kiritimati"
"""25 hours apart: never the same day."""


@pytest.fixture
def a_day_behind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    usual = os.environ["TZ"]
    monkeypatch.setenv("ANSPRECHPARTNER_TIME_ZONE", CITYS)
    clock.zone.cache_clear()
    os.environ["TZ"] = SERVERS
    time.tzset()
    yield
    os.environ["TZ"] = usual
    time.tzset()
    clock.zone.cache_clear()


pytestmark = pytest.mark.usefixtures("a_day_behind")


def test_a_register_of_today_is_not_of_the_future(session: Session) -> None:
    assert clock.today() > date.today()
    result = take_in(session, ADDED, "ihk-berlin", as_of=clock.today(), dry_run=True)
    assert result.created == 1_825
    with pytest.raises(DomainError, match="is still to come"):
        take_in(session, ADDED, "ihk-berlin", as_of=clock.today() + timedelta(1))


def test_figures_up_to_today_are_not_of_the_future() -> None:
    assert period_of(clock.yesterday(), clock.today()).last == clock.today()
    with pytest.raises(click.BadParameter):
        period_of(clock.today() + timedelta(365), clock.today())


def test_who_left_yesterday_is_neither_found_nor_listed(session: Session) -> None:
    firm = Company(name="Tischlerei Kühn")
    left = Person(last_name="Lange")
    gone = clock.yesterday()
    session.add(Position(person=left, company=firm, function="Meister", valid_to=gone))
    session.flush()
    refresh_overview(session)
    assert "lange" not in session.get_one(CompanyOverview, firm.id).search_text
    assert not find_people(session, "", company_id=firm.id)
