"""Ours: from rows as they were written to answers. Started by matching.py."""

import csv
import json
import pickle
import sys
import time
from pathlib import Path

from crm.register.same_firm.index import Found, Index
from crm.register.same_firm.likeness import Answer
from crm.register.same_firm.traits import traits

AHEAD = 1000
"""Bits: what is sure stands before whatever a person has to be asked about."""


def main(folder: Path) -> None:
    on_file, listed = pickle.loads((folder / "held_out.pickle").read_bytes())
    start, cpu = time.perf_counter(), time.process_time()
    index = Index(traits(firm) for firm in on_file)
    found = list(index.find_all(traits(row) for row in listed))
    told = {
        "seconds": time.perf_counter() - start,
        "cpu_seconds": time.process_time() - cpu,
        "megabytes": most_megabytes(),
        "answers": "ours.csv",
    }
    with (folder / "ours.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            (row.key, *_best(its)) for row, its in zip(listed, found, strict=True) if its
        )
    print(json.dumps(told))


def _best(found: Found) -> tuple[int, float, int]:
    best, sure = found[0], found[0].verdict is Answer.SURE
    return best.key, sum(reason.weight for reason in best.reasons) + AHEAD * sure, int(sure)


def most_megabytes() -> int:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
