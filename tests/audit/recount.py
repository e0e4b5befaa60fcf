"""Random worlds, of each every number of the reports that are recounted, on every engine there is.

Which those are says tests.reports.recount.sheets; of the others every measure is recounted by
tests/reports/test_engines_agree.py.
"""

from collections import Counter
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from random import Random

from reports.build import build
from reports.meta import Meta
from reports.period import Period
from tests.audit.files import database, tables
from tests.factories.world import small_world
from tests.reports.engines import engines_over
from tests.reports.recount.asked import Recount
from tests.reports.recount.compare import compared
from tests.reports.recount.sheets import RECOUNTED

META = Meta("Magdeburg", "Wirtschaftsförderung", datetime(2026, 3, 2, 14, 5), "audit")


def recount(folder: Path, worlds: int, year: int) -> int:
    """How many reports differ."""
    numbers: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(1, worlds + 1):
        with ExitStack() as stack:
            engine = stack.enter_context(database(folder / "recount.db", like=tables(folder)))
            world = small_world(Random(number), number)
            engines = stack.enter_context(engines_over([engine], [world], copied="sqlite"))
            asked = Recount(engines, year, META.created_at.date())
            for name, source in engines.sources.items():
                for report in RECOUNTED:
                    book = build(
                        report, source, Period.year(year), meta=META, translate=str,
                        include_advisors=True,
                    )  # fmt: skip
                    try:
                        numbers[report] += compared(book, report, asked)
                    except AssertionError as difference:
                        wrong.append(f"world {number}, {name}, {report}: {difference}")
    print(f"\n{worlds} random worlds, live and as a snapshot, recounted by plain loops:")
    for report, count in numbers.items():
        print(f"{report}: {count:,} numbers are the same.")
    print("\n".join(wrong) if wrong else "None is another.")
    return len(wrong)
