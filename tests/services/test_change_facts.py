"""A firm grows, moves and is corrected; what held on a day can always be told."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from crm.enums import SiteKind, SizeBand, WzEdition
from crm.errors import DomainError
from crm.models import Company, CompanyFact, Site
from crm.services.add_company import add_company
from crm.services.change_facts import change_facts, correct_fact
from crm.services.find_duplicates import possible_duplicates
from crm.services.move_site import add_site
from crm.services.refresh_overview import refresh_overview

SPRING, SUMMER, AUTUMN = date(2025, 3, 1), date(2025, 6, 1), date(2025, 9, 1)
A_HANDFUL = {"employees": 5, "source": "Gespräch"}


@pytest.fixture
def bakery(session: Session) -> Company:
    company = Company(name="Bäckerei Lüdecke GmbH")
    session.add(company)
    session.flush()
    return company


def periods(session: Session, company: Company) -> list[tuple[date, date | None]]:
    session.expire_all()
    return [(fact.valid_from, fact.valid_to) for fact in company.facts]


def test_what_held_before_ends_the_day_before(session: Session, bakery: Company) -> None:
    change_facts(session, bakery.id, A_HANDFUL, SPRING)
    grown = {
        "employees": 12,
        "wz_code": "1071",
        "wz_edition": WzEdition.WZ_2008,
        "source": "Kammer",
    }
    new = change_facts(session, bakery.id, grown, AUTUMN)
    assert periods(session, bakery) == [(SPRING, date(2025, 8, 31)), (AUTUMN, None)]
    assert (new.size_band, new.wz_code, new.wz_section) == (SizeBand.FROM_10, "10.71", "C")


def test_what_is_learnt_late_goes_in_between(session: Session, bakery: Company) -> None:
    for day in (SPRING, AUTUMN, SUMMER):
        change_facts(session, bakery.id, A_HANDFUL, day)
    assert periods(session, bakery) == [
        (SPRING, date(2025, 5, 31)), (SUMMER, date(2025, 8, 31)), (AUTUMN, None),
    ]  # fmt: skip
    with pytest.raises(DomainError, match="from that day already"):
        change_facts(session, bakery.id, A_HANDFUL, SUMMER)


def test_a_first_day_is_corrected_without_gap(session: Session, bakery: Company) -> None:
    change_facts(session, bakery.id, A_HANDFUL, SPRING)
    grown: CompanyFact = change_facts(session, bakery.id, {**A_HANDFUL, "employees": 12}, AUTUMN)
    correct_fact(session, grown, {**A_HANDFUL, "employees": 13}, SUMMER)
    assert periods(session, bakery) == [(SPRING, date(2025, 5, 31)), (SUMMER, None)]
    assert grown.employees == 13
    with pytest.raises(DomainError, match="must begin after"):
        correct_fact(session, grown, A_HANDFUL, SPRING)


def test_a_move_ends_the_main_site(session: Session, bakery: Company) -> None:
    old = add_site(session, Site(company_id=bakery.id, kind=SiteKind.MAIN, street="Alt"))
    add_site(session, Site(company_id=bakery.id, kind=SiteKind.BRANCH, street="Filiale"))
    new = add_site(
        session, Site(company_id=bakery.id, kind=SiteKind.MAIN, street="Neu", valid_from=SUMMER)
    )
    assert (old.valid_to, new.valid_to) == (date(2025, 5, 31), None)
    with pytest.raises(DomainError, match="Since when"):
        add_site(session, Site(company_id=bakery.id, kind=SiteKind.MAIN, street="Woanders"))
    with pytest.raises(DomainError, match="begins later"):
        add_site(
            session, Site(company_id=bakery.id, kind=SiteKind.MAIN, street="X", valid_from=SPRING)
        )


def test_a_branch_becomes_the_main_site(session: Session, bakery: Company) -> None:
    branch, main = (
        add_site(session, Site(company_id=bakery.id, kind=kind, street=kind.value))
        for kind in (SiteKind.BRANCH, SiteKind.MAIN)
    )
    branch.kind, branch.valid_from = SiteKind.MAIN, SUMMER
    add_site(session, branch)
    assert (main.valid_to, branch.kind, main.version) == (date(2025, 5, 31), SiteKind.MAIN, 2)


def test_a_firm_comes_with_its_site_and_size(session: Session) -> None:
    values = {
        "street": "Breiter Weg",
        "house_number": "7",
        "size_band": SizeBand.FROM_4,
        "source": "Amt",
    }
    firm = add_company(session, Company(name="Neu", founded_on=SPRING), values, AUTUMN)
    bare = add_company(session, Company(name="Karg"), {"size_band": SizeBand.UNKNOWN}, AUTUMN)
    session.refresh(firm)
    assert (firm.sites[0].address, firm.facts[0].valid_from) == ("Breiter Weg 7", SPRING)
    assert (bare.sites, bare.facts) == ([], [])


def test_the_same_firm_is_noticed(session: Session) -> None:
    site = {"street": "Breiter Weg", "house_number": "7", "postcode": "39104"}
    firm = add_company(session, Company(name="Bäckerei Lüdecke GmbH"), site, AUTUMN)
    other = add_company(session, Company(name="Kanzlei am Dom"), site, AUTUMN)
    refresh_overview(session, [firm.id, other.id])

    def ids(*asked: str | None) -> list[int]:
        return [hit.id for hit in possible_duplicates(session, *asked)]

    assert ids("Bäckerei Luedecke", None, None) == [firm.id]
    assert ids("Lüdecke Bäckerei e. K.", None, None) == [firm.id]
    assert ids("Bäkerei Lüdecke", None, None) == [firm.id]
    assert ids("Bäcker Lüdecke", "Breiter Weg", "7") == [firm.id]
    assert ids("Bäckerei Schulze", None, None) == []
    assert ids("Schuhhaus Otto", "Breiter Weg", "7") == []
