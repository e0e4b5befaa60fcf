"""What a checker of accessible PDFs says of a report that is printed by LibreOffice."""

from io import BytesIO
from random import Random

from crm.db import open_engine, writing
from reports.build import build, write
from reports.period import Period
from reports.source import snapshot
from tests.factories.world import put, small_world
from tests.pdf_checks import problems
from tests.reports.protect.test_attacked import META
from tests.reports.writers.office import require_office

LEFT = {
    "the keyboard does not follow its tags",
    "some of its text has no tag",
    "it has no heading",
    "a picture has no text for those who do not see it",
}
"""By LibreOffice 7.4 for spreadsheets, see docs/decisions/printed-as-pdf.md."""


def test_only_what_libreoffice_cannot_do_is_left(migrated_database) -> None:
    require_office()
    engine, target = open_engine(migrated_database("sqlite", "printed")), BytesIO()
    with writing(engine).begin() as connection:
        put(connection, [small_world(Random(1), 1)])
        with snapshot(connection) as source:
            book = build("recency", source, Period.year(2025), meta=META, translate=str)
    engine.dispose()
    write(book, target, ".pdf")
    found = set(problems(target.getvalue()))
    assert {said.rpartition(": ")[2] for said in found} <= LEFT
