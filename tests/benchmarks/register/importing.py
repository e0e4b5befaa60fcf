"""A list of 100,000 rows comes into 300,000 firms: ours and django-import-export on copies of the
same database, one after the other. The peer may read only the list's first rows, which are in no
order; what it does before the first is counted once.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.register import MOST_MEGABYTES
from tests.benchmarks.register.fill import TABLE, with_named, with_numbered
from tests.benchmarks.register.lists import AFTER, first_rows, write_named, write_numbered
from tests.benchmarks.register.page import circumstances, put
from tests.benchmarks.register.places import Place, places
from tests.benchmarks.register.processes import Cost, command, module
from tests.register.same_firm.held_out import held_out

PEER = "tests.benchmarks.peers.register"
PAIRS = "tests.benchmarks.register.find_pairs"
TIMES = 20
NAMED = "named"


class Trial(NamedTuple):
    """``listed`` comes into the database ``name``; ``ours`` tells the command whose list it is."""

    name: str
    title: str
    listed: Path
    ours: tuple[str, str]


class Line(NamedTuple):
    engine: str
    trial: Trial
    ours: Cost
    once: float
    """Seconds of the peer, in one pass."""
    tried: float
    """And with the trial that its documentation puts before it."""
    peer_megabytes: int


def run(wishes: argparse.Namespace) -> int:
    rows = held_out(wishes.on_file, wishes.listed)
    before, after = write_numbered(wishes.folder, wishes.on_file, wishes.listed)
    numbered = Trial("numbered", "by its number", after, ("--source", "ihk-berlin"))
    listed = write_named(wishes.folder, rows)
    named = Trial(NAMED, "by its name and address", listed, ("--mapping", TABLE))
    lines, searches = [], {}
    with places(wishes.folder) as engines:
        for engine, place in engines.items():
            with_numbered(place.new(numbered.name), before, wishes.folder)
            with_named(place.new(named.name), rows.on_file)
            lines += [_line(engine, place, trial, wishes) for trial in (numbered, named)]
            searches[engine] = module(PAIRS, place.copy(named.name, "trial"))
    text = "\n\n".join(
        (circumstances(wishes), _table(lines), _about(wishes), _searched(wishes, searches))
    )
    print(text)
    if wishes.write:
        put("importing", "A list comes in", text)
    return 0 if all(map(_is_reached, lines)) else 1


def _line(engine: str, place: Place, trial: Trial, wishes: argparse.Namespace) -> Line:
    url = place.copy(trial.name, "trial")
    arguments = ["import", str(trial.listed), *trial.ours, "--as-of", AFTER]
    ours = command(arguments, url, wishes.folder)
    assert ours.told["read"] == wishes.listed
    url, number = place.copy(trial.name, "trial"), min(wishes.peer_rows, wishes.listed)
    peer = module(PEER, url, str(first_rows(trial.listed, number)), trial.ours[1], AFTER)
    ahead, share = peer.told["ahead"], wishes.listed / number
    once, first = (ahead + (each - ahead) * share for each in (peer.seconds, peer.told["trial"]))
    line = Line(engine, trial, ours, once, once + first, peer.megabytes)
    print(engine, trial.title, ours, peer, flush=True)
    return line


def _is_reached(line: Line) -> bool:
    """Where firms have to be recognised; by their numbers a list is told, not judged."""
    is_quick = line.trial.name != NAMED or line.once >= TIMES * line.ours.seconds
    return is_quick and line.ours.megabytes <= MOST_MEGABYTES


def _table(lines: list[Line]) -> str:
    heads = (
        "| known | on | ours: seconds | MB | django-import-export: one pass | tried first | MB |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    )
    return "\n".join((*heads, *map(_row, lines)))


def _about(wishes: argparse.Namespace) -> str:
    read = min(wishes.peer_rows, wishes.listed)
    return (
        f"django-import-export read the first {read:,} rows, in no order; its seconds are those "
        "before the first row and, for all rows, as many as for each of these; in brackets, how "
        "many times ours. Its documentation tries a file before it takes it in, since one row that "
        "is wrong keeps the whole file out; ours takes in the others at once."
    )


def _searched(wishes: argparse.Namespace, searches: Mapping[str, Cost]) -> str:
    costs = ", ".join(
        f"{cost.seconds:.0f} s and {cost.megabytes:,} MB on {engine} ({cost.told['pairs']:,} pairs)"
        for engine, cost in searches.items()
    )
    return f"All {wishes.on_file:,} firms on file compared with each other: {costs}."


def _row(line: Line) -> str:
    ours = line.ours
    once, tried = (f"{each:,.0f} ({each / ours.seconds:.0f})" for each in (line.once, line.tried))
    return (
        f"| {line.trial.title} | {line.engine} | {ours.seconds:.0f} | {ours.megabytes:,} "
        f"| {once} | {tried} | {line.peer_megabytes:,} |"
    )
