"""``ansprechpartner replay`` and ``movements``: what they print and how they end."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from crm.cli import main
from crm.enums import SizeBand
from crm.register.sources import SOURCES, ihk_berlin
from tests.register.conftest import ADDED, Write
from tests.register.test_command import database as database

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """run("replay", ...) -> exit code, standard output, standard error."""

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["ansprechpartner", *map(str, words)])
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0), *capsys.readouterr()

    return run


def _without_sizes(cells: Any, as_of: Any) -> Any:
    said = ihk_berlin.firm(cells, as_of)
    return said._replace(fact=said.fact._replace(size_band=SizeBand.UNKNOWN))


def test_a_replay_tried_done_and_taken_back(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write({}, {"opendata_id": "2", "employees_range": "unbekannt"}, name="2023-04.csv")
    with monkeypatch.context() as then:
        then.setitem(SOURCES, "ihk-berlin", replace(ihk_berlin.SOURCE, firm=_without_sizes))
        run("import", file, "--source", "ihk-berlin")
    code, out, _err = run("replay", "ihk-berlin", "--dry-run", "--json")
    told = json.loads(out)
    assert (code, told["firms"], told["size"], told["sector"], told["dry_run"]) == (
        0,
        1,
        1,
        0,
        True,
    )
    assert told["differences"] == [{
        "company_id": 1, "firm": told["differences"][0]["firm"], "field": "Size",
        "from": "2023-04-30", "before": "unknown", "after": "4 to 6",
    }]  # fmt: skip
    code, out, _err = run("replay", "ihk-berlin")
    assert out.startswith("2 rows read again: 1 firms change, 1 of them in size, 0 in sector")
    assert "It can be taken back: ansprechpartner import --undo 2" in out
    assert json.loads(run("replay", "ihk-berlin", "--json")[1])["firms"] == 0
    run("import", "--undo", "last")
    assert json.loads(run("import", "--undo", "last", "--json")[1])["given_back"] == 1
    code, _out, err = run("replay", "nobody")
    assert (code, "There is no source nobody." in err) == (1, True)


def test_a_months_movements(run: Run) -> None:
    run("import", ADDED, "--source", "ihk-berlin")
    told = json.loads(run("movements", "--month", "2023-04", "--json")[1])
    assert (told["month"], told["begun"], told["ended"], told["moved"]) == ("2023-04", 1825, 0, 0)
    assert len(told["rows"]) == 1825
    row = told["rows"][0]
    assert (row["kind"], row["day"], row["source"]) == ("begun", "2023-04-30", "ihk-berlin")
    code, out, _err = run("movements", "--month", "2023-05")
    assert (code, out) == (0, "May 2023: 0 firms begun, 0 ended, 0 moved.\n")
    assert run("movements", "--month", "2023-13")[0] == 2
