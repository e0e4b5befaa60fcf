"""Tokens: for the right password, not too often, and no longer than the session they stand for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask_jwt_extended import create_access_token
from sqlalchemy import select

from crm.app import create_app
from crm.cli.init_command import set_up
from crm.config import Settings
from crm.db import open_engine
from crm.models import Login
from tests.api.conftest import SOON, Caller
from tests.web.cast import CHEAP_HASH, PASSWORD, Cast


def test_a_token_opens_what_the_role_allows(anna: Caller, cast: Cast) -> None:
    assert anna.get("/companies").status_code == 200


def test_a_wrong_password_is_refused_in_a_sentence(caller) -> None:
    answer = caller(None).post("/security/login", username="anna", password="falsch")
    assert answer.status_code == 401
    assert answer.json["message"] == "This user name and this password do not go together."


def test_blanks_are_part_of_a_password(caller) -> None:
    answer = caller(None).post("/security/login", username="anna", password=f" {PASSWORD}")
    assert answer.status_code == 401


@pytest.mark.parametrize("body", [{}, {"username": "anna"}, {"username": 1, "password": []}])
def test_half_a_sign_in_names_what_is_missing(caller, body) -> None:
    answer = caller(None).post("/security/login", **body)
    assert answer.status_code == 422
    assert answer.json["errors"]


def test_a_refresh_token_fetches_new_ones_and_opens_nothing_else(app: Flask, caller) -> None:
    stranger = caller(None)
    tokens = stranger.post("/security/login", username="anna", password=PASSWORD, refresh=True).json
    refresh = {"Authorization": f"Bearer {tokens['refresh_token']}"}
    fetched = stranger.send("POST", "/security/refresh", headers=refresh)
    assert fetched.status_code == 200
    access = {"Authorization": f"Bearer {fetched.json['access_token']}"}
    assert stranger.send("GET", "/companies", headers=access).status_code == 200
    assert stranger.send("GET", "/companies", headers=refresh).status_code == 401
    assert stranger.send("POST", "/security/refresh", headers=access).status_code == 401
    assert stranger.send("POST", "/security/refresh").status_code == 401


def test_signing_out_ends_every_token(caller) -> None:
    first, second = caller("lena"), caller("lena")
    assert first.post("/security/logout").status_code == 200
    assert first.get("/companies").status_code == 401
    assert second.get("/companies").status_code == 401


def test_a_new_password_ends_every_token(app: Flask, db, caller) -> None:
    lena = caller("lena")
    login = db.scalars(select(Login).where(Login.username == "lena")).one()
    login_id, _ = login.id, db.rollback()
    with app.test_request_context():
        app.appbuilder.sm.reset_password(login_id, PASSWORD)
    assert lena.get("/companies").status_code == 401
    login.password = CHEAP_HASH
    db.commit()


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."])
def test_what_is_no_token_is_refused(caller, token: str) -> None:
    answer = caller(None).send("GET", "/companies", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    assert set(answer.json) == {"message", "errors"}


def test_an_expired_token_is_refused(app: Flask, db, caller) -> None:
    login = db.scalars(select(Login).where(Login.username == "anna")).one()
    with app.app_context():
        token = create_access_token(login.get_id(), expires_delta=timedelta(seconds=-1))
    answer = caller(None).send("GET", "/companies", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401


def test_tokens_are_short(app: Flask, caller) -> None:
    tokens = caller(None).post("/security/login", username="anna", password=PASSWORD).json
    assert tokens["expires_in"] == 15 * 60


def test_signing_in_is_limited(tmp_path) -> None:
    settings = Settings(home=tmp_path, database_url="", login_rate="3 per minute")
    engine = open_engine(settings.url)
    set_up(engine)
    engine.dispose()
    app = create_app(settings)
    stranger = Caller(app, None)
    answers = [
        stranger.post("/security/login", username="anna", password="falsch") for _ in range(5)
    ]
    app.extensions["crm_engine"].dispose()
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429, 429]
    assert answers[-1].json["message"] == "Too many attempts. Wait a minute, please."


class TestInTheBrowser:
    """A page's own scripts send the session's cookie, and its CSRF token with what they change."""

    def test_reading_needs_the_cookie_alone(self, browser, cast: Cast) -> None:
        assert browser("anna").get("/api/v1/companies").status_code == 200

    def test_changing_needs_the_token_of_the_page(self, browser, cast: Cast) -> None:
        anna = browser("anna")
        body = {"promise": "Anrufen", "due_on": SOON}
        without = anna.client.post("/api/v1/follow-ups", json=body)
        assert without.status_code == 400
        assert "CSRF" in without.json["message"]
        token = {"X-CSRFToken": anna.token("/account/")}
        assert anna.client.post("/api/v1/follow-ups", json=body, headers=token).status_code == 201

    def test_who_sends_a_token_is_who_the_token_says(self, browser, anna, cast: Cast) -> None:
        ruth = browser("ruth").client
        assert ruth.get("/api/v1/companies").status_code == 403
        assert ruth.get("/api/v1/companies", headers=anna.headers).status_code == 200
        broken = {"Authorization": "Bearer x"}
        assert browser("anna").client.get("/api/v1/companies", headers=broken).status_code == 401
