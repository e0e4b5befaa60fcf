"""One entry turns out to be two firms: what a register says by a number reaches the right one."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import EndReason, SizeBand
from crm.errors import DomainError
from crm.models import Company, FactClaim, SourceRecord
from crm.services.change_facts import change_facts
from crm.services.merge_companies import merge
from crm.services.refresh_overview import refresh_overview
from crm.services.split_company import KEYS, split
from crm.services.split_keys import register_keys
from tests.register.conftest import APRIL, JUNE, MAY, Back, Take, Write

ONE, TWO = {"opendata_id": "1"}, {"opendata_id": "2"}
GROWN = {"employees_range": "10 - 19 Beschäftigte"}
LARGE = {"employees_range": "20 - 49 Beschäftigte"}


@pytest.fixture
def firm(session: Session, take: Take, write: Write) -> Company:
    """Known to the register by 2, and by 1, which somebody merged into it."""
    take(write(ONE, TWO))
    first, second = session.scalars(select(Company).order_by(Company.id))
    merge(session, first, second, APRIL)
    session.commit()
    take(write(TWO | GROWN), MAY)
    return second


def split_off(session: Session, firm: Company, key: str) -> Company:
    chosen = [row.id for row in register_keys(session, firm) if row.key == key]
    new = split(session, firm, {"name": "Café Lüdecke"}, {KEYS: chosen})
    refresh_overview(session)
    session.commit()
    session.expire_all()
    return new


def sizes(company: Company) -> list[Any]:
    return [(fact.valid_from, fact.size_band) for fact in company.facts]


def test_a_key_goes_with_what_was_said_by_it(
    session: Session, take: Take, write: Write, firm: Company
) -> None:
    new = split_off(session, firm, "2")
    assert sizes(new) == [(APRIL, SizeBand.FROM_4), (MAY, SizeBand.FROM_10)]
    assert sizes(firm) == []
    assert [row.key for row in register_keys(session, firm)] == ["1"]
    take(write(TWO | LARGE), JUNE)
    session.expire_all()
    assert sizes(new)[-1] == (JUNE, SizeBand.FROM_20)
    assert sizes(firm) == []
    said = session.scalars(select(FactClaim.company_id).where(FactClaim.valid_from > APRIL))
    assert set(said) == {new.id}


def test_merged_again_what_is_said_by_it_is_the_firm_s(
    session: Session, take: Take, write: Write, firm: Company
) -> None:
    new = split_off(session, firm, "2")
    change_facts(session, firm.id, {"size_band": SizeBand.FROM_1, "source": "Besuch"}, APRIL)
    merge(session, new, firm, MAY)
    session.commit()
    take(write(TWO | LARGE), JUNE)
    session.expire_all()
    assert sizes(firm)[-1] == (JUNE, SizeBand.FROM_20)


def test_each_ends_by_its_own_keys(
    session: Session, take: Take, write: Write, firm: Company
) -> None:
    take(write(TWO), JUNE, gone=True)
    assert firm.ended_on is None
    new = split_off(session, firm, "2")
    assert (new.ended_on, new.end_reason) == (JUNE, EndReason.LEFT_REGISTER)
    assert firm.ended_on is None


def test_the_import_that_brought_it_leaves_the_new_firm(
    session: Session, take: Take, write: Write, back: Back
) -> None:
    brought = take(write(ONE))
    firm = session.scalars(select(Company)).one()
    new = split_off(session, firm, "1")
    undone = back(brought.batch_id)
    assert (undone.removed, [kept.company_id for kept in undone.kept]) == (0, [new.id])
    assert set(session.scalars(select(SourceRecord.company_id))) == {new.id}


def test_a_key_that_is_not_its_own(session: Session, take: Take, write: Write) -> None:
    take(write(ONE, TWO))
    first, second = session.scalars(select(Company).order_by(Company.id))
    [other] = register_keys(session, second)
    with pytest.raises(DomainError, match="not this firm's any more"):
        split(session, first, {"name": "X"}, {KEYS: [other.id]})
