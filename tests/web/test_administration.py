"""The administration screens: nothing doubled, nothing lost, nothing guessed."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from crm.db import CrmSession
from crm.models import Login, Responsibility, TeamMembership, Topic
from crm.web.forms import CrmForm
from crm.web.saving import save
from tests.web.cast import CHEAP_HASH, PASSWORD, Cast
from tests.web.conftest import Browser

MEMBERSHIPS = "/administration/memberships"
TOPICS = "/administration/topics"


def values_of(page: str) -> dict[str, str]:
    """The hidden fields of a form, by name."""
    fields = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page)
    pairs = ((re.search(r'name="([^"]+)"', f), re.search(r'value="([^"]*)"', f)) for f in fields)
    return {name[1]: value[1] if value else "" for name, value in pairs if name}


def test_a_form_sent_five_times_makes_one_row(browser, cast: Cast, db: CrmSession) -> None:
    vera, address = browser("vera"), "/administration/responsibilities/add"
    fields = values_of(vera.get(address).text) | {
        "advisor": str(cast.advisors["bernd"]), "wz_section": "C", "valid_from": "23.11.2026",
    }  # fmt: skip
    answers = [vera.client.post(address, data=fields) for _ in range(5)]
    assert {answer.status_code for answer in answers} == {302}
    section_c = select(func.count()).where(Responsibility.wz_section == "C")
    assert db.scalar(section_c) == 1


def test_the_second_of_two_editors_is_told_and_keeps_the_words(
    browser, cast: Cast, db: CrmSession
) -> None:
    membership = db.scalars(select(TeamMembership)).first()
    address = f"{MEMBERSHIPS}/edit/{membership.id}"
    vera, lena = browser("vera"), browser("lena")
    common = {"advisor": str(membership.advisor_id), "team": str(membership.team_id)}
    first, second = values_of(vera.get(address).text), values_of(lena.get(address).text)
    saved = vera.client.post(address, data={**first, **common, "valid_from": "2021-02-03"})
    assert saved.status_code == 302
    refused = lena.client.post(address, data={**second, **common, "valid_from": "2022-05-06"})
    assert refused.status_code == 200
    assert "2022-05-06" in refused.text
    assert "03.02.2021" in refused.text
    again = {**values_of(refused.text), **common, "valid_from": "2022-05-06"}
    assert lena.client.post(address, data=again).status_code == 302
    db.rollback()
    assert db.get(TeamMembership, membership.id).valid_from == date(2022, 5, 6)


def test_what_is_wrong_stands_at_its_field_and_the_rest_stays(browser, cast: Cast) -> None:
    answer = browser("vera").post(
        "/administration/responsibilities/add",
        advisor=str(cast.advisors["bernd"]), wz_section="C", valid_from="2026-01-02",
        valid_to="2025-01-01",
    )  # fmt: skip
    assert answer.status_code == 200
    assert "Das Ende liegt vor dem Anfang." in answer.text
    assert 'value="C"' in answer.text


TOO_LARGE = (
    ("topics", {"name": "Neu", "name_en": "New", "code": "new", "position": 10**20}, "position"),
    ("districts", {"name": "Neu", "number": "99", "inhabitants": 2**31}, "inhabitants"),
    ("districts", {"name": "Neu", "number": "99", "area_hectares": "1e999"}, "area_hectares"),
    ("districts", {"name": "Neu", "number": "9" * 41}, "number"),
)


@pytest.mark.parametrize(("where", "typed", "field"), TOO_LARGE)
def test_what_is_too_large_stands_at_its_field(
    browser, cast: Cast, where: str, typed: dict[str, object], field: str
) -> None:
    answer = browser("vera").post(f"/administration/{where}/add", **typed)
    assert answer.status_code == 200
    assert f'id="{field}-error"' in answer.text
    assert all(f'value="{value}"' in answer.text for value in typed.values())


def test_a_section_in_care_is_one_there_is(browser, cast: Cast, db: CrmSession) -> None:
    address = "/administration/responsibilities/add"
    care = {"advisor": cast.advisors["bernd"], "valid_from": "2026-01-02"}
    for section, status in (("Bau", 200), ("2025-J", 302)):
        answer = browser("vera").post(address, **care, wz_section=section)
        assert answer.status_code == status, answer.text[-2000:]
    assert "2025-J" in db.scalars(select(Responsibility.wz_section)).all()


def test_a_place_in_the_list_may_be_the_first(browser, cast: Cast, db: CrmSession) -> None:
    typed = {"name": "Neu", "name_en": "New", "code": "new", "position": 0}
    assert browser("vera").post(f"{TOPICS}/add", **typed).status_code == 302
    assert db.scalars(select(Topic.position).filter_by(code="new")).one() == 0
    assert 'value="100"' in browser("vera").get(f"{TOPICS}/add").text


def test_what_no_column_holds_loses_no_words(app: Flask, db: CrmSession) -> None:
    """Whatever the rules let through, the database's refusal is a sentence."""
    with app.test_request_context(method="POST"):
        form = CrmForm()
        topic = Topic(code="x", name="x", name_en="x", position=10**20)

        def store() -> None:
            db.add(topic)
            db.flush()

        assert save(db, form, store) is None
        assert form.form_errors == ["Ein Wert ist zu groß oder von falscher Art."]


