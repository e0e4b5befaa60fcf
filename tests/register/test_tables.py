"""Tables whose columns people named: what goes in, what is recognised, what comes back out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.enums import Chamber, MatchVerdict, RowOutcome, SizeBand
from crm.errors import DomainError
from crm.models import (
    Company,
    CompanyFact,
    District,
    FactClaim,
    ImportMapping,
    MatchDecision,
    Site,
    SourceRecord,
)
from crm.register.mapping.guess import guess
from crm.register.reading.preview import preview
from crm.register.result import Result
from crm.register.take_in import take_in
from crm.register.undo import undo
from crm.services.import_mappings import keep_mapping
from crm.services.refresh_overview import refresh_overview

MAY, JUNE = date(2026, 5, 31), date(2026, 6, 30)
HEADER = "Betriebsnr.;Firma;Rechtsform;Straße;PLZ;Ort;Telefon;Gewerk;Beschäftigte"
BAKER = "00123;Bäckerei Lüdecke GmbH;GmbH;Breiter Weg 12 a;39104;Magdeburg;0391 123456;Bäcker;12"
ROOFER = "00124;Dach & Fach;;Elbstr. 3;39104;Magdeburg;;Dachdecker;3"

Give = Callable[..., Result]


@pytest.fixture
def mapping(session: Session, tmp_path: Path) -> ImportMapping:
    """Named as the page proposes it."""
    path = tmp_path / "hwk.csv"
    path.write_text(f"{HEADER}\n{BAKER}\n{ROOFER}\n", encoding="cp1252")
    seen = preview(path)
    columns = guess(seen.header, [cells for _number, cells in seen.rows])
    rest = {"city": "Magdeburg", "chamber": Chamber.HWK, "is_craft": True}
    return keep_mapping(session, "Handwerkskammer", columns, **rest)


@pytest.fixture
def give(session: Session, mapping: ImportMapping, tmp_path: Path) -> Give:
    def give(*rows: str, as_of: date = MAY, header: str = HEADER) -> Result:
        path = tmp_path / "hwk.csv"
        path.write_text("\n".join([header, *rows]), encoding="utf-8")
        result = take_in(session, path, f"table-{mapping.id}", as_of=as_of)
        session.commit()
        session.expire_all()
        return result

    return give


def _on_file(session: Session, **values: object) -> Company:
    company = Company(name="Lüdecke Bäckerei", phone="0391/123456", chamber=Chamber.IHK)
    for name, value in values.items():
        setattr(company, name, value)
    company.sites = [Site(street="Breiter Weg", house_number="12a", postcode="39104")]
    session.add(company)
    session.flush()
    refresh_overview(session, [company.id])
    session.commit()
    return company


def test_columns_are_proposed_from_names_and_contents(mapping: ImportMapping) -> None:
    assert json.loads(mapping.columns) == {
        "key": "Betriebsnr.", "name": "Firma", "legal_form": "Rechtsform", "address": "Straße",
        "postcode": "PLZ", "city": "Ort", "phone": "Telefon", "employees": "Beschäftigte",
        "description": "Gewerk",
    }  # fmt: skip


def test_a_firm_goes_in_with_all_that_the_table_says(session: Session, give: Give) -> None:
    assert give(BAKER, ROOFER).created == 2
    firm = session.scalars(select(Company).where(Company.name.startswith("Bäck"))).one()
    assert (firm.chamber, firm.is_craft, firm.phone) == (Chamber.HWK, True, "0391 123456")
    (site,) = firm.sites
    assert (site.street, site.house_number, site.postcode) == ("Breiter Weg", "12 a", "39104")
    (fact,) = firm.facts
    assert (fact.size_band, fact.source) == (SizeBand.FROM_10, "Handwerkskammer")
    record = session.scalars(select(SourceRecord).where(SourceRecord.company_id == firm.id)).one()
    assert record.key == "00123"


def test_the_same_table_again_changes_nothing(give: Give) -> None:
    give(BAKER, ROOFER)
    again = give(ROOFER, BAKER, as_of=JUNE)
    assert (again.unchanged, again.created, again.updated) == (2, 0, 0)


def test_a_firm_on_file_is_recognised_and_completed(session: Session, give: Give) -> None:
    """Word order, legal form, spelling of house and telephone differ; what is known stays."""
    known = _on_file(session, founded_on=date(1990, 1, 1))
    result = give(BAKER)
    assert (result.linked, result.created, result.updated, result.asked) == (1, 0, 1, 0)
    assert (known.name, known.phone, known.chamber) == (
        "Lüdecke Bäckerei", "0391/123456", Chamber.BOTH,
    )  # fmt: skip
    assert (known.legal_form, known.description, known.is_craft) == ("GmbH", "Bäcker", True)
    assert [site.house_number for site in known.sites] == ["12a"]
    assert [fact.size_band for fact in known.facts] == [SizeBand.FROM_10]
    decision = session.scalars(select(MatchDecision)).one()
    assert (decision.company_id, decision.verdict) == (known.id, MatchVerdict.SAME)
    assert "same telephone" in decision.reasons


def test_once_recognised_it_is_known_by_its_number(session: Session, give: Give) -> None:
    known = _on_file(session)
    give(BAKER)
    moved = give(BAKER.replace("Breiter Weg 12 a", "Am Ring 5"), as_of=JUNE)
    assert (moved.updated, moved.linked) == (1, 0)
    assert {site.street for site in known.sites} == {"Am Ring"}


def test_a_doubtful_one_comes_in_and_is_asked_about(session: Session, give: Give) -> None:
    known = _on_file(session, name="Lüdecke", phone=None)
    result = give(BAKER)
    assert (result.created, result.linked, result.asked) == (1, 0, 1)
    pair = session.scalars(select(MatchDecision)).one()
    assert pair.company_id == known.id
    assert pair.other_id is not None
    assert pair.verdict is None


def test_two_rows_are_not_linked_to_one_firm(session: Session, give: Give) -> None:
    _on_file(session)
    result = give(BAKER, BAKER.replace("00123", "00999"))
    assert (result.linked, result.created) == (1, 1)


def test_taken_back_the_firm_is_as_it_was(session: Session, give: Give) -> None:
    known = _on_file(session)
    before = (known.name, known.legal_form, known.chamber, known.is_craft, known.description)
    give(BAKER, ROOFER)
    undo(session)
    session.commit()
    session.expire_all()
    assert before == (
        known.name, known.legal_form, known.chamber, known.is_craft, known.description,
    )  # fmt: skip
    for model in (CompanyFact, FactClaim, SourceRecord, MatchDecision):
        assert session.scalar(select(func.count()).select_from(model)) == 0, model
    assert session.scalars(select(Company)).all() == [known]


def test_without_a_number_name_and_address_tell_firms_apart(
    session: Session, tmp_path: Path
) -> None:
    columns = {"name": "Firma", "postcode_and_city": "Ort"}
    mapping = keep_mapping(session, "Meiers Liste", columns, city="Magdeburg")
    path = tmp_path / "liste.csv"
    path.write_text("Firma,Ort\nElbbau,39104 Magdeburg\nElbbau,39106 Magdeburg\n")
    for expected in ({"created": 2}, {"unchanged": 2}):
        result = take_in(session, path, f"table-{mapping.id}", as_of=MAY)
        assert {name: getattr(result, name) for name in expected} == expected
    assert set(session.scalars(select(Site.postcode))) == {"39104", "39106"}


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        (BAKER.replace("00123", "1,23E+05"), "Betriebsnr.", "A spreadsheet rounded this id"),
        (BAKER.replace("Bäckerei Lüdecke GmbH", ""), "Firma", "What is the firm called?"),
        (BAKER.replace("Magdeburg", "Halle"), "Ort", "This firm is not in %(city)s."),
        (BAKER.replace(";12", ";viele"), "Beschäftigte", "Neither a number nor a size band"),
        (BAKER.replace(";12", ";1.234"), "Beschäftigte", "%(number)s may be %(whole)s or"),
        (BAKER.replace(";12", ";2,5"), "Beschäftigte", "This is not a whole number."),
        (BAKER.replace("39104", "3910"), "PLZ", "A postcode has five digits."),
    ],
)
def test_a_row_that_makes_no_sense_is_named(
    give: Give, row: str, column: str, sentence: str
) -> None:
    result = give(row, ROOFER)
    assert result.created == 1
    (refused,) = result.refused
    assert (refused.row, refused.problem.field) == (2, column)
    assert sentence in refused.problem.message


def test_a_district_on_file_is_known_by_its_name(session: Session, tmp_path: Path) -> None:
    session.add(District(name="Buckau", number="24"))
    columns = {"name": "Firma", "district": "Stadtteil"}
    mapping = keep_mapping(session, "Liste", columns, city="Magdeburg")
    path = tmp_path / "liste.csv"
    path.write_text("Firma;Stadtteil\nElbbau;Buckau\nAltbau;Bukau\n")
    result = take_in(session, path, f"table-{mapping.id}", as_of=MAY)
    (site,) = session.scalars(select(Site))
    assert site.district.name == "Buckau"
    (refused,) = result.refused
    assert refused.problem.values["nearest"] == "Buckau"


def test_a_table_that_lacks_a_named_column_is_refused_whole(give: Give) -> None:
    with pytest.raises(DomainError) as refused:
        give(BAKER, header=HEADER.replace("Gewerk", "Gewerbe"))
    assert refused.value.values["columns"] == "Gewerk"


def test_a_name_that_is_taken_means_the_same_table(
    session: Session, mapping: ImportMapping
) -> None:
    again = keep_mapping(session, "handwerkskammer", {"name": "Betrieb"}, city="Magdeburg")
    assert again is mapping
    assert json.loads(mapping.columns) == {"name": "Betrieb"}


def test_rows_are_kept_with_what_became_of_them(session: Session, give: Give) -> None:
    _on_file(session)
    give(BAKER, ROOFER)
    outcomes = session.scalars(select(SourceRecord.outcome).order_by(SourceRecord.row_number))
    assert list(outcomes) == [RowOutcome.UPDATED, RowOutcome.CREATED]
