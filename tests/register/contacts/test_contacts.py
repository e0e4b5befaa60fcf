"""A colleague's list of visits becomes contacts: what goes in, what is refused, what comes out."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from crm.clock import today
from crm.enums import InteractionKind, InteractionStatus, RowOutcome, RowsAre
from crm.errors import DomainError
from crm.models import (
    Advisor,
    Company,
    CompanyOverview,
    ImportBatch,
    ImportMapping,
    Interaction,
    Person,
    Position,
    SourceRecord,
)
from crm.register.refused_rows import refused_rows
from crm.register.replay import replay
from crm.register.take_in import take_in
from crm.services.log_interaction import log_interaction
from tests.register.contacts.conftest import HEADER, MAY, AddFirm, Give, row


def contacts(session: Session) -> list[Interaction]:
    return list(session.scalars(select(Interaction).order_by(Interaction.id)))


def counted(session: Session, model: Any) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def by_hand(session: Session, company: Company, **values: Any) -> Interaction:
    """The visit of row(), as a form stores it."""
    lead = session.scalars(select(Advisor.id).where(Advisor.name == "Jutta Müller")).one()
    usual = {
        "kind": InteractionKind.VISIT, "status": InteractionStatus.HELD,
        "happened_on": date(2026, 3, 12), "lead_id": lead,
        "participations": [{"company_id": company.id}], "today": today(),
    }  # fmt: skip
    return log_interaction(session, usual | values)


def test_columns_are_proposed_from_names_and_contents(mapping: ImportMapping) -> None:
    assert json.loads(mapping.columns) == {
        "day": "Datum", "name": "Firma", "address": "Straße", "postcode": "PLZ",
        "advisor": "Berater", "kind": "Art", "topics": "Thema", "minutes": "Dauer",
        "notes": "Notiz", "people": "Gesprächspartner",
    }  # fmt: skip


def test_a_visit_goes_in_with_all_that_the_list_says(
    session: Session, elbbau: Company, give: Give
) -> None:
    result = give(row(
        advisor="Müller, Jutta / J. Müller + B. Colditz", kind="Telefonat", minutes="1:30",
        topic="Finanzierung", notes='"Will erweitern.\nBraucht Fläche."', people="Frau Lüdecke",
    ))  # fmt: skip
    assert (result.created, result.refused) == (1, [])
    (contact,) = contacts(session)
    assert (contact.kind, contact.status) == (InteractionKind.CALL, InteractionStatus.HELD)
    assert (contact.happened_on, contact.duration_minutes) == (date(2026, 3, 12), 90)
    assert contact.notes == "Will erweitern.\nBraucht Fläche."
    assert str(contact.lead) == "Jutta Müller"
    assert {(str(each), each.role) for each in contact.assignments} == {
        ("Jutta Müller", "lead"), ("Dr. Bernd Colditz", "co"),
    }  # fmt: skip
    assert [topic.code for topic in contact.topics] == ["financing"]
    (part,) = contact.participations
    assert (part.company, part.site) == (elbbau, elbbau.sites[0])
    assert [str(person) for person in part.persons] == ["Karin Lüdecke"]
    assert elbbau.overview.last_contact_on == date(2026, 3, 12)
    batch = session.get_one(ImportBatch, result.batch_id)
    assert (batch.rows_are, batch.as_of) == (RowsAre.CONTACTS, date(2026, 3, 12))


def test_it_is_stored_as_a_form_stores_it(session: Session, elbbau: Company, give: Give) -> None:
    """Row for row and column for column, but for keys and instants."""
    people = {"last_name": "Weber", "first_name": "Ina"}
    firm = {"company_id": elbbau.id, "new_people": [people]}
    other = by_hand(session, elbbau, happened_on=date(2026, 3, 11), participations=[firm],
                    notes="Umzug", duration_minutes=45)  # fmt: skip
    session.commit()
    give(row(notes="Umzug", minutes="45", people="Ina Weber"), row(day="13.03.2026",
         people="Weber, Udo"))  # fmt: skip
    mine = session.scalars(select(Interaction).where(Interaction.happened_on == date(2026, 3, 12)))
    assert _values(mine.one()) == _values(other)
    udo = session.scalars(select(Person).where(Person.first_name == "Udo")).one()
    ina = session.scalars(select(Person).where(Person.first_name == "Ina")).one()
    assert (udo.name_key, udo.legal_basis) == ("weber udo", ina.legal_basis)
    assert udo.positions[0].function == ina.positions[0].function


def _values(contact: Interaction) -> list[dict[str, Any]]:
    own = {"id", "interaction_id", "happened_on", "client_key", "created_at", "changed_at"}
    rows = [contact, *contact.participations, *contact.assignments]
    return [
        {each.key: getattr(row, each.key) for each in inspect(row).mapper.column_attrs
         if each.key not in own}
        for row in rows
    ] + [{"met": [person.id for person in contact.participations[0].persons]}]  # fmt: skip


def test_the_same_list_again_changes_nothing(session: Session, give: Give) -> None:
    rows = [row(), row(day="13.03.2026", notes="x")]
    assert give(*rows).created == 2
    again = give(*reversed(rows), row(day="14.03.2026"))
    assert (again.created, again.unchanged, again.notes) == (1, 2, [])
    assert counted(session, Interaction) == counted(session, SourceRecord) == 3


def test_what_is_on_file_by_hand_is_not_doubled(
    session: Session, elbbau: Company, give: Give
) -> None:
    known = by_hand(session, elbbau)
    session.commit()
    result = give(row(notes="aus der Liste"), row(day="13.03.2026"), row(kind="Beratung"))
    assert (result.unchanged, result.created) == (1, 2)
    (note,) = result.notes
    assert str(note) == "Already on file, so not entered again: rows 2."
    assert known.notes is None
    record = session.scalars(select(SourceRecord).where(SourceRecord.row_number == 2)).one()
    assert (record.outcome, record.interaction_id) == (RowOutcome.UNCHANGED, known.id)
    assert give(row(notes="aus der Liste")).notes == []


def test_what_is_planned_is_settled_by_people(
    session: Session, elbbau: Company, give: Give
) -> None:
    by_hand(session, elbbau, status=InteractionStatus.PLANNED)
    session.commit()
    (refused,) = give(row()).refused
    assert "not as held" in refused.problem.message


def test_who_deleted_a_contact_does_not_get_it_again(session: Session, give: Give) -> None:
    give(row())
    session.delete(contacts(session)[0])
    session.commit()
    result = give(row())
    assert (result.created, result.unchanged) == (0, 1)
    assert "deleted since" in str(result.notes[0])


def test_two_rows_of_one_contact_are_not_two(session: Session, give: Give) -> None:
    result = give(row(), row(), row(notes="noch etwas"))
    assert (result.created, result.unchanged) == (1, 1)
    assert str(result.notes[0]) == "Word for word twice in the file, entered once: rows 3."
    (refused,) = result.refused
    assert (refused.row, refused.problem.values) == (4, {"first": 2})


@pytest.mark.parametrize(
    ("changes", "column", "sentence"),
    [
        ({"day": ""}, "Datum", "On which day?"),
        ({"day": "12.03.26"}, "Datum", "Write it with four digits."),
        ({"day": f"{today() + timedelta(1):%d.%m.%Y}"}, "Datum", "still to come"),
        ({"day": "12.03.1989"}, "Datum", "Is the year right?"),
        ({"firm": ""}, "Firma", "What is the firm called?"),
        ({"firm": "Zirkus Roncalli"}, "Firma", "There is no firm of this name."),
        ({"advisor": ""}, "Berater", "Who of us leads?"),
        ({"advisor": "Colditz"}, "Berater", "may be Anna Colditz, Dr. Bernd Colditz."),
        ({"advisor": "Meier"}, "Berater", "is none of us. The nearest names: "),
        ({"kind": "Ortsbegehung"}, "Art", "Neither a visit, nor"),
        ({"kind": "Messe"}, "Art", "A gathering has many guests."),
        ({"topic": "Finanzen"}, "Thema", "There is: Finanzierung, Flächen, Räume."),
        ({"minutes": "lang"}, "Dauer", "This is not a duration."),
        ({"minutes": "900"}, "Dauer", "between 1 and 600 minutes"),
    ],
)
def test_a_row_that_makes_no_sense_is_named(
    give: Give, changes: dict[str, str], column: str, sentence: str
) -> None:
    result = give(row(**changes), row())
    assert result.created == 1
    (refused,) = result.refused
    assert (refused.row, refused.problem.field) == (2, column)
    assert sentence in str(refused.problem)


def test_refused_rows_are_mended_and_sent_again(
    session: Session, give: Give, mapping: ImportMapping
) -> None:
    result = give(row(advisor="Meier", day="13.03.2026", notes="bleibt"), row())
    with refused_rows(session, result.batch_id) as file:
        header, refused = file.read().decode("utf-8-sig").splitlines()
    assert header == f"{HEADER};row;column;reason"
    assert "none of us" in refused
    mended = give(refused.replace("Meier", "Jutta Müller"), header=header)
    assert (mended.created, mended.refused) == (1, [])
    assert {contact.notes for contact in contacts(session)} == {None, "bleibt"}


def test_of_a_contact_only_the_contact_is_kept(session: Session, give: Give) -> None:
    """Deleted or made confidential, it stands nowhere else."""
    give(row(notes="vertraulich"), row(advisor="Meier", notes="abgelehnt"))
    raw = {record.outcome: record.raw for record in session.scalars(select(SourceRecord))}
    assert raw[RowOutcome.CREATED] == "{}"
    assert "abgelehnt" in raw[RowOutcome.REFUSED]
    assert session.scalars(select(SourceRecord.company_id)).all() == [None, None]


def test_somebody_whom_nobody_knows_is_put_on_file_once(
    session: Session, elbbau: Company, give: Give
) -> None:
    give(row(people="Ina Weber und Herr Ebel"), row(day="13.03.2026", people="Weber, Ina"))
    assert counted(session, Person) == 3
    met = [{str(each) for each in one.participations[0].persons} for one in contacts(session)]
    assert met == [{"Ina Weber", "Ralf Ebel"}, {"Ina Weber"}]


def test_a_name_of_several_people_is_asked_about(
    session: Session, elbbau: Company, give: Give
) -> None:
    session.add(Position(
        person=Person(first_name="Udo", last_name="Ebel"), company=elbbau, function="Chef",
    ))  # fmt: skip
    session.commit()
    (refused,) = give(row(people="Ebel")).refused
    assert "may be Ralf Ebel, Udo Ebel" in str(refused.problem)
    assert give(row(people="R. Ebel")).created == 1


def test_who_had_left_is_back(session: Session, elbbau: Company, give: Give) -> None:
    person = elbbau.positions[0].person
    elbbau.positions[0].valid_to = date(2025, 12, 31)
    session.commit()
    give(row(people=str(person)))
    spells = sorted(person.positions, key=lambda each: each.id)
    assert [(each.valid_from, each.valid_to) for each in spells] == [
        (None, date(2025, 12, 31)), (date(2026, 3, 12), None),
    ]  # fmt: skip


@pytest.mark.parametrize("written", ["jmue", "JUTTA@example.org", "Müller Jutta", "J. Müller",
                                     "Frau Dr. Müller", "Mueller"])  # fmt: skip
def test_advisors_are_known_however_they_are_written(
    session: Session, give: Give, written: str
) -> None:
    assert give(row(advisor=written)).created == 1
    assert str(contacts(session)[0].lead) == "Jutta Müller"


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("90", 90), ("90 Min.", 90), ("1:30", 90), ("01:30:00", 90), ("1,5 Std.", 90), ("1 h 15", 75)],
)
def test_durations_are_read_as_people_write_them(
    session: Session, give: Give, written: str, minutes: int
) -> None:
    give(row(minutes=written))
    assert contacts(session)[0].duration_minutes == minutes


def test_a_workbooks_typed_cells_are_read(
    session: Session, mapping: ImportMapping, tmp_path: Path
) -> None:
    path = tmp_path / "besuche.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "dd.mm.yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER.split(";"))
        sheet.write_datetime(1, 0, datetime(2026, 3, 12))
        sheet.write_row(1, 1, ["Elbbau GmbH", "Breiter Weg 12", 39104, "Jutta Müller"])
        sheet.write_number(1, 7, 45)
    assert take_in(session, path, f"table-{mapping.id}", as_of=MAY).created == 1
    (contact,) = contacts(session)
    assert (contact.happened_on, contact.duration_minutes) == (date(2026, 3, 12), 45)


def test_a_trial_says_the_same_and_changes_nothing(session: Session, give: Give) -> None:
    trial = give(row(), row(advisor="Meier"), dry_run=True)
    assert (trial.created, len(trial.refused)) == (1, 1)
    assert contacts(session) == []


def test_a_list_of_contacts_ends_no_firms(give: Give) -> None:
    for option in ("gone", "full"):
        with pytest.raises(DomainError, match="ends no firms"):
            give(row(), **{option: True})


def test_there_is_nothing_to_read_again(
    session: Session, give: Give, mapping: ImportMapping
) -> None:
    give(row())
    with pytest.raises(DomainError, match="lists contacts"):
        replay(session, f"table-{mapping.id}")


def test_firms_say_when_they_were_spoken_to_last(
    session: Session, firm: AddFirm, elbbau: Company, give: Give
) -> None:
    other = firm("Zirkus Roncalli")
    session.commit()
    give(row(), row(firm="Zirkus Roncalli", day="2026-03-20", kind="Telefonat"))
    for company, contact, visit in ((elbbau, 12, 12), (other, 20, None)):
        overview = session.get_one(CompanyOverview, company.id)
        assert overview.last_contact_on == date(2026, 3, contact)
        assert overview.last_visit_on == (visit and date(2026, 3, visit))


def test_many_chunks_are_one_list(
    session: Session, give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm.register.take_in.CHUNK", 2)
    days = [row(day=f"{day:02}.03.2026", people="Ina Weber") for day in range(1, 6)]
    assert give(*days, days[0]).created == 5
    assert session.scalar(select(func.count(Person.id)).where(Person.last_name == "Weber")) == 1
