"""The firm's page: all that is known, to those who may know it, within its budget."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from crm.enums import EndReason, SizeBand
from crm.models import (
    AdvisorAssignment,
    Company,
    CompanyFact,
    CompanyOverview,
    District,
    FactClaim,
    FollowUp,
    ImportBatch,
    Interaction,
    Participation,
    Person,
    Position,
    Responsibility,
    Site,
    SourceTrust,
    Topic,
)
from crm.services.resolve_facts import resolve_facts
from crm.web.city_map import draw, forget_maps
from crm.web.housekeeping import keep_house
from crm.web.step_line import step_line
from crm.web.views.company import cut

MOST_QUERIES, MOST_BYTES = 12, 100_000


@pytest.fixture(autouse=True)
def _fresh_map() -> None:
    forget_maps()


def page(browser, pk: int, name: str = "anna", query: str = "") -> str:
    answer = browser(name).get(f"/companies/{pk}{query}")
    assert answer.status_code == 200
    return str(answer.text)


def test_it_tells_who_they_are_and_what_was_said(browser, cast) -> None:
    text = page(browser, cast.bakery, query="?_l_=en")
    for told in (
        "Bäckerei Lüdecke GmbH", "HRB 4711", "4 to 6", "10.71", "Altstadt", "Breiter Weg 7",
        "Karin Lüdecke", "Inhaberin", "Anna Beier", "for the district", "Ofen zu alt",
        "Financing", "Förderliste schicken", "Log a visit",
    ):  # fmt: skip
        assert told in text, told


def test_a_promise_is_ticked_off_by_its_owner(browser, cast) -> None:
    button = f'action="/follow-ups/{cast.follow_up}/done"'
    assert button in page(browser, cast.bakery)
    assert button not in page(browser, cast.bakery, "bernd")


def test_what_is_confidential_is_hidden(browser, cast) -> None:
    for name, sees in (("anna", False), ("lena", False), ("bernd", True), ("vera", False)):
        assert ("GEHEIM" in page(browser, cast.forwarder, name)) is sees, name


def test_only_the_office_sees_firms(browser, cast) -> None:
    answer = browser("ruth").get(f"/companies/{cast.bakery}")
    assert answer.status_code in (302, 403)


def test_a_firm_that_is_not_there(browser, cast) -> None:
    for nothing in (0, 999_999, 10**20):
        assert browser("anna").get(f"/companies/{nothing}").status_code == 404


def test_confidential_contacts_are_said_to_be_there(browser, cast) -> None:
    text = page(browser, cast.forwarder, "anna")
    assert "nur vertrauliche Kontakte" in text
    assert "noch niemand gesprochen" not in text


def test_who_cares_for_a_firm_without_a_district(browser, cast, db) -> None:
    """Nobody does: that others care for topics and other firms says nothing about it."""
    topical = Responsibility(topic_id=cast.topic, valid_from=date(2020, 1, 1))
    single = Responsibility(company_id=cast.bakery, valid_from=date(2020, 1, 1))
    for care in (topical, single):
        care.advisor_id = cast.advisors["bernd"]
    kiosk = Company(name="Kiosk am Dom")
    db.add_all([topical, single, kiosk])
    db.commit()
    assert "Bernd Colditz" not in page(browser, kiosk.id)
    assert "Bernd Colditz" in page(browser, cast.bakery)


def test_what_a_merged_firm_did_is_its_survivors_history(browser, cast, db) -> None:
    backstube = Company(name="Backstube", merged_into_id=cast.bakery, ended_on=date(2026, 5, 1))
    call = Interaction(kind="call", happened_on=date(2026, 4, 1), notes="Wegen der Übernahme")
    call.participations.append(Participation(company=backstube))
    db.add_all([call])
    db.commit()
    assert "Wegen der Übernahme" in page(browser, cast.bakery)
    assert db.get(CompanyOverview, cast.bakery).last_individual_on == date(2026, 4, 1)


def test_a_merged_firm_leads_to_its_survivor(browser, cast, db) -> None:
    second = Company(name="Backstube", merged_into_id=cast.bakery, ended_on=date(2025, 1, 1))
    db.add(second)
    db.flush()
    first = Company(name="Backhaus", merged_into_id=second.id, ended_on=date(2024, 1, 1))
    db.add(first)
    db.commit()
    answer = browser("anna").get(f"/companies/{first.id}")
    assert answer.headers["Location"] == f"/companies/{cast.bakery}"


def test_an_ended_firm_says_so(browser, cast, db) -> None:
    bakery = db.get(Company, cast.bakery)
    bakery.ended_on, bakery.end_reason = date(2026, 6, 30), EndReason.CLOSED
    db.commit()
    assert "Ended on 30 Jun 2026: Closed down." in page(browser, cast.bakery, query="?_l_=en")


def test_a_dangerous_website_is_no_link(browser, cast, db) -> None:
    db.get(Company, cast.bakery).website = "javascript:alert(1)"
    db.commit()
    assert "javascript:" not in page(browser, cast.bakery)


def test_sites_are_marked_on_the_map(browser, cast, db) -> None:
    db.get(District, cast.district).geometry = square(11.6, 52.1)
    db.add(District(number="02", name="Werder", geometry=square(11.7, 52.1)))
    db.commit()
    text = page(browser, cast.bakery)
    assert text.count("<circle") == 1
    assert 'class="here"' in text
    assert text.count(' d="M') == 2


def square(west: float, south: float) -> str:
    east, north = west + 0.1, south + 0.1
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def test_the_map_is_drawn_to_scale() -> None:
    drawn = draw([(1, square(11.6, 52.1)), (2, square(11.7, 52.1)), (3, None)])
    assert drawn is not None
    assert set(drawn.paths) == {1, 2}
    assert drawn.frame.place(11.6, 52.2) == (0, 0)
    assert drawn.frame.place(11.8, 52.1) == (drawn.width, drawn.frame.height)
    assert not drawn.frame.holds(drawn.frame.place(11.9, 52.15))
    assert draw([(1, None)]) is None


def test_long_notes_are_cut_between_words() -> None:
    assert cut("kurz") == ("kurz", "", True)
    assert cut("x" * 250) == ("x" * 250, "", True)
    start, rest, is_all = cut("wort " * 100)
    assert (start + rest, is_all) == ("wort " * 100, True)
    assert start.endswith("wort ")
    start, rest, is_all = cut("wort " * 1000)
    assert (len(start + rest) < 1000, is_all) == (True, False)
    assert len(cut("x" * 5000)[0]) == 220


def test_size_over_time_is_a_step_line() -> None:
    small = CompanyFact(
        size_band=SizeBand.FROM_4, valid_from=date(2020, 1, 1), valid_to=date(2021, 12, 31)
    )
    large = CompanyFact(size_band=SizeBand.FROM_20, valid_from=date(2022, 1, 1))
    line = step_line([small, large], date(2023, 12, 31))
    assert line is not None
    assert line.path.startswith("M6 58 H")
    assert line.path.endswith(f"V6 H{line.end[0]}")
    assert line.end == (line.width - 6, 6)
    assert step_line([small], date(2023, 12, 31)) is None
    assert step_line([], date(2023, 12, 31)) is None


@pytest.mark.slow
def test_two_thousand_contacts_stay_within_the_budget(app, browser, cast, db, statements) -> None:
    fill(db, cast)
    keep_house(app)  # draws the city's outline, as it does in every running server
    for name in ("anna", "lena", "vera"):
        browser(name)
        for query in ("", "?page=2", "?page=80"):
            statements.clear()
            text = page(browser, cast.bakery, name, query)
            assert len(statements.queries) <= MOST_QUERIES, statements.queries
            assert len(text.encode()) < MOST_BYTES
    assert page(browser, cast.bakery).count('class="entry"') == 25
    beyond = browser("anna").get(f"/companies/{cast.bakery}?page=90")
    assert beyond.headers["Location"] == f"/companies/{cast.bakery}"


def fill(db, cast) -> None:
    """2,000 contacts with long notes, 30 people, 25 sites, 20 sizes, 60 promises, a real map."""
    db.info["overview"] = "later"
    anna, topic = cast.advisors["anna"], db.get(Topic, cast.topic)
    people = [
        Person(first_name="Klaus-Dieter", last_name=f"Müller-Lüdenscheidt {n}") for n in range(30)
    ]
    for number, person in enumerate(people):
        db.add(Position(person=person, company_id=cast.bakery, function=f"Abteilung {number}"))
    today = date.today()
    for number in range(2000):
        contact = Interaction(
            kind="visit", happened_on=today - timedelta(number), notes="Der Ofen ist alt. " * 200
        )
        contact.participations.append(
            Participation(company_id=cast.bakery, persons=people[:5] if number < 60 else [])
        )
        contact.assignments.append(AdvisorAssignment(advisor_id=anna))
        if number < 60:
            contact.topics.append(topic)
            contact.follow_ups.append(
                FollowUp(promise="Unterlagen schicken " * 5, due_on=today, first_due_on=today,
                         owner_id=anna, company_id=cast.bakery)
            )  # fmt: skip
        db.add(contact)
    for number in range(25):
        db.add(Site(company_id=cast.bakery, kind="branch", street="Lange Straße der Einheit",
                    house_number=str(number), district_id=cast.district))  # fmt: skip
        db.add(CompanyFact(company_id=cast.bakery, size_band=SizeBand.FROM_7, source="x",
                           valid_from=date(1990 + number, 1, 1),
                           valid_to=date(1990 + number, 12, 31)))  # fmt: skip
    for column in range(7):
        for line in range(6):
            outline = square(11 + column / 10, 52 + line / 10)
            db.add(
                District(number=f"{column}{line}x", name=f"Teil {column}{line}", geometry=outline)
            )
    db.commit()
    db.info.pop("overview")


def test_what_is_logged_from_here_is_logged_with_this_firm(browser, cast) -> None:
    page = browser("anna").get(f"/companies/{cast.bakery}").text
    bar = page.split('class="bottom-bar"')[1].split("</nav>")[0]
    for kind in ("visit", "consultation", "call"):
        assert f"/contacts/new/{kind}?company={cast.bakery}" in bar
    assert "?company=" not in browser("anna").get("/companies/").text.split("bottom-bar")[1]


def test_who_says_otherwise_and_why_it_does_not_count(browser, cast, db) -> None:
    """The chamber spoke before the office entered its own; the fact leads to its import."""
    batch = ImportBatch(
        source="ihk-berlin", file_name="alt.csv", sha256="", as_of=date(2019, 1, 1), status="done"
    )
    db.add(batch)
    db.flush()
    db.add(FactClaim(
        company_id=cast.bakery, batch_id=batch.id, source="ihk-berlin", said_by="IHK Berlin",
        valid_from=date(2019, 1, 1), size_band=SizeBand.FROM_20,
    ))  # fmt: skip
    resolve_facts(db, [cast.bakery])
    db.commit()
    text = page(browser, cast.bakery, "lena", "?_l_=en")
    assert "IHK Berlin says since 1 Jan 2019: 20 to 49." in text
    assert "What was entered by hand counts from its day." in text
    assert f'href="/register/{batch.id}"' in text
    assert f'href="/register/{batch.id}"' not in page(browser, cast.bakery, "anna")
    db.add(SourceTrust(source="ihk-berlin", rank=2))
    db.commit()
    assert "is trusted more." in page(browser, cast.bakery, "anna", "?_l_=en")
