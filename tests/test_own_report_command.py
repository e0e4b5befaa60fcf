"""A saved report as a file, by its name or number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask_appbuilder.security.sqla.models import Role
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.cli.database import database
from crm.config import Settings
from crm.db import sessions
from crm.models import Login, SavedReport
from crm.permissions import ADVISOR
from tests.test_commands import run


@pytest.fixture
def home(tmp_path: Path) -> Path:
    assert run(tmp_path, "init").returncode == 0
    with sessions(database(Settings(home=tmp_path))).begin() as session:
        for name in ("anna", "bernd"):
            keep(session, name)
    return tmp_path


def keep(session: Session, name: str) -> None:
    role = session.scalars(select(Role).where(Role.name == ADVISOR)).one()
    login = Login(
        username=name, first_name=name, last_name="Beier", email=f"{name}@example.org",
        active=True, password="x", roles=[role],
    )  # fmt: skip
    session.add(login)
    session.flush()
    choice = json.dumps({"measure": "coverage", "by": ["size_class"], "period": "last_year"})
    for called in ("Größen", f"Von {name}"):
        session.add(SavedReport(owner_id=login.id, name=called, choice=choice))


def test_by_name_and_by_number(home: Path) -> None:
    for name in ("Von anna", "2"):
        out = home / f"{name}.xlsx"
        answer = run(home, "report", "own", name, "--out", str(out))
        assert answer.returncode == 0, answer.stderr
        assert load_workbook(out)["Deckblatt"]["C12"].value == "Von anna"


def test_what_is_not_clear_is_refused_with_a_sentence(home: Path) -> None:
    out = str(home / "out.xlsx")
    several = run(home, "report", "own", "Größen", "--out", out)
    assert several.returncode == 1
    assert "1, 3" in several.stderr
    nobody = run(home, "report", "own", "Umsatz", "--out", out)
    assert nobody.returncode == 1
    assert "Umsatz" in nobody.stderr
    other = run(home, "report", "own", "2", "--out", str(home / "out.odt"))
    assert other.returncode != 0
    assert "Traceback" not in several.stderr + nobody.stderr + other.stderr
