"""Every file that comes with us goes in by its door, or is refused with a sentence."""

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

import seed.reference
from crm.errors import DomainError
from crm.models import District
from crm.register.counts.take_in import take_in_counts
from crm.register.outlines.take_in import take_in_outlines
from crm.register.result import Result
from seed.sources import rows
from tests.register.conftest import ADDED, DELETED, MANGLED, SAMPLES, Take

NO_DOOR = SAMPLES / "counts" / "trade-registrations-by-year.csv"
COUNTS = sorted(path for path in (SAMPLES / "counts").iterdir() if path != NO_DOOR)
OUTLINES = Path(str(seed.reference.__file__)).parent / "districts.geojson"
ROUNDED = "A spreadsheet rounded this id; the true one is gone. Take the original file."
NOT_LISTED = "This firm is not in the register as we know it."


def reasons(result: Result) -> Counter[str]:
    return Counter(refused.problem.message for refused in result.refused)


@pytest.fixture
def districts(session: Session) -> None:
    session.add_all(District(number=row["number"], name=row["name"]) for row in rows("districts"))
    session.flush()


@pytest.mark.usefixtures("districts")
@pytest.mark.parametrize("path", COUNTS, ids=lambda path: path.name)
def test_a_table_of_counts_goes_in(session: Session, path: Path) -> None:
    assert take_in_counts(session, path).new


@pytest.mark.usefixtures("districts")
def test_a_table_that_counts_no_firms_is_refused(session: Session) -> None:
    with pytest.raises(DomainError, match="No table that is known has these columns"):
        take_in_counts(session, NO_DOOR)


def test_the_outlines_of_the_city_go_in(session: Session) -> None:
    assert len(take_in_outlines(session, OUTLINES).new) == 40


def test_every_row_of_the_added_goes_in(take: Take) -> None:
    result = take(ADDED)
    assert (result.read, result.created, result.refused) == (1825, 1825, [])


def test_of_those_gone_each_that_was_never_listed_is_named(take: Take) -> None:
    result = take(DELETED, gone=True)
    assert (result.read, reasons(result)) == (978, {NOT_LISTED: 978})


def test_of_what_a_spreadsheet_mangled_the_rest_goes_in(take: Take) -> None:
    result = take(MANGLED)
    assert (result.read, result.created) == (30, 17)
    assert reasons(result) == {ROUNDED: 13}


def test_no_register_is_forgotten() -> None:
    assert {ADDED, DELETED, MANGLED} == set(SAMPLES.glob("*.csv"))
