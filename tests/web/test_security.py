"""Sessions end, headers are strict, GET changes nothing, words survive an ended session."""

from __future__ import annotations

import re

from flask import Flask

from crm.rules.password import password_problems
from tests.web.cast import PASSWORD
from tests.web.conftest import Browser


def test_every_answer_carries_the_headers(browser) -> None:
    headers = browser(None).get("/login/").headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_the_nonce_is_another_one_each_time(browser) -> None:
    stranger = browser(None)
    nonces = {
        re.search("nonce-([^']+)", stranger.get("/login/").headers["Content-Security-Policy"])[1]
        for _ in range(3)
    }
    assert len(nonces) == 3


def test_nobody_logs_out_by_a_link(app: Flask, browser) -> None:
    assert browser("anna").get("/logout/").status_code == 405


def test_a_copied_cookie_ends_with_the_session(app: Flask, signed_in) -> None:
    signed_in.clear()
    anna, thief = Browser(app, "anna"), app.test_client()
    cookie = anna.client.get_cookie("session")
    thief.set_cookie("session", cookie.value)
    assert thief.get("/account/").status_code == 200
    anna.post("/logout/", page="/account/")
    assert thief.get("/account/").status_code == 302


def test_a_post_without_a_token_is_refused(app: Flask, browser) -> None:
    answer = browser("anna").client.post("/account/password", data={"password": "x"})
    assert answer.status_code == 400


def test_words_survive_an_ended_session(app: Flask) -> None:
    answer = app.test_client().post("/account/password", data={"notes": "Ofen zu alt"})
    assert answer.status_code == 401
    assert "Ofen zu alt" in answer.text


def test_secrets_are_not_carried_over(app: Flask) -> None:
    answer = app.test_client().post("/account/password", data={"password": "streng-geheim-1"})
    assert "streng-geheim-1" not in answer.text


def test_a_wrong_password_is_refused_in_a_sentence(browser) -> None:
    stranger = browser(None)
    answer = stranger.post("/login/", username="anna", password="falsch")
    assert answer.status_code in (200, 302)
    assert stranger.get("/account/").status_code == 302


def test_weak_passwords_are_named() -> None:
    assert not list(password_problems(PASSWORD))
    for weak in ("kurz", "aaaaaaaaaaaaaaaa", "mein-passwort-123"):
        assert list(password_problems(weak)), weak


def test_after_login_only_own_addresses_are_followed(app: Flask) -> None:
    stranger = Browser(app, None)
    answer = stranger.post(
        "/login/?next=https://example.com/", page="/login/", username="anna", password=PASSWORD
    )
    assert answer.headers["Location"] == "/"


def test_what_no_keyboard_types_is_refused(browser, cast) -> None:
    anna = browser("anna")
    assert anna.get("/contacts/?from=%00").status_code == 400
    assert anna.post("/contacts/new/visit", notes="a\0b").status_code == 400