def test_a_date_that_is_none_is_named(browser, cast: Cast) -> None:
    answer = browser("vera").post(
        "/administration/responsibilities/add", wz_section="C", valid_from="gestern"
    )
    assert "23.11.2026" in answer.text
    assert 'value="gestern"' in answer.text


@pytest.mark.parametrize(
    "nonsense",
    ["page_TopicView=1e20", "psize_TopicView=abc", "page_TopicView=-1",
     "_oc_TopicView=name;drop&_od_TopicView=asc", "_oc_TopicView=id&_od_TopicView=asc"],
)  # fmt: skip
def test_nonsense_in_the_address_is_refused(browser, cast: Cast, nonsense: str) -> None:
    assert browser("vera").get(f"{TOPICS}/list/?{nonsense}").status_code == 400


def test_pages_are_never_longer_than_a_hundred(browser, cast: Cast, db: CrmSession) -> None:
    db.add_all(Topic(code=f"t{n}", name=f"Thema {n}", name_en=f"Topic {n}") for n in range(150))
    db.commit()
    page = browser("vera").get(f"{TOPICS}/list/?psize_TopicView=100000").text
    assert 90 <= page.count("Thema ") <= 100


def test_filters_of_four_people_at_once_do_not_mix(app: Flask, browser, cast: Cast, db) -> None:
    db.add_all(Topic(code=f"t{n}", name=f"Zeichen{n}x", name_en=f"Sign{n}") for n in range(4))
    db.commit()
    cookie = browser("vera").client.get_cookie("session").value

    def ask(number: int) -> bool:
        client = app.test_client()
        client.set_cookie("session", cookie)
        page = client.get(f"{TOPICS}/list/?_flt_2_name=Zeichen{number % 4}x").text
        return [n for n in range(4) if f">Zeichen{n}x<" in re.sub(r"\s+", "", page)] == [number % 4]

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(ask, range(60)))


def test_a_new_password_ends_the_sessions_of_that_login(
    app: Flask, browser, cast, db, signed_in
) -> None:
    signed_in.clear()
    bernd = db.scalars(select(Login).where(Login.username == "bernd")).one()
    there = Browser(app, "bernd")
    assert there.get("/account/").status_code == 200
    answer = browser("vera").post(
        f"/administration/users/edit/{bernd.id}", username="bernd", first_name="Bernd",
        last_name="Colditz", email="bernd@example.org", active="y", roles=str(bernd.roles[0].id),
        password="vier-kleine-brote", conf_password="vier-kleine-brote",
    )  # fmt: skip
    assert answer.status_code == 302, answer.text
    assert there.get("/account/").status_code == 302
    db.rollback()
    db.get(Login, bernd.id).password = CHEAP_HASH
    db.commit()


def test_the_password_is_never_shown(browser, cast: Cast, db: CrmSession) -> None:
    bernd = db.scalars(select(Login).where(Login.username == "bernd")).one()
    page = browser("vera").get(f"/administration/users/edit/{bernd.id}").text
    assert "pbkdf2" not in page
    assert PASSWORD not in page


def login_form(db: CrmSession, name: str, **changed: str) -> tuple[str, dict[str, str]]:
    """The address of a login's form, and what stands in it."""
    login = db.scalars(select(Login).where(Login.username == name)).one()
    typed = {
        "username": name, "first_name": login.first_name, "last_name": login.last_name,
        "email": login.email, "active": "y", "roles": str(login.roles[0].id),
    }  # fmt: skip
    return f"/administration/users/edit/{login.id}", typed | changed


def test_the_second_who_changes_a_login_is_told(browser, cast: Cast, db: CrmSession) -> None:
    address, typed = login_form(db, "bernd")
    first = values_of(browser("vera").get(address).text)
    vera = browser("vera").client
    assert vera.post(address, data={**first, **typed, "last_name": "Erst"}).status_code == 302
    refused = vera.post(address, data={**first, **typed, "last_name": "Zweit"})
    assert refused.status_code == 200
    assert 'value="Zweit"' in refused.text
    assert "<strong>Erst</strong>" in refused.text
    assert "pbkdf2" not in refused.text
    again = {**values_of(refused.text), **typed, "last_name": "Zweit"}
    assert vera.post(address, data=again).status_code == 302
    restored = {**values_of(vera.get(address).text), **typed}
    assert vera.post(address, data=restored).status_code == 302


def test_signing_in_meanwhile_is_no_conflict(app, browser, cast: Cast, db: CrmSession) -> None:
    address, typed = login_form(db, "bernd")
    shown = values_of(browser("vera").get(address).text)
    Browser(app, "bernd")
    assert browser("vera").client.post(address, data={**shown, **typed}).status_code == 302


def test_a_login_without_a_sound_address_is_refused_at_its_field(browser, cast, db) -> None:
    address, typed = login_form(db, "bernd", email="bernd@example")
    answer = browser("vera").post(address, **typed)
    assert answer.status_code == 200
    assert 'id="email-error"' in answer.text
    assert "name@example.org" in answer.text


def test_an_address_that_another_login_has_is_refused_with_a_sentence(
    browser, cast: Cast, db: CrmSession
) -> None:
    address, typed = login_form(db, "bernd", email="anna@example.org")
    answer = browser("vera").post(address, **typed)
    assert answer.status_code == 200
    assert "Es gibt schon eine Anmeldung mit dieser Adresse." in answer.text
