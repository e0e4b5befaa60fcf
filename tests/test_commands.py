"""The console commands: what they print, and with which exit code they end."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po

from crm.cli import COMMANDS
from crm.cli.language import FOLDER

SAMPLES = Path(__file__).parent / "register" / "samples"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def run(home: Path, *arguments: str, language: str = "de") -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("ANSPRECHPARTNER_")}
    own = {"ANSPRECHPARTNER_HOME": str(home), "ANSPRECHPARTNER_LANGUAGE": language}
    return subprocess.run(
        [sys.executable, "-c", "from crm.cli import main; main()", *arguments],
        env={**kept, **own}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_database_that_is_not_set_up_is_refused_with_a_sentence(tmp_path: Path) -> None:
    answer = run(tmp_path, "export", "--out", str(tmp_path / "out"))
    assert answer.returncode == 1
    assert answer.stderr.strip().endswith("ansprechpartner init")
    assert "Traceback" not in answer.stderr


def test_from_an_empty_folder_to_figures(home: Path, tmp_path: Path) -> None:
    """init, import, import again, report, export: each ends with 0 and says what it did."""
    assert run(home, "init").returncode == 0
    sample = str(SAMPLES / "2023-03-sample-mangled-by-excel.csv")
    command = ("import", sample, "--source", "ihk-berlin", "--as-of", "31.03.2023", "--json")
    first, again = (json.loads(run(home, *command).stdout) for _ in range(2))
    assert (first["read"], first["created"], len(first["refused"])) == (30, 17, 13)
    assert (again["created"], again["unchanged"]) == (0, 17)
    period = ("--from", "2023-01-01", "--to", "31.12.2023")
    found = json.loads(
        run(home, "report", "coverage", *period, "--by", "size_class", "--json").stdout
    )
    assert found["period"] == ["2023-01-01", "2023-12-31"]
    assert found["total"] == {"companies": 17, "individual": 0, "events_only": 0, "none": 17,
                              "contacts": 0, "visits": 0}  # fmt: skip
    assert sum(row["companies"] for row in found["rows"]) == 17
    assert run(home, "export", "--out", str(tmp_path / "out")).returncode == 0
    companies = (tmp_path / "out" / "companies.csv").read_text(encoding="utf-8").splitlines()
    assert companies[0].startswith("id,name,chamber,is_craft,founded_on,ended_on,merged_into_id")
    assert len(companies) == 18


@pytest.mark.parametrize(
    "arguments",
    [("report", "coverage"), ("report", "coverage", "--from", "gestern", "--to", "2023-01-01"),
     ("import", "nowhere.csv", "--source", "ihk-berlin"), ("unknown",)],
)  # fmt: skip
def test_wrong_usage_ends_with_two(home: Path, arguments: tuple[str, ...]) -> None:
    answer = run(home, *arguments)
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr


def test_a_login_with_a_weak_password_is_refused_with_a_sentence(home: Path) -> None:
    assert run(home, "init").returncode == 0
    who = ("--role", "Administrator", "--full-name", "Vera Fink", "--email", "v@example.org")
    weak = run(home, "user", "vera", *who, "--password", "kurz")
    assert (weak.returncode, "mindestens 12" in weak.stderr.lower()) == (1, True), weak.stderr
    assert run(home, "user", "vera", *who, "--password", "drei-kleine-brote").returncode == 0


def test_help_speaks_both_languages_and_names_every_command(tmp_path: Path) -> None:
    german, english = (run(tmp_path, "--help", language=code).stdout for code in ("de", "en"))
    assert all(name in german and name in english for name in COMMANDS)
    assert "Die Kontaktdatenbank" in german
    assert "The relationship database" in english


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--help",), "Diese Hilfe zeigen und beenden."),
        (("--help",), "Befehle:"),
        (("report", "coverage"), "Fehler: Es fehlt die Option '--from'."),
        (("report", "coverage", "--help"), "[Pflichtangabe]"),
        (("serve", "--prot", "1"), "Die Option '--prot' gibt es nicht."),
        (("unknown",), "Den Befehl 'unknown' gibt es nicht."),
        (("import", "nowhere.csv", "--source", "ihk-berlin"), "'nowhere.csv' gibt es nicht."),
    ],
)
def test_click_speaks_german_too(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    german = run(tmp_path, *arguments)
    shown = german.stdout + german.stderr
    assert said in shown
    assert not re.search(r"\b(Usage|Options|Error|Missing|such|Show)\b", shown)
    english = run(tmp_path, *arguments, language="en")
    assert said not in english.stdout + english.stderr


def test_every_text_of_click_that_we_translate_is_still_one() -> None:
    """A new version of click may word them anew; then the old German would never be seen."""
    with (FOLDER / "de" / "LC_MESSAGES" / "click.po").open("rb") as file:
        ours = {message.id[0] if message.pluralizable else message.id for message in read_po(file)}
    source = Path(click.__file__).parent
    texts = {
        node.value
        for file in source.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert ours - {""} - texts == set()


def test_the_list_of_commands_loads_none_of_them(tmp_path: Path) -> None:
    asked = "import sys; from crm.cli import main\ntry: main()\nfinally: print(sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", asked, "--help"], capture_output=True, text=True, check=True
    )
    slow = ("sqlalchemy", "flask", "ibis", "pandas", "alembic", "crm.cli.serve_command")
    assert [name for name in slow if f"'{name}'" in done.stdout] == []
