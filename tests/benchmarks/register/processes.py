"""A program of ours or of a peer's, run in a process of its own: seconds and memory."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[3]
OURS = """
import sys, time
from tests.benchmarks.register.processes import most_megabytes
from crm.cli import main
try:
    main()
finally:
    print(time.process_time(), most_megabytes(), file=sys.stderr)
"""


class Cost(NamedTuple):
    """``cpu_seconds`` without those of a database's own server; ``megabytes``: the most at once."""

    seconds: float
    cpu_seconds: float
    megabytes: int
    told: Mapping[str, Any]


def most_megabytes() -> int:
    """Not ru_maxrss, which a new program inherits from the one that started it, tables and all."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def command(arguments: Sequence[str], url: str, home: Path) -> Cost:
    """``ansprechpartner`` with these arguments and ``--json``."""
    settings = {"ANSPRECHPARTNER_DATABASE_URL": url, "ANSPRECHPARTNER_HOME": str(home)}
    start = time.perf_counter()
    ended = _run([sys.executable, "-c", OURS, *arguments, "--json"], settings)
    seconds = time.perf_counter() - start
    cpu, megabytes = ended.stderr.split()[-2:]
    return Cost(seconds, float(cpu), int(megabytes), json.loads(ended.stdout))


def module(name: str, *arguments: str) -> Cost:
    """One that measures itself, from when its modules are there, and prints it as JSON."""
    ended = _run([sys.executable, "-W", "ignore", "-m", name, *arguments], {})
    told = json.loads(ended.stdout.splitlines()[-1])
    return Cost(*(told.pop(name) for name in Cost._fields[:3]), told)


def _run(line: Sequence[str], settings: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    ended = subprocess.run(
        line, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True
    )
    if ended.returncode:
        sys.exit(ended.stderr)
    return ended
