"""What a later file changes, and what it must leave alone."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.enums import EndReason, SizeBand
from crm.models import Company, CompanyFact, District, ImportBatch, SourceRecord
from tests.register.conftest import APRIL, JUNE, MAY, Take, Write, counts

GROWN = {"employees_range": "10 - 19 Beschäftigte"}


@pytest.fixture
def bakery(session: Session, take: Take, write: Write) -> Company:
    take(write({}))
    return session.scalars(select(Company)).one()


def _facts(company: Company) -> list[tuple[str, date, date | None]]:
    return [(str(fact.size_band), fact.valid_from, fact.valid_to) for fact in company.facts]


def test_a_firm_that_grows_keeps_what_it_was(bakery: Company, take: Take, write: Write) -> None:
    assert counts(take(write(GROWN), MAY)) == {"read": 1, "updated": 1}
    assert _facts(bakery) == [("4-6", APRIL, date(2023, 5, 30)), ("10-19", MAY, None)]
    assert bakery.overview.size_band is SizeBand.FROM_10


def test_a_correction_of_the_same_day_replaces(bakery: Company, take: Take, write: Write) -> None:
    take(write(GROWN), APRIL)
    assert _facts(bakery) == [("10-19", APRIL, None)]


def test_a_firm_that_shrinks_back_is_followed(bakery: Company, take: Take, write: Write) -> None:
    take(write(GROWN), MAY)
    assert counts(take(write({}), JUNE)) == {"read": 1, "updated": 1}
    assert [band for band, *_days in _facts(bakery)] == ["4-6", "10-19", "4-6"]


def test_an_old_file_read_again_changes_nothing(bakery: Company, take: Take, write: Write) -> None:
    take(write(GROWN), MAY)
    assert counts(take(write({}), APRIL)) == {"read": 1, "unchanged": 1}


def test_an_older_file_is_not_believed(bakery: Company, take: Take, write: Write) -> None:
    take(write(GROWN), JUNE)
    result = take(write({"employees_range": "0"}), MAY)
    assert counts(result) == {"read": 1, "refused": 1}
    assert "newer of this firm already, as of 2023-06-30" in str(result.refused[0].problem)


def test_another_sector_is_a_new_fact(bakery: Company, take: Take, write: Write) -> None:
    take(write({"nace_id": "4724", "nace_desc": "EH m. Back- u. Süßwaren"}), MAY)
    assert [fact.wz_code for fact in bakery.facts] == ["10.71", "47.24"]
    assert bakery.overview.wz_section == "G"


def test_what_the_register_forgot_stays_known(bakery: Company, take: Take, write: Write) -> None:
    take(write({"employees_range": "unbekannt", "nace_id": "0000"}), MAY)
    assert _facts(bakery) == [("4-6", APRIL, None)]


def test_a_row_that_says_the_same_in_other_words_is_kept_but_changes_nothing(
    session: Session, bakery: Company, take: Take, write: Write
) -> None:
    """The swapped business_type, an age of one more year, decimal commas."""
    later = {"business_type": "Kleingewerbetreibender", "business_age": "28"}
    result = take(write(later | {"latitude": "52,527738746"}), MAY)
    assert counts(result) == {"read": 1, "unchanged": 1}
    assert session.scalar(select(func.count(SourceRecord.id))) == 2
    assert bakery.founded_on == date(1996, 1, 1)


def test_what_people_corrected_is_not_put_back(
    session: Session, bakery: Company, take: Take, write: Write
) -> None:
    """The register goes on saying four to six, somebody was there and counted twelve."""
    bakery.facts[0].valid_to = date(2023, 5, 1)
    session.flush()
    counted = CompanyFact(
        valid_from=date(2023, 5, 2), source="Besuch", size_band=SizeBand.FROM_10, employees=12
    )
    bakery.facts.append(counted)
    bakery.name = "Bäckerei Groß"
    bakery.description = "Brot und Kuchen"
    session.commit()
    take(write({"ihk_branch_desc": "Bäckerei u. Konditorei", "postcode": "12619"}), MAY)
    assert bakery.facts[-1].employees == 12
    assert (bakery.name, bakery.description) == ("Bäckerei Groß", "Brot und Kuchen")
    assert bakery.overview.address == "Buckower Ring, 12619 Berlin"


def test_a_new_branch_description_is_taken_over(bakery: Company, take: Take, write: Write) -> None:
    take(write({"ihk_branch_desc": "Konditorei"}), MAY)
    assert bakery.description == "Konditorei"
    assert str(bakery).startswith("Konditorei, Buckower Ring")


def test_a_move_leaves_the_old_site_behind(bakery: Company, take: Take, write: Write) -> None:
    there = {
        "postcode": "10117", "Bezirk": "Mitte", "planungsraum_id": "01100205",
        "Planungsraum": "Wilhelmstraße", "latitude": "52.51", "longitude": "13.37",
    }  # fmt: skip
    assert counts(take(write(there), MAY)) == {"read": 1, "updated": 1}
    old, new = sorted(bakery.sites, key=lambda site: site.id)
    assert (old.postcode, old.valid_to) == ("12683", date(2023, 5, 30))
    assert (new.postcode, new.valid_from, new.district.name) == ("10117", MAY, "Mitte")
    assert bakery.overview.address == "Wilhelmstraße, 10117 Berlin"


def test_better_coordinates_are_no_move(bakery: Company, take: Take, write: Write) -> None:
    take(write({"latitude": "52.5278", "Planungsraum": "Buckower Ring Süd"}), MAY)
    (site,) = bakery.sites
    assert (site.latitude, site.neighbourhood) == (52.5278, "Buckower Ring Süd")


def test_who_left_and_comes_back_is_open_again(bakery: Company, take: Take, write: Write) -> None:
    assert counts(take(write({}), MAY, gone=True)) == {"read": 1, "ended": 1}
    assert bakery.ended_on == MAY
    assert counts(take(write({}), APRIL)) == {"read": 1, "unchanged": 1}
    assert counts(take(write({}), JUNE)) == {"read": 1, "updated": 1}
    assert (bakery.ended_on, bakery.end_reason) == (None, None)
    assert bakery.overview.is_active


def test_who_was_closed_by_hand_stays_closed(
    session: Session, bakery: Company, take: Take, write: Write
) -> None:
    bakery.ended_on, bakery.end_reason = date(2023, 5, 2), EndReason.INSOLVENCY
    session.commit()
    assert counts(take(write(GROWN), JUNE)) == {"read": 1, "unchanged": 1}
    assert counts(take(write({}), JUNE, gone=True)) == {"read": 1, "unchanged": 1}
    assert bakery.end_reason is EndReason.INSOLVENCY


def test_nobody_leaves_before_the_register_last_named_them(
    bakery: Company, take: Take, write: Write
) -> None:
    take(write(GROWN), JUNE)
    result = take(write({}), MAY, gone=True)
    assert "still listed this firm on 2023-06-30" in str(result.refused[0].problem)


def test_nobody_leaves_before_they_began(
    session: Session, bakery: Company, take: Take, write: Write
) -> None:
    bakery.founded_on = date(2024, 1, 1)
    session.commit()
    result = take(write({}), MAY, gone=True)
    assert "began only on 2024-01-01" in str(result.refused[0].problem)


def test_a_deleted_firm_is_new_when_it_comes_again(
    session: Session, bakery: Company, take: Take, write: Write
) -> None:
    for row in (*bakery.sites, *bakery.facts, bakery):
        session.delete(row)
    session.commit()
    assert counts(take(write({}), APRIL)) == {"read": 1, "created": 1}


def test_a_district_of_another_city_keeps_its_number(
    session: Session, take: Take, write: Write
) -> None:
    session.add(District(number="10", name="Kannenstieg"))
    take(write({}))
    numbers = set(session.scalars(select(District.number)))
    assert numbers == {"10", "Berlin 10"}


def test_a_known_district_is_found_by_its_name(session: Session, take: Take, write: Write) -> None:
    session.add(District(number="MH", name="Marzahn-Hellersdorf"))
    result = take(write({}, {"opendata_id": "2", "planungsraum_id": "NULL"}))
    assert set(session.scalars(select(District.number))) == {"MH"}
    assert result.new_districts == []


def test_a_new_district_is_named_and_kept_with_the_batch(
    session: Session, take: Take, write: Write
) -> None:
    result = take(write({}, {"opendata_id": "2", "Bezirk": "Mitte"}, {"opendata_id": "3"}))
    assert result.new_districts == ["01 Mitte", "10 Marzahn-Hellersdorf"]
    batch = session.get_one(ImportBatch, result.batch_id)
    assert batch.new_districts == "01 Mitte\n10 Marzahn-Hellersdorf"


def test_who_left_for_another_town_is_named_and_can_leave_the_register(
    bakery: Company, take: Take, write: Write
) -> None:
    gone_away = {"city": "Potsdam", "postcode": "14467", "Bezirk": "NULL"}
    assert counts(take(write(gone_away), MAY)) == {"read": 1, "refused": 1}
    assert bakery.sites[0].city == "Berlin"
    assert counts(take(write(gone_away), MAY, gone=True)) == {"read": 1, "ended": 1}
