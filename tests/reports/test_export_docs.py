"""docs/export.md says what the export writes."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_is_what_the_declarations_say() -> None:
    made = runpy.run_path(str(ROOT / "scripts" / "export_docs.py"))
    assert made["PAGE"].read_text(encoding="utf-8") == made["page"](), "run: make docs"
