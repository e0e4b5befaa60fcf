"""The workbooks on brochures, campaigns and funding print what the measures say."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from random import Random

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine

from crm.db import writing
from reports.build import build, write
from reports.measures.campaign_progress import campaign_results
from reports.measures.campaign_yield import campaign_yield
from reports.measures.funding import funding
from reports.meta import Meta
from reports.period import Period
from reports.source import Source, snapshot
from tests.factories.world import put, small_world

META = Meta("Magdeburg", "Wirtschaftsförderung", datetime(2026, 11, 23, 14, 5), "1.2.3")
YEAR = Period.year(2025)


@pytest.fixture(scope="module")
def source(engine: Engine) -> Iterator[Source]:
    """Thirty small worlds side by side, copied from the database."""
    with writing(engine).connect() as connection:
        outer = connection.begin()
        put(connection, [small_world(Random(number), number) for number in range(1, 31)])
        with snapshot(connection) as copied:
            outer.rollback()
            yield copied


def printed(source: Source, name: str, sheet: str) -> list[dict[str, object]]:
    """The rows of a sheet as a spreadsheet program reads them, its last the total if it has one."""
    book = build(name, source, YEAR, meta=META, translate=str, language="en")
    stream = BytesIO()
    write(book, stream)
    page = next(page for page in book.pages if page.sheet.key == sheet)
    cells = load_workbook(BytesIO(stream.getvalue()), data_only=True)[page.sheet.tab]
    labels = [column.label for column in page.sheet.columns]
    rows = [[cell.value for cell in row] for row in cells.iter_rows()]
    at = next(n for n, row in enumerate(rows) if row[: len(labels)] == labels)
    keys = [column.key for column in page.sheet.columns]
    many = len(page.frame) + bool(page.sheet.total)
    return [dict(zip(keys, row, strict=False)) for row in rows[at + 1 : at + 1 + many]]


def test_brochures_by_each_breakdown_add_up_to_the_total(source: Source) -> None:
    total = campaign_yield(source, YEAR).to_dict("records")[0]
    assert total["handed_out"]
    assert total["inquiries"]
    for sheet in ("material", "counter", "month"):
        *rows, last = printed(source, "yield", sheet)
        for name in ("handed_out", "inquiries", "consultations"):
            assert last[name] == total[name] == sum(row[name] for row in rows), (sheet, name)


def test_campaigns_stand_there_with_their_share(source: Source) -> None:
    rows = printed(source, "yield", "campaign")
    found = campaign_results(source, YEAR).to_dict("records")
    assert [row["targets"] for row in rows] == [row["targets"] for row in found]
    assert [row["reached"] for row in rows] == [row["reached"] for row in found]
    for row in rows:
        expected = row["reached"] / row["targets"] if row["targets"] else "–"
        assert row["share"] == expected


def test_amounts_are_numbers_that_add_up(source: Source) -> None:
    total = funding(source, YEAR).to_dict("records")[0]
    assert total["amount_applied"] > 0
    for sheet in ("programme", "size", "month"):
        *rows, last = printed(source, "funding", sheet)
        for name in ("consultations", "applied", "granted", "refused", "amount_applied",
                     "amount_granted"):  # fmt: skip
            assert last[name] == pytest.approx(total[name], abs=0.001), (sheet, name)
            assert sum(row[name] for row in rows) == pytest.approx(total[name], abs=0.001)
