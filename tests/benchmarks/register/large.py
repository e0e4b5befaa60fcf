"""What the largest pieces of work on the register take: seconds and memory, on both engines."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.register import MOST_MEGABYTES, ROWS, long_file
from tests.benchmarks.register.fill import set_up_at
from tests.benchmarks.register.lists import BEFORE
from tests.benchmarks.register.page import machine, put
from tests.benchmarks.register.places import Place, places
from tests.benchmarks.register.processes import Cost, command

AGAIN = "2023-05-31"


class Line(NamedTuple):
    work: str
    engine: str
    cost: Cost


def run(wishes: argparse.Namespace) -> int:
    file = long_file(wishes.folder)
    with places(wishes.folder) as engines:
        lines = [line for each in engines.items() for line in _lines(*each, file, wishes.folder)]
    text = "\n\n".join((machine(), _table(lines)))
    print(text)
    if wishes.write:
        put("large", "The largest pieces of work", text)
    return 0 if all(line.cost.megabytes <= MOST_MEGABYTES for line in lines) else 1


def _lines(engine: str, place: Place, file: Path, home: Path) -> Iterator[Line]:
    url = place.new("large")
    set_up_at(url)
    said = ["import", str(file), "--source", "ihk-berlin", "--as-of"]
    first = command([*said, BEFORE], url, home)
    assert first.told["created"] == ROWS
    yield _told(Line(f"a register of {ROWS:,} rows comes in", engine, first))
    again = command([*said, AGAIN, "--full"], url, home)
    assert again.told["unchanged"] == ROWS
    yield _told(Line("the same comes again as a list of all", engine, again))
    command(["import", "--undo", "last"], url, home)
    undone = command(["import", "--undo", "last"], url, home)
    assert undone.told["removed"] == ROWS
    yield _told(Line("it is taken back", engine, undone))


def _told(line: Line) -> Line:
    print(*line, flush=True)
    return line


def _table(lines: list[Line]) -> str:
    heads = "| work | on | seconds | MB |", "| --- | --- | ---: | ---: |"
    rows = (
        f"| {line.work} | {line.engine} | {line.cost.seconds:.0f} | {line.cost.megabytes:,} |"
        for line in lines
    )
    return "\n".join((*heads, *rows))
