"""The difference of two lists of all firms: whom the later one does not name has left."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from crm.enums import EndReason, RowOutcome
from crm.errors import DomainError
from crm.models import Company, SourceRecord
from tests.register.broken.makers import HEADER, NEVER_RECKONED, workbook
from tests.register.conftest import APRIL, BAKERY, JUNE, MAY, Take, Write, counts

FIRMS = [{"opendata_id": str(number)} for number in range(1, 21)]


def left(session) -> list[Company]:
    ended = select(Company).where(Company.ended_on.is_not(None)).order_by(Company.id)
    return list(session.scalars(ended))


def test_whom_the_next_list_does_not_name_has_left(session, write: Write, take: Take):
    take(write(*FIRMS), APRIL, full=True)
    assert left(session) == []
    result = take(write(*FIRMS[1:]), MAY, full=True)
    assert counts(result) == {"read": 19, "unchanged": 19, "ended": 1}
    (gone,) = left(session)
    assert (gone.ended_on, gone.end_reason) == (MAY, EndReason.LEFT_REGISTER)
    ended = select(SourceRecord).where(SourceRecord.outcome == RowOutcome.ENDED)
    assert session.scalars(ended).one().key == "1"


def test_the_same_list_again_changes_nothing(session, write: Write, take: Take):
    take(write(*FIRMS), APRIL, full=True)
    take(write(*FIRMS[1:]), MAY, full=True)
    again = take(write(*FIRMS[1:]), MAY, full=True)
    assert counts(again) == {"read": 19, "unchanged": 19}
    assert len(left(session)) == 1


def test_who_is_named_again_is_open_again(session, write: Write, take: Take):
    for firms, day in ((FIRMS, APRIL), (FIRMS[1:], MAY), (FIRMS, JUNE)):
        result = take(write(*firms), day, full=True)
    assert counts(result) == {"read": 20, "updated": 1, "unchanged": 19}
    assert left(session) == []


def test_more_than_a_tenth_leave_only_if_somebody_agrees(session, write: Write, take: Take):
    take(write(*FIRMS), APRIL, full=True)
    for dry_run in (True, False):
        with pytest.raises(DomainError, match="3 of 20 firms on file are not in this list"):
            take(write(*FIRMS[3:]), MAY, full=True, dry_run=dry_run)
    assert left(session) == []
    assert take(write(*FIRMS[3:]), MAY, full=True, many=True).ended == 3


def test_a_trial_says_how_many_would_leave(session, write: Write, take: Take):
    take(write(*FIRMS), APRIL, full=True)
    assert take(write(*FIRMS[2:]), MAY, full=True, dry_run=True).ended == 2
    assert left(session) == []


def test_a_refused_row_still_names_its_firm(session, write: Write, take: Take):
    take(write(*FIRMS), APRIL, full=True)
    result = take(write(*FIRMS[1:], FIRMS[0] | {"postcode": "1"}), MAY, full=True)
    assert (len(result.refused), result.ended) == (1, 0)


def test_a_row_that_lacks_a_formulas_result_still_names_its_firm(
    session, take: Take, tmp_path: Path
):
    path = tmp_path / "firms.xlsx"
    for size in (BAKERY["employees_range"], NEVER_RECKONED):
        path.write_bytes(workbook(HEADER, list((BAKERY | {"employees_range": size}).values())))
        result = take(path, full=True)
    assert (len(result.refused), result.ended) == (1, 0)


def test_an_id_that_nobody_can_read_might_be_anyones(session, write: Write, take: Take):
    take(write(*FIRMS), APRIL, full=True)
    with pytest.raises(DomainError, match="1 rows have no readable id"):
        take(write(*FIRMS[1:], {"opendata_id": "9,43032E+11"}), MAY, full=True)
    assert left(session) == []


def test_what_the_register_said_later_is_not_taken_back(session, write: Write, take: Take):
    take(write(*FIRMS), APRIL, full=True)
    take(write(FIRMS[0] | {"employees_range": "10 - 19"}), JUNE)
    assert take(write(*FIRMS[1:]), MAY, full=True).ended == 0


def test_firms_of_monthly_lists_and_people_s_own(session, write: Write, take: Take):
    """What came by a list of those added can leave; what no register named stays."""
    session.add(Company(name="By hand"))
    take(write(*FIRMS), APRIL, full=True)
    take(write({"opendata_id": "99"}), APRIL + timedelta(days=5))
    assert take(write(*FIRMS), MAY, full=True).ended == 1
    assert [one.name for one in left(session)] == [None]


def test_a_firm_with_two_ids_stays_while_one_is_named(session, write: Write, take: Take):
    """As after two rows of the register turned out to be one firm."""
    take(write(*FIRMS), APRIL, full=True)
    first, second = session.scalars(select(SourceRecord).order_by(SourceRecord.id).limit(2))
    other = session.get_one(Company, first.company_id)
    first.company_id, other.merged_into_id = second.company_id, second.company_id
    session.commit()
    assert take(write(*FIRMS[1:]), MAY, full=True).ended == 0
    assert left(session) == []


def test_a_list_is_of_all_or_of_those_gone(write: Write, take: Take):
    with pytest.raises(DomainError, match="not both"):
        take(write(BAKERY), MAY, full=True, gone=True)
