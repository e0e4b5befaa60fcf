"""Whoever watches over the server learns whether it answers, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from crm.app import create_app
from crm.cli.init_command import set_up
from crm.config import Settings
from crm.db import open_engine


def test_a_healthy_server_says_ok(app: Flask, statements) -> None:
    answer = app.test_client().get("/health")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})
    assert "Set-Cookie" not in answer.headers
    assert len(statements.queries) == 1


@pytest.fixture
def forsaken(tmp_path: Path) -> Flask:
    """An office whose database file is deleted under the running server."""
    settings = Settings(home=tmp_path, database_url="")
    made = open_engine(settings.url)
    set_up(made)
    made.dispose()
    app = create_app(settings)
    assert app.test_client().get("/login/").status_code == 200
    assert app.test_client().get("/health").status_code == 200
    (tmp_path / "ansprechpartner.db").unlink()
    return app


def test_a_server_without_its_database_says_so(forsaken: Flask, tmp_path: Path) -> None:
    for _ in range(2):
        answer = forsaken.test_client().get("/health")
        assert (answer.status_code, answer.get_json()) == (503, {"status": "unavailable"})
    assert not (tmp_path / "ansprechpartner.db").exists()


def test_a_deleted_database_is_not_made_anew(forsaken: Flask, tmp_path: Path) -> None:
    sent = {"username": "vera", "password": "drei-kleine-brote"}
    forsaken.config["WTF_CSRF_ENABLED"] = False
    forsaken.config["WTF_CSRF_METHODS"] = set()
    answer = forsaken.test_client().post("/login/", data=sent)
    assert answer.status_code == 503
    assert "Datenbank" in answer.text
    assert not (tmp_path / "ansprechpartner.db").exists()


def test_a_copy_put_in_its_place_is_taken_up(forsaken: Flask, tmp_path: Path) -> None:
    copy = open_engine(f"sqlite:///{tmp_path / 'ansprechpartner.db'}")
    set_up(copy)
    copy.dispose()
    assert forsaken.test_client().get("/health").status_code == 200
