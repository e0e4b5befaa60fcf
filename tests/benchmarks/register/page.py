"""What stands in docs/performance.md between marks."""

import argparse
import os
import platform
from datetime import date
from pathlib import Path

DOCS = Path(__file__).parents[3] / "docs" / "performance.md"


def put(name: str, title: str, text: str) -> None:
    """Between its marks, which are made at the end the first time."""
    page = DOCS.read_text(encoding="utf-8")
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    if begin not in page:
        page = f"{page.rstrip()}\n\n## {title}\n\n{begin}{end}\n"
    before, _begin, rest = page.partition(begin)
    _old, _end, after = rest.partition(end)
    DOCS.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")


def circumstances(wishes: argparse.Namespace) -> str:
    return (
        f"{machine()} {wishes.listed:,} rows against {wishes.on_file:,} firms, half of the rows "
        "about firms on file."
    )


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    return (
        f"Measured on {date.today()}, Python {platform.python_version()}, {os.cpu_count()} cores, "
        f"{memory} GiB."
    )
