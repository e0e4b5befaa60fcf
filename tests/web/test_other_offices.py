"""A clerk of a citizens' office and a chamber's referrer try every door there is, counted.

Which role may open which route is walked in test_routes; here somebody who may open the counter
tries to see what is not theirs: other ids, other words, other formats, other people's calendars.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import IntegerConverter, Rule

from crm.models import CalendarFeed, Company, Inquiry, JointEvaluation, Login, Partner
from crm.permissions import COUNTER, may
from crm.web.feed_calendar import address_of
from tests.web.cast import PASSWORD, Cast, question
from tests.web.test_routes import is_open, permission_of, rules, some_value, view_of

OURS = {"citizens_office": "UNSERE-ANFRAGE-AM-SCHALTER", "chamber": "UNSERE-ANFRAGE-DER-KAMMER"}
SECRETS = (
    "Schild an der Fassade", "Ofen zu alt", "GEHEIM", "Förderliste", "Karin", "Ines Uhlig",
    "Sommeraktion", "HRB 4711", "WORTE-DER-ANDEREN",
)  # fmt: skip
"""What stands in the city of the cast and is for the office alone, or for the other side."""
WORDS = ("Schild", "GEHEI", "Kari", "Ines", "Sommer", "4711", "ANFRAGE", "%", "_", "bäck", "a")
"""None of them says a secret whole: a page repeats what it was asked for."""
SEARCHED = ("/search/", "/search/suggest", "/counter/", "/counter/suggest", "/counter/list/",
            "/companies/", "/people/", "/contacts/", "/inquiries/list/", "/partners/",
            "/kontakt/", "/kontakt/rahmen")  # fmt: skip
API = ("companies", "people", "interactions", "follow-ups", "inquiries", "red-flags", "materials",
       "handouts", "campaigns", "funding", "funding-programmes", "slots", "bookings", "founders",
       "series", "coverage", "response", "yield")  # fmt: skip
WITHOUT_DATA = ("appbuilder.static", "OpenApi.get")
"""The API's description names what it gives to others, with examples that nobody lives by."""
FILES = ("export", ".xlsx", ".zip", ".csv", ".docx", ".ics", ".pdf", "letters")
QUARTER = "2026-Q3"
MOST = 12
"""Numbers below the highest that are tried."""


class Visit:
    """What somebody asks, what they were asked for by kind, and what they should not have seen."""

    def __init__(self, client, secrets: tuple[str, ...]) -> None:
        self.client, self.secrets = client, secrets
        self.asked: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        self.seen: list[str] = []

    def ask(self, kind: str, address: str, **more: object) -> int:
        answer = self.client.get(address, **more)
        self.asked[kind] += 1
        self.answered[kind] += answer.status_code == 200
        told = answer.data.decode("utf-8", "replace")
        self.seen += [f"{address}: {secret}" for secret in self.secrets if secret in told]
        if answer.status_code >= 500:
            self.seen.append(f"{address}: {answer.status_code}")
        return answer.status_code


@pytest.fixture(params=OURS)
def visit(request, app: Flask, browser, db, cast: Cast) -> Iterator[Visit]:
    """Somebody of the one office; the other one has its inquiries and its words, too. How often
    they asked is told with the test, as in the file of ``--junitxml``.
    """
    chamber = Partner(name="Handwerkskammer", kind="chamber")
    offices = {"citizens_office": db.get_one(Partner, cast.counter), "chamber": chamber}
    db.add_all(question(subject=OURS[kind], company_id=cast.bakery, partner=partner)
               for kind, partner in offices.items())  # fmt: skip
    other = next(partner for kind, partner in offices.items() if kind != request.param)
    db.flush()
    db.add(JointEvaluation(partner_id=other.id, first_day=date(2026, 7, 1), side="partner",
                           words="WORTE-DER-ANDEREN"))  # fmt: skip
    anna = db.scalars(select(Login).filter_by(username="anna")).one()
    db.add(CalendarFeed(user_id=anna.id, key="ein-schlüssel-von-anna"))
    db.scalars(select(Login).filter_by(username="carla")).one().partner = offices[request.param]
    db.commit()
    others = tuple(text for kind, text in OURS.items() if kind != request.param)
    made = Visit(browser("carla").client, (*SECRETS, *others))
    yield made
    request.node.user_properties.append(("asked", dict(made.asked)))
    request.node.user_properties.append(("answered", dict(made.answered)))


