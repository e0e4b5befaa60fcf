"""What was typed outlives an ended session, a stale page and an absent database."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from tests.web.cast import PASSWORD
from tests.web.conftest import TOKEN

ADDRESS = "/administration/districts/add"
TYPED = {"name": "Neustädter See", "number": "42", "client_key": "k-1", "password": "streng-geheim"}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    """Whose session ended while the form was open."""
    return app.test_client()


def hidden(text: str) -> dict[str, str]:
    main = text[text.index("<main") :]
    return {name: html.unescape(value) for name, value in HIDDEN.findall(main)}


def sign_in(client: FlaskClient, fields: dict[str, str], password: str = PASSWORD):
    return client.post("/login/", data={**fields, "username": "vera", "password": password})


def test_words_come_back_after_the_sign_in_and_are_saved(app, stranger, cast) -> None:
    asked = stranger.post(ADDRESS, data=TYPED)
    assert asked.status_code == 401
    signed_in = sign_in(stranger, hidden(asked.text))
    assert signed_in.status_code == 200
    assert f'action="{ADDRESS}"' in signed_in.text
    saved = stranger.post(ADDRESS, data=hidden(signed_in.text))
    assert saved.status_code == 302
    assert "Neustädter See" in stranger.get("/administration/districts/list/").text


def test_a_wrong_password_keeps_the_words(stranger, cast) -> None:
    asked = stranger.post(ADDRESS, data=TYPED)
    again = sign_in(stranger, hidden(asked.text), password="falsch")
    assert again.status_code == 401
    assert "Neustädter See" in again.text
    assert sign_in(stranger, hidden(again.text)).status_code == 200


def test_secrets_do_not_travel(stranger, cast) -> None:
    assert "streng-geheim" not in stranger.post(ADDRESS, data=TYPED).text


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)",
     "/nowhere", "/account/", "/login/%2e%2e//evil.example"],
)  # fmt: skip
def test_words_are_sent_to_our_own_forms_only(stranger, cast, elsewhere) -> None:
    token = TOKEN.search(stranger.get("/login/").text)
    assert token
    fields = {"csrf_token": token[1], "carried": json.dumps([["name", "x"]])}
    answer = sign_in(stranger, {**fields, "carried_to": elsewhere})
    assert answer.status_code == 200
    actions = re.findall(r'action="([^"]*)"', answer.text[answer.text.index("<main") :])
    assert actions == []


def test_carried_nonsense_is_nothing(stranger, cast) -> None:
    token = TOKEN.search(stranger.get("/login/").text)
    assert token
    fields = {"csrf_token": token[1], "carried": "{]", "carried_to": ADDRESS}
    assert sign_in(stranger, fields).status_code == 200


def test_a_sign_in_that_carries_words_needs_a_token_too(stranger, cast) -> None:
    fields = {"carried": "[]", "carried_to": ADDRESS}
    assert sign_in(stranger, fields).status_code == 400


def test_a_stale_page_offers_to_send_again(browser, cast) -> None:
    vera = browser("vera").client
    stale = vera.post(ADDRESS, data={**TYPED, "csrf_token": "from yesterday"})
    assert stale.status_code == 400
    assert vera.post(ADDRESS, data=hidden(stale.text)).status_code == 302


@contextmanager
def away(engine: Engine) -> Iterator[None]:
    """Whatever is asked, the database does not answer."""

    def refuse(*_: object) -> None:
        raise OperationalError("SELECT", {}, Exception("server closed the connection"))

    event.listen(engine, "before_cursor_execute", refuse)
    yield
    event.remove(engine, "before_cursor_execute", refuse)


def test_without_the_database_the_words_are_on_the_page(browser, web_engine, cast) -> None:
    vera = browser("vera")
    token = vera.token(ADDRESS)
    with away(web_engine):
        answer = vera.client.post(ADDRESS, data={**TYPED, "csrf_token": token})
        page = vera.client.get("/companies/")
    assert answer.status_code == page.status_code == 503
    assert "Neustädter See" in answer.text
    assert 'href="/companies/' in page.text
    assert vera.client.post(ADDRESS, data=hidden(answer.text)).status_code == 302


def test_what_was_typed_stands_under_its_label_and_without_numbers_of_rows(stranger, cast) -> None:
    typed = {
        "company": str(cast.bakery), "company-typed": "Elbe", "notes": "Ofen zu alt",
        "follow_ups-0-promise": "Liste schicken", "lead": "7", "client_key": "k-2",
    }  # fmt: skip
    page = stranger.post("/contacts/new/visit", data=typed).text
    shown = page[page.index('<dl class="facts">') : page.index("</dl>")]
    assert re.findall(r"<dt>(.*?)</dt>", shown) == ["Unternehmen", "Notizen", "Was zugesagt wurde"]
    for words in ("Elbe", "Ofen zu alt", "Liste schicken"):
        assert f">{words}</dd>" in shown
