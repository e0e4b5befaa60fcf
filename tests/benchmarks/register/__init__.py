"""A register of 350,000 rows, as long as Berlin's, read by the command: seconds and memory."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from crm.cli.init_command import set_up
from crm.db import open_engine
from seed.berlin_register import write_register

ROWS = 350_000
MOST_MEGABYTES = 400
COMMAND = """
import sys
from pathlib import Path
from crm.cli import main
try:
    main()
finally:
    print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0], file=sys.stderr)
"""
"""Not ru_maxrss, which a new program inherits from the one that started it, tables and all."""


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
    settings = {"ANSPRECHPARTNER_DATABASE_URL": url, "ANSPRECHPARTNER_HOME": str(home)}
    command = [sys.executable, "-c", COMMAND, "import", str(file), "--source", "ihk-berlin",
               "--as-of", "2023-04-30", "--json"]  # fmt: skip
    start = time.perf_counter()
    ended = subprocess.run(
        command, env={**os.environ, **settings}, check=True, capture_output=True, text=True
    )
    seconds = time.perf_counter() - start
    assert json.loads(ended.stdout)["created"] == ROWS
    return Import(seconds, int(ended.stderr.split()[-1]) // 1024)
