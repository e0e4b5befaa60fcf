"""The trade office's notices: businesses begin, change, move and end, each on its day."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.enums import EndReason, Movement, SizeBand
from crm.models import Company, FactClaim, Site, SourceRecord
from crm.register.result import Result
from crm.register.sources.trade_notices import COLUMNS
from crm.register.take_in import take_in
from crm.register.undo import undo
from crm.services.movements import movements
from crm.services.refresh_overview import refresh_overview

AS_OF = date(2026, 11, 20)
BEGINS = {
    "Anzeige": "Gewerbeanmeldung", "Familienname": "Ofen", "Vornamen": "Otto",
    "Anschrift der Betriebsstätte": "Breiter Weg 12a", "PLZ": "39104", "Ort": "Magdeburg",
    "Tätigkeit": "Backwaren", "Nebenerwerb": "ja", "Datum": "02.11.2026",
    "Art des Betriebs": "Handwerk", "Vollzeit": "2", "Teilzeit": "3", "Grund": "Neuerrichtung",
}  # fmt: skip
GROWS = {**BEGINS, "Anzeige": "GewA 2", "Neue Tätigkeit": "Backwaren, Café", "Nebenerwerb": "nein",
         "Datum": "09.11.2026", "Vollzeit": "12"}  # fmt: skip
MOVES = {**BEGINS, "Anzeige": "Ummeldung", "Frühere Anschrift": "Breiter Weg 12a",
         "Frühere PLZ": "39104", "Anschrift der Betriebsstätte": "Am Ring 5",
         "Datum": "11.11.2026"}  # fmt: skip
ENDS = {**BEGINS, "Anzeige": "GewA 3", "Datum": "16.11.2026", "Grund": "vollständige Aufgabe"}

Give = Callable[..., Result]


@pytest.fixture
def give(session: Session, tmp_path: Path) -> Give:
    def give(*rows: dict[str, str], as_of: date = AS_OF, extra: str = "") -> Result:
        text = io.StringIO(newline="")
        columns = [*COLUMNS, *filter(None, [extra])]
        table = csv.DictWriter(text, columns, delimiter=";", restval="geheim")
        table.writeheader()
        table.writerows({**dict.fromkeys(COLUMNS, ""), **row} for row in rows)
        path = tmp_path / "gewerbe.csv"
        path.write_text(text.getvalue(), encoding="cp1252")
        return _take(session, path, as_of)

    return give


def _take(session: Session, path: Path, as_of: date = AS_OF) -> Result:
    result = take_in(session, path, "trade-notices", as_of=as_of)
    session.commit()
    session.expire_all()
    return result


def _firm(session: Session) -> Company:
    return session.scalars(select(Company)).one()


def test_a_business_begins_on_its_day(session: Session, give: Give) -> None:
    assert give(BEGINS).created == 1
    firm = _firm(session)
    assert (firm.name, firm.founded_on) == ("Otto Ofen", date(2026, 11, 2))
    assert (firm.is_craft, firm.is_sideline, firm.description) == (True, True, "Backwaren")
    assert [(site.street, site.house_number) for site in firm.sites] == [("Breiter Weg", "12a")]
    (fact,) = firm.facts
    assert (fact.size_band, fact.valid_from, fact.source) == (
        SizeBand.FROM_4, date(2026, 11, 2), "Gewerbeanzeigen",
    )  # fmt: skip


def test_it_changes_moves_and_ends_within_one_file(session: Session, give: Give) -> None:
    result = give(BEGINS, GROWS, MOVES, ENDS)
    assert (result.created, result.updated, result.ended) == (1, 2, 1)
    firm = _firm(session)
    assert (firm.ended_on, firm.end_reason) == (date(2026, 11, 16), EndReason.CLOSED)
    assert [(f.size_band, f.valid_from) for f in firm.facts] == [
        (SizeBand.FROM_4, date(2026, 11, 2)),
        (SizeBand.FROM_10, date(2026, 11, 9)),
        (SizeBand.FROM_4, date(2026, 11, 11)),
    ]
    sites = session.scalars(select(Site).order_by(Site.id)).all()
    assert [(s.street, s.valid_from, s.valid_to) for s in sites] == [
        ("Breiter Weg", None, date(2026, 11, 10)),
        ("Am Ring", date(2026, 11, 11), None),
    ]


def test_the_same_file_again_changes_nothing(session: Session, give: Give) -> None:
    give(BEGINS, GROWS, ENDS)
    again = give(BEGINS, GROWS, ENDS, as_of=date(2026, 11, 24))
    assert (again.unchanged, again.read) == (3, 3)
    assert session.scalar(select(func.count(Company.id))) == 1


def test_who_had_ended_begins_as_another_firm(session: Session, give: Give) -> None:
    give(BEGINS, ENDS)
    assert give({**BEGINS, "Datum": "18.11.2026"}, as_of=date(2026, 11, 24)).created == 1
    days = session.scalars(select(Company.founded_on).order_by(Company.id))
    assert list(days) == [date(2026, 11, 2), date(2026, 11, 18)]


def _on_file(session: Session) -> Company:
    company = Company(name="Elbbau GmbH", register_number="HRB 4711")
    company.sites = [Site(street="Breiter Weg", house_number="12a", postcode="39104")]
    session.add(company)
    session.flush()
    refresh_overview(session, [company.id])
    session.commit()
    return company


ELBBAU = {"Eingetragener Name": "Elbbau", "Registereintrag": "Stendal HRB 4711"}


def test_a_firm_on_file_is_recognised_and_ends(session: Session, give: Give) -> None:
    known = _on_file(session)
    reason = "Verlegung in einen anderen Meldebezirk"
    result = give({**ENDS, **ELBBAU, "Grund": reason})
    assert (result.ended, result.linked) == (1, 1)
    assert (known.ended_on, known.end_reason) == (date(2026, 11, 16), EndReason.MOVED_AWAY)
    undo(session)
    session.commit()
    session.expire_all()
    assert (known.ended_on, known.end_reason) == (None, None)


def test_who_may_be_meant_is_named(session: Session, give: Give) -> None:
    known = _on_file(session)
    (refused,) = give({**ENDS, "Eingetragener Name": "Elbbau Verwaltungs GmbH"}).refused
    assert refused.problem.values == {"firm": "Elbbau GmbH"}
    assert known.ended_on is None


def test_a_firm_on_file_moves(session: Session, give: Give) -> None:
    known = _on_file(session)
    result = give({**MOVES, **ELBBAU, "Anschrift der Betriebsstätte": "Breiter Weg 90"})
    assert (result.linked, result.updated) == (1, 1)
    assert [(site.house_number, site.valid_to) for site in known.all_sites] == [
        ("12a", date(2026, 11, 10)), ("90", None),
    ]  # fmt: skip
    undo(session)
    session.commit()
    session.expire_all()
    (site,) = known.sites
    assert (site.house_number, site.valid_to) == ("12a", None)
    assert session.scalar(select(func.count(FactClaim.id))) == 0


def test_what_the_form_asks_of_people_is_not_kept(session: Session, give: Give) -> None:
    give({**BEGINS}, {**BEGINS, "Datum": "gestern"}, extra="Geburtsdatum")
    for raw in session.scalars(select(SourceRecord.raw)):
        assert "geheim" not in raw
        assert set(json.loads(raw)) <= set(COLUMNS)


def test_as_a_workbook_with_true_days(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "gewerbe.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, COLUMNS)
        sheet.write_row(1, 0, [BEGINS.get(column, "") for column in COLUMNS])
        plain = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_datetime(1, COLUMNS.index("Datum"), date(2026, 11, 2), plain)
        sheet.write_number(1, COLUMNS.index("Vollzeit"), 2)
    assert _take(session, path).created == 1
    assert _firm(session).founded_on == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("change", "column", "sentence"),
    [
        ({"Anzeige": "Antrag"}, "Anzeige", "Neither Anmeldung nor Ummeldung nor Abmeldung"),
        ({"Datum": ""}, "Datum", "The day is missing."),
        ({"Datum": "02.11.26"}, "Datum", "Write it with four digits."),
        ({"Datum": "24.12.2026"}, "Datum", "the day that the file holds from."),
        ({"Familienname": "", "Vornamen": ""}, "Eingetragener Name", "What is the firm called?"),
        ({"Vollzeit": "ein paar"}, "Vollzeit", "This is not a whole number."),
        ({"PLZ": "3910"}, "PLZ", "A postcode has five digits."),
        ({**ENDS, "Grund": "Gesellschafteraustritt"}, "Grund", "the firm goes on"),
        (ENDS, "Eingetragener Name", "This firm is not in the register as we know it."),
    ],
)
def test_a_notice_that_makes_no_sense_is_named(
    session: Session, give: Give, change: dict[str, str], column: str, sentence: str
) -> None:
    (refused,) = give({**BEGINS, **change}).refused
    assert refused.problem.field == column
    assert sentence in refused.problem.message
    assert session.scalar(select(func.count(Company.id))) == 0


def test_who_begins_is_a_movement_of_its_own_day(session: Session, give: Give) -> None:
    """A notice of the end of November may be read in December; a change is no beginning."""
    give(BEGINS, {**GROWS, "Familienname": "Alt"})
    found = session.execute(movements(date(2026, 11, 1), date(2026, 11, 30)).select()).all()
    assert [(row.kind, row.day, row.source) for row in found] == [
        (Movement.BEGUN.value, date(2026, 11, 2), "trade-notices")
    ]
