"""What a firm's form proposes: the sector by words, the district by the address."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from crm.enums import WzEdition
from crm.models import Company, CompanyFact, District, Site
from crm.services.find_sector import find_sectors
from crm.services.likely_districts import likely_districts
from crm.services.refresh_overview import refresh_overview

YEARS_AGO = date(2020, 1, 1)


@pytest.fixture
def town(session: Session) -> dict[str, int]:
    """Two districts share a postcode; the Hafenstraße lies in one of them."""
    districts = {name: District(number=name[:2], name=name) for name in ("Altstadt", "Werder")}
    for street, name, postcode in (
        ("Breiter Weg", "Altstadt", "39104"),
        ("Breiter Weg", "Altstadt", "39104"),
        ("Hafenstraße", "Werder", "39104"),
        ("Zollstraße", "Werder", "39114"),
    ):
        site = Site(street=street, postcode=postcode, district=districts[name])
        fact = CompanyFact(
            wz_code="10.71", wz_edition="2008", wz_section="C", valid_from=YEARS_AGO, source="x"
        )
        session.add(Company(name="Bäckerei Müller", sites=[site], facts=[fact]))
    session.flush()
    refresh_overview(session)
    return {name: district.id for name, district in districts.items()}


@pytest.mark.parametrize(
    ("postcode", "street", "first", "sure", "addresses"),
    [
        ("39104", "", ["Altstadt", "Werder"], None, 0),
        ("39104", "Hafenstraße", ["Werder", "Altstadt"], "Werder", 1),
        ("39104", "Breiter Weg", ["Altstadt", "Werder"], "Altstadt", 2),
        ("39104", "Neue Straße", ["Altstadt", "Werder"], None, 0),
        ("39114", "", ["Werder"], "Werder", 1),
        ("", "hafenstraße", ["Werder"], "Werder", 1),
        ("", "BREITER weg", ["Altstadt"], "Altstadt", 2),
        ("10115", "", [], None, 0),
        ("", "", [], None, 0),
    ],
)
def test_the_district_follows_from_the_address(
    session: Session, town: dict[str, int], postcode, street, first, sure, addresses
) -> None:
    found = likely_districts(session, postcode, street)
    assert found.district_ids == [town[name] for name in first]
    assert (found.sure, found.addresses) == (town[sure] if sure else None, addresses)


@pytest.mark.parametrize(
    ("words", "edition", "code"),
    [
        ("backwaren", WzEdition.WZ_2008, "10.71"),
        ("Gastst", WzEdition.WZ_2008, "56.10"),
        ("10.7", WzEdition.WZ_2008, "10.71"),
        ("1071", WzEdition.WZ_2008, "10.71"),
        ("herst möbel", WzEdition.WZ_2008, "31.01"),
        ("software", WzEdition.WZ_2025, "58.29"),
    ],
)
def test_a_sector_is_found_by_words_or_by_its_code(
    session: Session, words: str, edition: WzEdition, code: str
) -> None:
    assert code in [sector.code for sector in find_sectors(session, words, edition, 8)]


def test_a_sector_is_found_by_what_firms_of_that_name_do(
    session: Session, town: dict[str, int]
) -> None:
    first = find_sectors(session, "Bäckerei", WzEdition.WZ_2008, 8)[0]
    assert (first.code, first.firms) == ("10.71", 4)
    assert find_sectors(session, "  ", WzEdition.WZ_2008, 8) == []
