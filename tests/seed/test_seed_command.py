"""``ansprechpartner seed``: 0 done, 1 refused with a sentence, 2 wrong usage."""

import json

import pytest
from click.testing import CliRunner, Result

from crm.cli import ansprechpartner
from crm.db import open_engine
from crm.errors import DomainError
from crm.migrations.run import upgrade


@pytest.fixture
def run(tmp_path, monkeypatch):
    """run("--years", "2") -> what came of it, on a database of its own."""
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    engine = open_engine(url)
    upgrade(engine)
    engine.dispose()
    monkeypatch.setenv("ANSPRECHPARTNER_DATABASE_URL", url)

    def seed(*arguments: str) -> Result:
        return CliRunner().invoke(ansprechpartner, ["seed", *arguments])

    return seed


def test_it_tells_what_it_made_and_makes_it_only_once(run):
    done = run("--scale", "500x2000", "--until", "2026-11-23", "--json")
    assert done.exit_code == 0, done.output
    summary = json.loads(done.stdout)
    assert summary["rows"]["company"] == 500
    assert summary["rows"]["interaction"] == 2000
    assert summary["until"] == "2026-11-23"
    again = run("--scale", "500x2000")
    assert isinstance(again.exception, DomainError)


def test_it_speaks_to_people(run):
    done = run("--scale", "500x2000", "--years", "2", "--seed", "7")
    assert done.exit_code == 0, done.output
    assert "2000" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("--city", "atlantis"),
        ("--years", "0"),
        ("--scale", "many"),
        ("--scale", "5x10"),
        ("--until", "tomorrow"),
    ],
)
def test_wrong_usage(run, arguments):
    assert run(*arguments).exit_code == 2
