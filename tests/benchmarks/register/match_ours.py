"""Ours: from rows as they were written to answers. Started by matching.py."""

import csv
import json
import pickle
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from crm.register.same_firm.index import Found, Index
from crm.register.same_firm.likeness import Answer
from crm.register.same_firm.traits import Said, traits
from tests.benchmarks.register.processes import most_megabytes

AHEAD = 1000
"""Bits: what is sure stands before whatever a person has to be asked about."""


def write_rows(rows: Iterable[Said], path: Path) -> None:
    """One after the other, so that reading them does not count as our memory."""
    with path.open("wb") as file:
        for row in rows:
            pickle.dump(tuple(row), file, pickle.HIGHEST_PROTOCOL)


def rows_of(path: Path) -> Iterator[Said]:
    with path.open("rb") as file, suppress(EOFError):
        while True:
            yield Said(*pickle.load(file))


def main(folder: Path) -> None:
    start, cpu = time.perf_counter(), time.process_time()
    index = Index(map(traits, rows_of(folder / "on_file.pickle")))
    asking = map(traits, rows_of(folder / "listed.pickle"))
    best = [_best(found) if found else None for found in index.find_all(asking)]
    told = {
        "seconds": time.perf_counter() - start,
        "cpu_seconds": time.process_time() - cpu,
        "megabytes": most_megabytes(),
        "answers": "ours.csv",
    }
    with (folder / "ours.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            (row.key, *its)
            for row, its in zip(rows_of(folder / "listed.pickle"), best, strict=True)
            if its
        )
    print(json.dumps(told))


def _best(found: Found) -> tuple[int, float, int]:
    best, sure = found[0], found[0].verdict is Answer.SURE
    return best.key, sum(reason.weight for reason in best.reasons) + AHEAD * sure, int(sure)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
