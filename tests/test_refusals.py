"""What goes wrong around a command ends with 1 and a sentence, never with a stack trace."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import insert, make_url, text

from crm.cli import main
from crm.db import open_engine, writing
from crm.environment import PREFIX
from crm.migrations.run import downgrade
from crm.models import Company
from tests.conftest import ENGINES

PERIOD = ("--from", "2025-01-01", "--to", "2025-12-31")


@dataclass
class Answer:
    returncode: int
    stdout: str
    stderr: str


def run(home: Path, *arguments: str, **settings: str) -> Answer:
    """In this process, which is fast; in another one where a server might stay."""
    own = {"HOME": str(home), "LANGUAGE": "en", **settings}
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(PREFIX)]:
            patch.delenv(name)
        for name, value in own.items():
            patch.setenv(PREFIX + name, value)
        patch.setenv("LANGUAGE", "en")  # main() sets it
        return elsewhere(arguments) if arguments[0] in ("serve", "demo") else here(arguments, patch)


def here(arguments: Sequence[str], patch: pytest.MonkeyPatch) -> Answer:
    patch.setattr(sys, "argv", ["ansprechpartner", *arguments])
    out, err, code = StringIO(), StringIO(), 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
    return Answer(code, out.getvalue(), err.getvalue())


def elsewhere(arguments: Sequence[str]) -> Answer:
    done = subprocess.run(
        [sys.executable, "-c", "from crm.cli import main; main()", *arguments],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return Answer(done.returncode, done.stdout, done.stderr)


def refused(answer: Answer) -> str:
    """The one sentence that it was refused with."""
    assert answer.returncode == 1, answer.stderr
    (line,) = answer.stderr.splitlines()
    return line


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("office") / "home"
    assert run(home, "init").returncode == 0
    return home


@pytest.fixture
def taken() -> Iterator[str]:
    """A port where somebody listens already."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield str(server.getsockname()[1])


@pytest.mark.parametrize("command", [("serve",), ("serve", "--workers", "2"), ("demo",)])
def test_a_port_in_use_is_named(home: Path, taken: str, command: tuple[str, ...]) -> None:
    line = refused(run(home, *command, "--port", taken))
    assert f"127.0.0.1:{taken}" in line
    assert "--port" in line


def test_a_host_that_is_none_is_named(home: Path) -> None:
    assert "nowhere.invalid" in refused(run(home, "serve", HOST="nowhere.invalid"))


@pytest.mark.parametrize("place", ["file", "file/below", "/proc/nowhere"])
def test_a_home_that_cannot_be_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    assert str(tmp_path / place) in refused(run(tmp_path / place, "init"))


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="whoever is root may write everywhere"
)
def test_a_home_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    assert str(tmp_path) in refused(run(tmp_path / "home", "init"))
    tmp_path.chmod(0o755)


@pytest.mark.parametrize(
    "command", [("init",), ("serve",), ("import", __file__, "--source", "ihk-berlin")]
)
def test_a_database_server_that_is_away_is_named_without_its_password(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    line = refused(run(tmp_path, *command, DATABASE_URL="postgresql://u:secret@127.0.0.1:1/office"))
    assert "127.0.0.1:1/office" in line
    assert "no server answers there" in line
    assert "secret" not in line


def test_a_database_that_lets_nobody_in_is_named(tmp_path: Path, new_database) -> None:
    address = make_url(new_database("postgresql", "closed"))
    url = address.set(database="no_such_database").render_as_string(hide_password=False)
    assert "no_such_database" in refused(run(tmp_path, "init", DATABASE_URL=url))


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "ansprechpartner.db").write_text("Einkaufszettel")
    assert "ansprechpartner.db" in refused(run(tmp_path, "serve"))


def test_a_counter_of_attempts_whose_package_is_missing_is_named(home: Path) -> None:
    assert "pip install redis" in refused(run(home, "serve", RATE_STORAGE="redis://127.0.0.1"))


