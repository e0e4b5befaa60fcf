"""A page of docs/ that is made from the code: ``update`` writes it, ``check`` compares."""

import sys
from pathlib import Path


def write_or_compare(page: Path, text: str) -> None:
    if sys.argv[1] == "check":
        sys.exit(page.read_text(encoding="utf-8") != text)
    page.write_text(text, encoding="utf-8")
