"""Which rows of a list are firms on file: ours and splink over the same rows, one after the other.

Each runs in a process of its own with the machine's cores, and writes for each row its best firm
with a weight. Splink is handed our spelling of all traits, made before its clock starts.
"""

import argparse
import csv
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.register.match_ours import write_rows
from tests.benchmarks.register.matching_table import Outcome, curve, table
from tests.benchmarks.register.page import circumstances, put
from tests.benchmarks.register.splink_rows import write_parquet
from tests.register.same_firm.held_out import SEED, HeldOut, held_out

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
POINTS = 0.02
"""Of recall that ours must be ahead at splink's best precision."""
MOST_MEGABYTES = 400


@dataclass(frozen=True)
class Run:
    """``cpu_seconds`` of all threads: what does not depend on who else uses the machine."""

    seconds: float
    cpu_seconds: float
    megabytes: int
    answers: Mapping[int, tuple[int, float, bool]]
    """Row -> its likeliest firm, with what weight, and whether it is linked without asking."""


def run(wishes: argparse.Namespace) -> int:
    rows = held_out(wishes.on_file, wishes.listed)
    for name in ("on_file", "listed"):
        write_rows(getattr(rows, name), wishes.folder / f"{name}.pickle")
        write_parquet(getattr(rows, name), wishes.folder / f"{name}.parquet")
    ours = _run([sys.executable, "-m", "tests.benchmarks.register.match_ours"], wishes.folder)
    peer = _run([wishes.peers_python, str(HERE / "match_splink.py")], wishes.folder)
    text, is_reached = _report(wishes, rows, ours, peer)
    print(text)
    if wishes.write:
        put("matching", "Which firm is meant", text)
    return 0 if is_reached else 1


def _run(command: list[str], folder: Path) -> Run:
    ended = subprocess.run([*command, str(folder)], cwd=ROOT, capture_output=True, text=True)
    if ended.returncode:
        sys.exit(ended.stderr)
    told = json.loads(ended.stdout.splitlines()[-1])
    with (folder / told.pop("answers")).open(newline="") as file:
        answers = {int(r): (int(f), float(w), s == "1") for r, f, w, s in csv.reader(file)}
    return Run(**told, answers=answers)


def _report(wishes: argparse.Namespace, rows: HeldOut, ours: Run, peer: Run) -> tuple[str, bool]:
    known = curve(rows.truth, {r: (f, w) for r, (f, w, _sure) in ours.answers.items()})
    theirs = curve(rows.truth, {r: (f, w) for r, (f, w, _sure) in peer.answers.items()})
    best = max(theirs, key=lambda outcome: outcome.f1)
    sure = _sure(rows, ours)
    level = _at_least(known, best.precision)
    lines = [
        ("ours, linked without asking", sure, ours),
        ("ours, at splink's best precision", level, ours),
        ("splink, at the threshold that is best for it", best, peer),
        ("splink, at our precision without asking", _at_least(theirs, sure.precision), peer),
    ]
    ahead = level.recall - best.recall >= POINTS and level.precision >= best.precision
    quick = ours.cpu_seconds <= peer.cpu_seconds and ours.megabytes <= MOST_MEGABYTES
    text = "\n\n".join((circumstances(wishes), table(lines), _questions(rows, ours)))
    return text, ahead and quick


def _sure(rows: HeldOut, ours: Run) -> Outcome:
    sure = {row: (firm, weight) for row, (firm, weight, sure) in ours.answers.items() if sure}
    return curve(rows.truth, sure)[-1]


def _at_least(outcomes: list[Outcome], precision: float) -> Outcome:
    fine = [outcome for outcome in outcomes if outcome.precision >= precision]
    return max(fine, key=lambda outcome: outcome.recall, default=Outcome(1.0, 0.0))


def _questions(rows: HeldOut, ours: Run) -> str:
    asked = {r: f for r, (f, _weight, sure) in ours.answers.items() if not sure}
    right = sum(rows.truth[row] == firm for row, firm in asked.items())
    return (
        f"Copies are altered with the seed {SEED}. A person is asked about {len(asked):,} rows; of "
        f"these {right:,} are on file under the first firm that is proposed, the others mostly "
        "look like one of the same name or house."
    )
