"""Where links lead: what goes to others begins with the setting, whatever Host a request names."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from crm import clock
from crm.models import Mail, Responsibility
from crm.web.public_address import address_for_reader, public_address
from tests.web.cast import Cast
from tests.web.test_public_booking import form_of
from tests.web.test_slots import consulting_day, cut

EVIL = {"base_url": "http://evil.example"}
OUTSIDE = "https://wirtschaft.stadt.example"


@pytest.fixture
def outside(app, monkeypatch) -> None:
    monkeypatch.setitem(app.config, "PUBLIC_URL", OUTSIDE)
    monkeypatch.setitem(app.config, "HAS_PUBLIC_URL", True)


def test_a_letter_never_believes_the_host_of_a_request(app, browser, db, cast: Cast) -> None:
    """A stranger books for somebody else's address under a name of their own choosing."""
    day = consulting_day(db, cast, clock.today() + timedelta(7))
    slot, _other = cut(db, cast, day, time(9))
    form = form_of(browser, day, slot, email="opfer@example.org")
    stranger = browser(None)
    page = stranger.client.get(f"/sprechtag/{day}", **EVIL).text
    form["csrf_token"] = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    answer = stranger.client.post(f"/sprechtag/{day}", data=form, **EVIL)
    assert answer.status_code == 302, answer.text
    db.rollback()
    (mail,) = db.scalars(select(Mail))
    assert "evil.example" not in mail.text + (mail.calendar or "")
    assert f"{app.config['PUBLIC_URL']}/sprechtag/termin/" in mail.text


def test_who_reads_it_themselves_is_led_where_they_are(app) -> None:
    with app.test_request_context(base_url="http://10.0.0.5:8080"):
        assert address_for_reader("HomeView.index") == "http://10.0.0.5:8080/"
        assert public_address("HomeView.index") == "http://127.0.0.1:8080/"


def test_once_the_setting_is_there_everything_begins_with_it(app, outside) -> None:
    with app.test_request_context(base_url="http://10.0.0.5:8080"):
        assert address_for_reader("HomeView.index") == f"{OUTSIDE}/"
        assert public_address("HomeView.index") == f"{OUTSIDE}/"


def test_outside_of_requests_there_is_the_setting_alone(app) -> None:
    with app.app_context():
        assert address_for_reader("HomeView.index") == "http://127.0.0.1:8080/"


def test_codes_and_cards_begin_with_the_setting(browser, db, cast: Cast, outside) -> None:
    shown = Responsibility(advisor_id=cast.advisors["anna"], topic_id=cast.topic, is_public=True)
    shown.valid_from = date(2020, 1, 1)
    db.add(shown)
    db.commit()
    card = f"/kontakt/person/{cast.advisors['anna']}/karte.vcf"
    assert OUTSIDE in browser(None).client.get(card, **EVIL).text