def ids(db) -> list[int]:
    """Of everything that is there in a city so small."""
    highest = max(db.scalar(select(func.max(model.id))) for model in (Inquiry, Company, Partner))
    return list(range(max(1, highest - MOST), highest + 1))


def guesses(app: Flask, rule: Rule, numbers: list[int]) -> Iterator[str]:
    """The rule's addresses with every number that may be somebody's."""
    for number in numbers if any(_is_number(rule, name) for name in rule.arguments) else [0]:
        given = {name: _guess(rule, name, number) for name in rule.arguments}
        with app.test_request_context():
            yield str(app.url_map.bind("localhost").build(rule.endpoint, given))


def _is_number(rule: Rule, name: str) -> bool:
    return isinstance(rule._converters[name], IntegerConverter)


def _guess(rule: Rule, name: str, number: int) -> object:
    if name == "quarter":
        return QUARTER
    return number if _is_number(rule, name) else some_value(rule._converters[name])


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_every_address_with_every_number(app: Flask, db, visit: Visit) -> None:
    numbers, wrong = ids(db), []
    for rule in rules(app):
        if "GET" not in rule.methods or rule.endpoint in WITHOUT_DATA:
            continue
        view, method = view_of(app, rule)
        may_open = is_open(view) or may(
            COUNTER, permission_of(view, method), view.class_permission_name
        )
        kind = "file" if any(part in rule.rule for part in FILES) else "page"
        for address in guesses(app, rule, numbers):
            if visit.ask(kind, address) == 200 and not may_open:
                wrong.append(address)
    assert visit.seen == []
    assert wrong == []
    assert visit.asked["page"] >= 300
    assert visit.asked["file"] >= 40


def test_own_inquiries_and_evaluation_alone_are_there(db, visit: Visit) -> None:
    for number in ids(db):
        visit.ask("inquiry", f"/counter/{number}")
    for number in db.scalars(select(Partner.id)):
        visit.ask("evaluation", f"/evaluations/{number}/{QUARTER}")
        visit.ask("evaluation", f"/evaluations/{number}/{QUARTER}.xlsx")
    assert visit.seen == []
    assert visit.answered == {"inquiry": 1, "evaluation": 2}
    assert visit.asked["inquiry"] >= 3
    assert visit.asked["evaluation"] == 4


def test_every_search_box_and_type_ahead(visit: Visit) -> None:
    for address in SEARCHED:
        for word in WORDS:
            visit.ask("search", address, query_string={"q": word, "words": word, "term": word})
    assert visit.seen == []
    assert visit.asked["search"] == len(SEARCHED) * len(WORDS) == 132


def test_every_resource_of_the_api(app: Flask, db, visit: Visit) -> None:
    signing_in = {"username": "carla", "password": PASSWORD}
    answer = app.test_client().post("/api/v1/security/login", json=signing_in)
    visit.client = app.test_client()
    token = {"Authorization": f"Bearer {answer.json['access_token']}"}
    for name in API:
        for tail in ("", "/", "/_info", *(f"/{number}" for number in ids(db))):
            visit.ask("api", f"/api/v1/{name}{tail}", headers=token)
    assert visit.seen == []
    assert visit.answered["api"] == 0
    assert visit.asked["api"] >= len(API) * 6


def test_calendars_are_for_those_who_advise(app: Flask, browser, db, cast, visit: Visit) -> None:
    annas = db.scalars(select(CalendarFeed)).one()
    real = key_of(app, annas)
    for key in ("", "ein-schlüssel-von-anna", real[:-1], f"{real}x", real.partition(".")[0]):
        visit.ask("feed", "/calendar/feed.ics", query_string={"key": key})
    carla = browser("carla")
    for rule in (rule for rule in rules(app) if rule.rule.startswith("/account/")):
        for address in guesses(app, rule, [0, 1]) if "POST" in rule.methods else ():
            carla.post(address, page="/account/", password="", new_password="")
    db.rollback()
    made = db.scalars(select(CalendarFeed).where(CalendarFeed.id != annas.id)).all()
    for feed in made:
        visit.ask("feed", "/calendar/feed.ics", query_string={"key": key_of(app, feed)})
    assert visit.answered["feed"] == 0
    assert visit.asked["feed"] == 5 + len(made)
    assert visit.seen == []


def key_of(app: Flask, feed: CalendarFeed) -> str:
    with app.test_request_context():
        return parse_qs(urlsplit(address_of(feed)).query)["key"][0]
