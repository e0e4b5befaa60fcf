"""Whatever is given in is refused with a sentence that a clerk understands; nothing of it stays."""

import runpy
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from babel.support import Translations
from sqlalchemy import select
from sqlalchemy.orm import Session

import crm.web
from crm.errors import DomainError
from crm.models import Company, District
from crm.register.counts.take_in import take_in_counts
from crm.register.outlines.take_in import take_in_outlines
from crm.register.take_in import take_in
from crm.rules.in_words import in_words
from crm.services.import_mappings import keep_mapping
from tests.register.broken.fault import Fault
from tests.register.broken.others import OTHERS
from tests.register.broken.rows import ROWS
from tests.register.broken.whole import WHOLE
from tests.register.broken.workbook_rows import WORKBOOK_ROWS
from tests.register.contents import contents

ROOT = Path(__file__).parents[3]
COLUMNS = {
    "key": "Nr", "name": "Firma", "postcode": "PLZ", "city": "Ort", "employees": "Mitarbeiter",
    "founded_on": "Gegründet", "wz_2008": "WZ",
}  # fmt: skip
GERMAN = Translations.load(Path(crm.web.__file__).parent / "translations", ["de"])
REFUSED = [*WHOLE, *OTHERS]
IN_ROWS = [*ROWS, *WORKBOOK_ROWS]
Give = Callable[[Fault], object]
ON_BOTH = {"a file of no bytes", "XLSX: a row of formulas alone", "counts: a row twice",
           "outlines: metres", "another town", "an id twice", "31 February"}  # fmt: skip
"""The others are read before any database is asked, or by the same words."""


def each(faults: Sequence[Fault]) -> pytest.MarkDecorator:
    cases = [("sqlite", fault) for fault in faults]
    cases += [("postgresql", fault) for fault in faults if fault.name in ON_BOTH]
    ids = [f"{engine}-{fault.name}" for engine, fault in cases]
    return pytest.mark.parametrize(("engine", "fault"), cases, ids=ids, indirect=["engine"])


@pytest.fixture
def give(session: Session, tmp_path: Path) -> Give:
    """By the fault's door; what comes of it, not yet committed."""
    session.add(District(number="01", name="Altstadt"))
    mapping = keep_mapping(session, "Liste", COLUMNS, city="Magdeburg")
    session.commit()
    sources = {"import": "ihk-berlin", "table": f"table-{mapping.id}", "notices": "trade-notices"}

    def give(fault: Fault) -> object:
        path = tmp_path / fault.file_name
        path.write_bytes(fault.content)
        if fault.door in sources:
            return take_in(session, path, sources[fault.door], as_of=fault.as_of)
        by_door = {"counts": take_in_counts, "outlines": take_in_outlines}
        return by_door[fault.door](session, path)

    return give


@each(REFUSED)
def test_it_is_refused_with_a_sentence_and_nothing_changes(
    session: Session, give: Give, fault: Fault
) -> None:
    before = contents(session)
    with pytest.raises(DomainError) as refused:
        give(fault)
    session.commit()
    assert fault.sentence
    assert refused.value.said(GERMAN.gettext) == fault.sentence
    assert contents(session) == before


@each(IN_ROWS)
def test_only_the_row_that_makes_no_sense_is_missing(
    session: Session, give: Give, fault: Fault
) -> None:
    result = give(fault)
    session.commit()
    (refused,) = result.refused  # type: ignore[attr-defined]
    problem = refused.problem
    assert fault.sentence
    assert (refused.row, problem.field) == (3, fault.column)
    assert in_words(problem.message, problem.values, GERMAN.gettext) == fault.sentence
    assert len(session.scalars(select(Company)).all()) == 1


def test_there_are_many_and_each_has_its_name() -> None:
    names = [fault.name for fault in [*REFUSED, *IN_ROWS]]
    assert len(set(names)) == len(names) >= 60


def test_the_page_for_administrators_lists_them_all() -> None:
    made = runpy.run_path(str(ROOT / "scripts" / "broken_files.py"))
    assert made["PAGE"].read_text(encoding="utf-8") == made["page"](), "run: make docs"
    assert {id(one) for faults in made["SECTIONS"].values() for one in faults} == {
        id(one) for one in [*REFUSED, *IN_ROWS]
    }