def test_a_folder_that_cannot_be_written_is_named(home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    inside = str(tmp_path / "file" / "out.xlsx")
    assert "/proc/x" in refused(run(home, "export", "--out", "/proc/x"))
    assert inside in refused(run(home, "report", "coverage", *PERIOD, "--out", inside))


@pytest.mark.parametrize("engine_name", ENGINES)
@pytest.mark.parametrize("command", [("init",), ("report", "coverage", *PERIOD)])
def test_a_database_of_a_newer_version_is_left_alone(
    tmp_path: Path, new_database, engine_name: str, command: tuple[str, ...]
) -> None:
    url = new_database(engine_name, f"newer_{command[0]}")
    assert run(tmp_path, "init", DATABASE_URL=url).returncode == 0
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    assert "newer version" in refused(run(tmp_path, *command, DATABASE_URL=url))


def test_a_database_of_an_earlier_version_names_the_command(tmp_path: Path) -> None:
    assert run(tmp_path, "init").returncode == 0
    engine = open_engine(f"sqlite:///{tmp_path / 'ansprechpartner.db'}")
    downgrade(engine, "-1")
    engine.dispose()
    line = refused(run(tmp_path, "serve"))
    assert "earlier version" in line
    assert line.endswith("ansprechpartner init")


def test_a_demo_city_of_an_earlier_version_is_named(tmp_path: Path) -> None:
    """It has firms and no offices that forward inquiries."""
    (tmp_path / "demo").mkdir()
    run(tmp_path / "demo", "init")
    engine = open_engine(f"sqlite:///{tmp_path / 'demo' / 'ansprechpartner.db'}")
    with writing(engine).begin() as connection:
        connection.execute(insert(Company.__table__).values(name="Alt", version=1))
    engine.dispose()
    answer = run(tmp_path, "demo", "--no-serve")
    assert answer.returncode == 1
    assert "is of an older version" in answer.stderr


def test_asking_for_figures_makes_no_database(tmp_path: Path) -> None:
    assert refused(run(tmp_path / "home", "report", "coverage", *PERIOD)).endswith("init")
    assert not (tmp_path / "home").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_what_is_made_is_its_owners_alone(home: Path) -> None:
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "ansprechpartner.db").stat().st_mode) == 0o600


def test_settings_are_refused_at_once_and_a_mistyped_name_is_noticed(tmp_path: Path) -> None:
    answer = run(tmp_path, "serve", PORT="abc", HTTPS="x", PROT="1")
    assert answer.returncode == 1
    mistyped, *wrong = answer.stderr.splitlines()
    assert "ANSPRECHPARTNER_PORT" in mistyped
    assert len(wrong) == 2


@pytest.mark.parametrize(
    ("option", "possible"),
    [("--team", "akquise"), ("--size-class", "micro"), ("--district", "unknown"),
     ("--section", "C "), ("--kind", "visit")],
)  # fmt: skip
def test_a_segment_that_is_none_names_those_there_are(
    home: Path, option: str, possible: str
) -> None:
    engine = open_engine(f"sqlite:///{home / 'ansprechpartner.db'}")
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM team"))
        connection.execute(
            text(
                "INSERT INTO team (code, name, created_at, changed_at, client_key, version)"
                " VALUES ('akquise', 'Akquise', '2025-01-01', '2025-01-01', 'x', 1)"
            )
        )
    engine.dispose()
    line = refused(run(home, "report", "coverage", *PERIOD, option, "nonsense"))
    assert f"{option} nonsense" in line
    assert possible in line


@pytest.mark.parametrize(
    "arguments",
    [("--out", "x.xlsx", "--by", "kind"), ("--out", "x.xlsx", "--team", "akquise")],
)
def test_a_workbook_goes_without_what_it_would_ignore(
    home: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    answer = run(home, "report", "coverage", *PERIOD, *arguments)
    assert answer.returncode == 2
    assert arguments[2] in answer.stderr
    assert not Path("x.xlsx").exists()


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [("2025-01-01", "2024-01-01", "The end lies before the beginning."),
     ("1995-01-01", "2025-01-01", "At most twenty years at once."),
     ("2025-01-01", "9999-01-01", "Is the year right?")],
)  # fmt: skip
def test_a_period_that_pages_refuse_is_refused_here(
    home: Path, first: str, last: str, sentence: str
) -> None:
    answer = run(home, "report", "coverage", "--from", first, "--to", last)
    assert answer.returncode == 2
    assert sentence in answer.stderr


def test_the_table_names_things_in_the_readers_language(home: Path) -> None:
    found = run(home, "report", "coverage", *PERIOD, "--by", "kind", LANGUAGE="de").stdout
    assert "Kontaktquote" in found
    assert "Betriebsbesuch" in found
    assert "visit" not in found


@pytest.mark.parametrize(
    ("name", "full_name", "email", "said"),
    [(" ", "Vera Fink", "v@example.org", "name to sign in"), ("vera", " ", "v@example.org", "last"),
     ("vera", "Vera Fink", "vera", "name@example.org")],
)  # fmt: skip
def test_a_login_that_lacks_something_is_refused(
    home: Path, name: str, full_name: str, email: str, said: str
) -> None:
    who = ("--role", "Administrator", "--full-name", full_name, "--email", email)
    line = refused(run(home, "user", name, *who, "--password", "drei-kleine-brote"))
    assert said in line
