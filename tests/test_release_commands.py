"""From a register to a statement by commands alone: released, verified, cited, put on paper."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import update

from crm.config import Settings
from crm.db import open_engine
from crm.models import CompanyFact
from tests.pdf_checks import problems
from tests.reports.writers.office import require_office
from tests.test_commands import SAMPLES, run

YEAR = ("--from", "01.01.2023", "--to", "31.12.2023")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """The home, a released workbook and its mark."""
    home = tmp_path_factory.mktemp("released") / "home"
    assert run(home, "init").returncode == 0
    sample = str(SAMPLES / "2023-04-added.csv")
    found = run(home, "import", sample, "--source", "ihk-berlin", "--as-of", "30.04.2023")
    assert found.returncode == 0, found.stderr
    file = home / "released.xlsx"
    answer = run(home, "report", "coverage", *YEAR, "--release", "--out", str(file), "--json")
    assert answer.returncode == 0, answer.stderr
    return home, file, json.loads(answer.stdout)["release"]


def test_what_was_released_is_verified(office) -> None:
    home, file, mark = office
    answer = run(home, "report", "verify", str(file))
    assert answer.returncode == 0, answer.stderr
    assert f"wie sie am {datetime.now(UTC):%d.%m.}" in answer.stdout
    assert "Aus den heutigen Daten gezählt, ist jede Zahl dieselbe." in answer.stdout
    told = json.loads(run(home, "report", "verify", str(file), "--json").stdout)
    assert (told["release"], told["unchanged"], told["others"]) == (mark, True, 0)
    assert told["differences"] == []


def test_a_changed_file_ends_with_one(office, tmp_path: Path) -> None:
    home, file, _mark = office
    book = load_workbook(file)
    book["Methode"]["A1"] = "Anders"
    book.save(tmp_path / "other.xlsx")
    answer = run(home, "report", "verify", str(tmp_path / "other.xlsx"))
    assert answer.returncode == 1
    assert "NICHT" in answer.stdout
    assert "Methode, Zelle A1: freigegeben Methode, hier Anders" in answer.stdout


def test_what_is_no_release_is_refused(office, tmp_path: Path) -> None:
    home, _file, _mark = office
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"Guten Tag")
    answer = run(home, "report", "verify", str(other))
    assert answer.returncode == 1
    assert "kein hier freigegebener Bericht" in answer.stderr


def paper(folder: Path, mark: str, text: str) -> Path:
    file = folder / "paper.json"
    data = {
        "city": "Landeshauptstadt Magdeburg", "office": "Team 2", "number": "S0001/26",
        "on": "2026-11-28", "subject": "Kleine Unternehmen", "releases": [mark], "text": text,
    }  # fmt: skip
    file.write_text(json.dumps(data), encoding="utf-8")
    return file


def test_a_statement_cites_what_was_released(office, tmp_path: Path) -> None:
    """Also when the data have changed since."""
    home, _file, mark = office
    engine = open_engine(Settings(home=home).url)
    with engine.begin() as connection:
        connection.execute(update(CompanyFact).values(size_band="50-99"))
    engine.dispose()
    file = paper(tmp_path, mark, "Es sind {{ coverage.firms }} Unternehmen.")
    out = tmp_path / "S0001-26.docx"
    answer = run(home, "paper", str(file), "--out", str(out))
    assert answer.returncode == 0, answer.stderr
    lines = [each.text for each in Document(str(out)).paragraphs]
    assert any(line.startswith("Es sind ") and line.endswith(" Unternehmen.") for line in lines)
    told = json.loads(run(home, "report", "verify", str(office[1]), "--json").stdout)
    assert {step["cause"] for each in told["differences"] for step in each["steps"]} == {"fact"}


def test_a_figure_that_is_not_there_is_named(office, tmp_path: Path) -> None:
    home, _file, mark = office
    file = paper(tmp_path, mark, "Es sind {{ coverage.kleine }}.")
    answer = run(home, "paper", str(file), "--out", str(tmp_path / "x.docx"))
    assert answer.returncode == 1
    assert "Eine Zahl coverage.kleine gibt es nicht." in answer.stderr
    assert not (tmp_path / "x.docx").exists()


def test_it_becomes_a_pdf_for_the_archive(office, tmp_path: Path) -> None:
    require_office()
    home, _file, mark = office
    out = tmp_path / "paper.pdf"
    answer = run(home, "paper", str(paper(tmp_path, mark, "Text.")), "--out", str(out))
    assert answer.returncode == 0, answer.stderr
    left = ["its tables have no heads"]
    assert list(problems(out.read_bytes())) == left, "docs/decisions/printed-as-pdf.md"


def test_names_that_are_none_are_refused(office, tmp_path: Path) -> None:
    home, _file, mark = office
    answer = run(home, "paper", str(paper(tmp_path, mark, "x")), "--out", str(tmp_path / "x.odt"))
    assert answer.returncode == 1
    assert "endet auf .docx oder .pdf" in answer.stderr
