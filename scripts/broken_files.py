"""docs/administrator/broken-files.md from the faults that the tests try: ``update`` writes it,
``check`` compares.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from scripts.made_page import write_or_compare
from tests.register.broken.advice import advice
from tests.register.broken.fault import Fault
from tests.register.broken.others import COUNTED, OUTLINED
from tests.register.broken.rows import ROWS
from tests.register.broken.whole import TEXTS, WORKBOOKS
from tests.register.broken.workbook_rows import WORKBOOK_ROWS

PAGE = Path(__file__).parents[1] / "docs" / "administrator" / "broken-files.md"
LONGEST = 240
KIND = re.compile(r"(outlines|counts|XLSX|XLS|ODS): ")
HEAD = """# Files that do not go in

What was given in, what the product says of it, and what to do. Of a file that is refused nothing
goes in; of a row that is refused the others do, and the refused ones come back as a file with the
reason beside them ([the register in](register.md)). Each of these files is made by the tests, which
compare the sentence and that nothing else has changed.

What a file is, its content tells: a sound CSV, XLSX, XLS or ODS goes in under any name. Rows are
refused alike in all of them.

This page is made from `tests/register/broken` by `make docs`.
"""
SECTIONS = {
    "Texts, refused whole": TEXTS,
    "Workbooks, refused whole": WORKBOOKS,
    "Rows, refused one by one": [*ROWS, *WORKBOOK_ROWS],
    "Official counts, refused whole": COUNTED,
    "Outlines of districts, refused whole": OUTLINED,
}


def page() -> str:
    return "\n".join((HEAD, *(_section(title, faults) for title, faults in SECTIONS.items())))


def _section(title: str, faults: Sequence[Fault]) -> str:
    files: dict[str, dict[str, None]] = {}
    for fault in faults:
        files.setdefault(fault.sentence, {})[KIND.sub("", fault.name)] = None
    rows = "\n".join(_row(*one) for one in files.items())
    head = "| what it was | what it says | what to do |\n| --- | --- | --- |"
    return f"## {title}\n\n{head}\n{rows}\n"


def _row(sentence: str, names: Iterable[str]) -> str:
    said = sentence if len(sentence) <= LONGEST else f"{sentence[:LONGEST].rsplit(' ', 1)[0]} …"
    return f"| {'; '.join(names)} | {said} | {advice(sentence)} |"


if __name__ == "__main__":
    write_or_compare(PAGE, page())
