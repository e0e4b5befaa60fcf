"""Who came, went and moved, as a page: narrowed down, exported, for those who see firms."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm.db import CrmSession
from crm.enums import EndReason, SiteKind
from crm.models import Company, Person, Site, Venture
from crm.services.move_site import add_site
from tests.web.cast import Cast
from tests.web.conftest import Browser

MAY = "/register/movements/?month=2026-05"


@pytest.fixture
def anna(browser, cast: Cast) -> Browser:
    return browser("anna")


@pytest.fixture(autouse=True)
def may(db: CrmSession, cast: Cast) -> None:
    """One began whose founder was advised, one ended, the bakery moved."""
    cafe = Company(name="Café Kern", founded_on=date(2026, 5, 4))
    cafe.sites.append(Site(kind=SiteKind.MAIN, district_id=cast.district, street="Breiter Weg"))
    gone = Company(name="Kiosk Ost", founded_on=date(2020, 1, 1), ended_on=date(2026, 5, 31))
    gone.end_reason = EndReason.INSOLVENCY
    founder = Person(last_name="Kern")
    db.add_all([cafe, gone, Venture(person=founder, company=cafe, became_on=date(2026, 5, 4))])
    db.flush()
    day = date(2026, 5, 15)
    moved = Site(company_id=cast.bakery, kind=SiteKind.MAIN, street="Hegelstraße", valid_from=day)
    add_site(db, moved)
    db.commit()


def test_all_of_a_month_with_its_numbers(anna: Browser) -> None:
    page = anna.get(f"{MAY}&_l_=en").text
    for words in ("Café Kern", "Kiosk Ost", "Insolvency", "Hegelstraße", "Founder advised here",
                  "Entered by people", "May 2026", "By district and size"):  # fmt: skip
        assert words in page, words
    assert page.count('<div class="tile-value">1</div>') == 3


def test_narrowed_down(anna: Browser, cast: Cast) -> None:
    begun = anna.get(f"{MAY}&kind=begun&district={cast.district}").text
    assert "Café Kern" in begun
    assert "Kiosk Ost" not in begun
    assert "Café Kern" not in anna.get(f"{MAY}&source=ihk-berlin").text
    assert "Café Kern" not in anna.get("/register/movements/?month=2026-06").text


@pytest.mark.parametrize("nonsense", ["month=mai", "month=2026-13", "kind=x", "district=x"])
def test_nonsense_is_refused(anna: Browser, nonsense: str) -> None:
    assert anna.get(f"/register/movements/?{nonsense}").status_code == 400


def test_as_a_file(anna: Browser) -> None:
    text = anna.get(f"{MAY.replace('?', 'export.csv?')}").data.decode("utf-8-sig")
    assert len(text.splitlines()) == 4
    assert "Kiosk Ost" in text
    assert anna.get(f"{MAY.replace('?', 'export.xlsx?')}").data[:2] == b"PK"


def test_the_usual_month_is_the_last_one_that_is_over(anna: Browser) -> None:
    last = date.today().replace(day=1) - timedelta(days=1)
    assert f'value="{last:%Y-%m}"' in anna.get("/register/movements/").text


def test_who_sees_no_firms_sees_no_movements(browser) -> None:
    for name in ("ruth", "carla"):
        assert browser(name).get(MAY).status_code in (302, 403)
