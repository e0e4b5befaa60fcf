"""``ansprechpartner import``: what it prints and how it ends."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from crm.cli import main
from crm.cli.language import translations
from crm.db import open_engine
from crm.migrations.run import upgrade
from crm.models import Company
from tests.register.conftest import ADDED, DELETED, MANGLED, SAMPLES

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def database(new_database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    url = new_database("sqlite", "command")
    monkeypatch.setenv("ANSPRECHPARTNER_DATABASE_URL", url)
    monkeypatch.setenv("ANSPRECHPARTNER_LANGUAGE", "en")
    translations.cache_clear()
    engine = open_engine(url)
    upgrade(engine)
    yield engine
    engine.dispose()
    translations.cache_clear()


@pytest.fixture
def run(
    database: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """run("--json", ...) -> exit code, standard output, standard error."""

    def run(*words: object) -> tuple[int, str, str]:
        command = ["ansprechpartner", "import", "--source", "ihk-berlin", *map(str, words)]
        monkeypatch.setattr(sys, "argv", command)
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0), *capsys.readouterr()

    return run


def _firms(database: Engine) -> int:
    with database.connect() as connection:
        return connection.scalar(select(func.count(Company.id))) or 0


def test_json_is_all_that_is_printed(run: Run, database: Engine) -> None:
    code, out, err = run(ADDED, "--json")
    assert (code, err) == (0, "")
    counts = {"read": 1825, "updated": 0, "ended": 0, "linked": 0, "asked": 0}
    counts |= {"refused": [], "notes": []}
    assert json.loads(out) == counts | {"created": 1825, "unchanged": 0}
    assert json.loads(run(ADDED, "--json")[1]) == counts | {"created": 0, "unchanged": 1825}
    assert _firms(database) == 1825


def test_refused_rows_do_not_fail_the_command(run: Run) -> None:
    code, out, _err = run(MANGLED, "--json")
    refused = json.loads(out)["refused"]
    assert (code, len(refused)) == (0, 13)
    assert set(refused[0]) == {"row", "column", "value", "reason"}
    assert (refused[0]["row"], refused[0]["value"]) == (4, "9,43032E+11")


def test_the_month_in_the_files_name_is_its_day(run: Run) -> None:
    told = run(ADDED)[1]
    assert "1825 rows as of Apr 30, 2023: 1825 firms new" in told
    assert "New districts: 01 Mitte, 02 Friedrichshain-Kreuzberg, " in told
    assert "the register of Berlin, while this office is that of Magdeburg" in told
    assert "as of May 2, 2023" in run(DELETED, "--gone", "--as-of", "02.05.2023")[1]
    assert "as of May 2, 2023" in run(DELETED, "--gone", "--as-of", "2023-05-02")[1]


def test_the_unknown_ones_of_a_gone_list_are_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "refused.csv"
    code, out, _err = run(DELETED, "--gone", "--refused", path)
    assert code == 0
    assert "978 rows refused" in out
    assert "New districts" not in out
    assert "Row 2, opendata_id “927453071510”: This firm is not in the register" in out
    assert len(path.read_text(encoding="utf-8-sig").splitlines()) == 979


def test_a_trial_writes_the_refused_rows_and_nothing_else(
    run: Run, database: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "refused.csv"
    code, out, _err = run(MANGLED, "--dry-run", "--refused", path)
    assert code == 0
    assert "nothing has been changed" in out
    assert len(path.read_text(encoding="utf-8-sig").splitlines()) == 14
    assert _firms(database) == 0


def test_days_are_written_as_the_language_does(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSPRECHPARTNER_LANGUAGE", "de")
    translations.cache_clear()
    assert "30.04.2023" in run(ADDED, "--dry-run")[1]


def test_what_is_no_register_file_is_refused_with_a_sentence(run: Run, database: Engine) -> None:
    code, out, err = run(SAMPLES / "README.md")
    assert (code, out) == (1, "")
    assert err.startswith("This is not a file of IHK Berlin: the header lacks opendata_id")
    assert _firms(database) == 0


def test_a_file_that_cannot_be_written_takes_everything_back(
    run: Run, database: Engine, tmp_path: Path
) -> None:
    code, _out, err = run(MANGLED, "--refused", tmp_path / "nowhere" / "refused.csv")
    assert code == 1
    assert "cannot be written" in err
    assert _firms(database) == 0


@pytest.mark.parametrize(
    "words", [["gibt-es-nicht.csv"], [ADDED, "--as-of", "31.02.2023"], [], [ADDED, "--fast"]]
)
def test_wrong_usage_ends_with_two(run: Run, words: list[object]) -> None:
    assert run(*words)[0] == 2


def test_an_import_is_taken_back(run: Run, database: Engine) -> None:
    run(ADDED)
    run(DELETED, "--gone")
    tried = json.loads(run("--undo", "1", "--dry-run", "--json")[1])
    assert _firms(database) == 1825
    code, out, err = run("--undo", "1", "--json")
    assert (code, err, json.loads(out)) == (0, "", tried)
    assert (tried["removed"], tried["given_back"], tried["kept"]) == (1825, 0, [])
    assert _firms(database) == 0
    assert "Import 2 (2023-04-deleted.csv): 0 firms removed" in run("--undo", "last")[1]
    code, out, err = run("--undo", "last")
    assert (code, out) == (1, "")
    assert err == "There is no import that could be taken back.\n"


def test_an_import_that_was_undone_already(run: Run) -> None:
    run(ADDED)
    run("--undo", "last")
    assert run("--undo", "1")[::2] == (1, "This import has been taken back already.\n")
    assert run("--undo", "7")[::2] == (1, "There is no import with the number 7.\n")


def test_undo_takes_no_file(run: Run) -> None:
    assert run(ADDED, "--undo", "last")[0] == 2
    assert "number of an import" in run("--undo", "yesterday")[2]
