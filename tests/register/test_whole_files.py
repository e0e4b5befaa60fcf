"""The publisher's own files, as they are served."""

import json

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.enums import Chamber, EndReason, SizeBand, WzEdition
from crm.models import Company, CompanyOverview, District, ImportBatch, Site, SourceRecord
from tests.register.conftest import ADDED, APRIL, DELETED, MANGLED, MAY, Take, counts


def _company(session: Session, key: str) -> Company:
    record = session.scalars(select(SourceRecord).filter_by(key=key)).first()
    assert record is not None
    assert record.company is not None
    return record.company


def test_the_months_new_firms_go_in_once(session: Session, take: Take) -> None:
    assert counts(take(ADDED)) == {"read": 1825, "created": 1825}
    assert counts(take(ADDED)) == {"read": 1825, "unchanged": 1825}
    assert session.scalar(select(func.count(Company.id))) == 1825
    assert session.scalar(select(func.count(SourceRecord.id))) == 1825


def test_a_row_becomes_a_firm(session: Session, take: Take) -> None:
    take(ADDED)
    studio = _company(session, "755150660")
    assert (studio.name, studio.chamber, studio.founded_on.year) == (None, Chamber.IHK, 1996)
    (site,) = studio.sites
    assert (site.postcode, site.neighbourhood) == ("12683", "Buckower Ring")
    assert (site.latitude, site.longitude) == (52.527738746, 13.571773935)
    assert str(site.district) == "10 Marzahn-Hellersdorf"
    (fact,) = studio.facts
    assert (fact.size_band, fact.wz_code, fact.wz_section) == (SizeBand.NONE, "59.20", "J")
    assert (fact.wz_edition, fact.valid_from) == (WzEdition.WZ_2008, APRIL)
    assert fact.source == "IHK Berlin"
    assert str(studio).startswith("Tonstudios u. H. v. Hörfunkbeiträgen, Buckower Ring (Marzahn-")
    assert str(studio).endswith(", Nr. 755150660")


def test_every_raw_row_is_kept(session: Session, take: Take) -> None:
    take(ADDED)
    record = session.scalars(select(SourceRecord).filter_by(key="755150660")).one()
    raw = json.loads(record.raw)
    assert record.row_number == 2
    assert raw["business_type"] == "im Handelsregister eingetragen"
    assert len(raw) == 20


def test_firms_without_bezirk_or_code_go_in_too(session: Session, take: Take) -> None:
    take(ADDED)
    without_district = select(func.count(Site.id)).where(Site.district_id.is_(None))
    assert session.scalar(without_district) == 10
    unknown = select(func.count(CompanyOverview.id)).filter_by(size_band=SizeBand.UNKNOWN)
    assert session.scalar(unknown) == 89
    assert session.scalar(select(func.count(District.id))) == 12


def test_unknown_firms_cannot_leave_and_are_named(session: Session, take: Take) -> None:
    result = take(DELETED, gone=True)
    assert counts(result) == {"read": 978, "refused": 978}
    assert result.as_json()["refused"][0] == {
        "row": 2,
        "column": "opendata_id",
        "value": "927453071510",
        "reason": "This firm is not in the register as we know it.",
    }


def test_known_firms_leave(session: Session, take: Take) -> None:
    take(DELETED)
    assert counts(take(DELETED, MAY, gone=True)) == {"read": 978, "ended": 978}
    assert counts(take(DELETED, MAY, gone=True)) == {"read": 978, "unchanged": 978}
    left = _company(session, "927453071510")
    assert (left.ended_on, left.end_reason) == (MAY, EndReason.LEFT_REGISTER)
    assert not left.overview.is_active


def test_of_a_file_that_a_spreadsheet_mangled_the_sound_rows_go_in(
    session: Session, take: Take
) -> None:
    result = take(MANGLED)
    assert counts(result) == {"read": 30, "created": 17, "refused": 13}
    assert [row.row for row in result.refused] == [
        4, 5, 6, 7, 8, 12, 13, 14, 15, 18, 19, 30, 31,
    ]  # fmt: skip
    assert {row.problem.field for row in result.refused} == {"opendata_id"}
    assert result.refused[0].value == "9,43032E+11"
    assert "rounded" in str(result.refused[0].problem)
    assert counts(take(MANGLED)) == {"read": 30, "unchanged": 17, "refused": 13}


def test_decimal_commas_short_codes_and_the_nameless_column_are_understood(
    session: Session, take: Take
) -> None:
    take(MANGLED)
    hotel = _company(session, "185224348")
    assert hotel.facts[0].wz_code == "55.1"
    assert (hotel.sites[0].latitude, hotel.sites[0].longitude) == (52.50138036, 13.32206592)
    assert str(hotel.sites[0].district) == "04 Charlottenburg-Wilmersdorf"
    record = session.scalars(select(SourceRecord).filter_by(key="185224348")).one()
    assert json.loads(record.raw)["Ortsteil"] == "Charlottenburg"


def test_the_batch_says_what_became_of_the_file(session: Session, take: Take) -> None:
    result = take(MANGLED)
    batch = session.get_one(ImportBatch, result.batch_id)
    assert (batch.read, batch.created, batch.refused) == (30, 17, 13)
    assert (batch.file_name, batch.as_of) == (MANGLED.name, APRIL)
    assert batch.finished_at is not None


@pytest.mark.parametrize("path", [ADDED, MANGLED])
def test_progress_ends_at_the_end(take: Take, path) -> None:
    seen: list[tuple[int, int]] = []
    take(path, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1]
