"""A register of 350,000 rows, as long as Berlin's, read by the command: seconds and memory."""

from dataclasses import dataclass
from pathlib import Path

from crm.cli.init_command import set_up
from crm.db import open_engine
from seed.berlin_register import write_register
from tests.benchmarks.register.processes import command

ROWS = 350_000
MOST_MEGABYTES = 400


@dataclass(frozen=True)
class Import:
    """``megabytes`` is the most that the process held at any moment."""

    seconds: float
    megabytes: int


def long_file(folder: Path) -> Path:
    """In the layout of IHK Berlin's full file, as long as that; 100 MB."""
    path = folder / "register.csv"
    write_register(path, ROWS)
    return path


def read(file: Path, url: str, home: Path) -> Import:
    engine = open_engine(url)
    set_up(engine)
    engine.dispose()
    cost = command(
        ["import", str(file), "--source", "ihk-berlin", "--as-of", "2023-04-30"], url, home
    )
    assert cost.told["created"] == ROWS
    return Import(cost.seconds, cost.megabytes)
