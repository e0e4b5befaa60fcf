"""A small city and a list of contacts for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from crm.enums import InteractionKind, RowsAre
from crm.models import Advisor, Company, ImportMapping, Login, Person, Position, Site, Topic
from crm.register.contacts.fields import CONTACT_FIELDS
from crm.register.mapping.guess import guess
from crm.register.reading.preview import preview
from crm.register.result import Result
from crm.register.take_in import take_in
from crm.services.import_mappings import keep_mapping
from crm.services.refresh_overview import refresh_overview

HEADER = "Datum;Firma;Straße;PLZ;Berater;Art;Thema;Dauer;Notiz;Gesprächspartner"
MAY = date(2026, 5, 31)
Give = Callable[..., Result]
AddFirm = Callable[..., Company]


def row(**changes: str) -> str:
    """A visit to Elbbau; whatever is not named is as here."""
    usual = {
        "day": "12.03.2026", "firm": "Elbbau GmbH", "street": "", "postcode": "",
        "advisor": "Müller, Jutta", "kind": "", "topic": "", "minutes": "", "notes": "",
        "people": "",
    }  # fmt: skip
    return ";".join((usual | changes).values())


@pytest.fixture
def firm(session: Session) -> AddFirm:
    """firm(name, "Breiter Weg", "12", "39104", ...): on file, with its overview."""

    def firm(
        name: str | None, street: str = "", number: str = "", postcode: str = "", **rest: Any
    ) -> Company:
        site = Site(street=street or None, house_number=number or None, postcode=postcode or None)
        company = Company(name=name, sites=[site], **rest)
        session.add(company)
        session.flush()
        refresh_overview(session, [company.id])
        return company

    return firm


@pytest.fixture
def elbbau(session: Session, firm: AddFirm) -> Company:
    """With two people, beside the firms and advisors that the lists also name."""
    company = firm("Elbbau GmbH", "Breiter Weg", "12", "39104")
    for first, last in (("Karin", "Lüdecke"), ("Ralf", "Ebel")):
        person = Person(first_name=first, last_name=last)
        session.add(Position(person=person, company=company, function="Inhaberin"))
    session.add(Topic(code="financing", name="Finanzierung", name_en="Financing"))
    session.add(Topic(code="space", name="Flächen, Räume", name_en="Space"))
    login = Login(
        username="jmue", first_name="Jutta", last_name="Müller", email="jutta@example.org"
    )
    session.add(Advisor(name="Jutta Müller", user=login))
    session.add_all([Advisor(name="Dr. Bernd Colditz"), Advisor(name="Anna Colditz")])
    session.commit()
    return company


@pytest.fixture
def mapping(session: Session, elbbau: Company, tmp_path: Path) -> ImportMapping:
    """Named as the page proposes it."""
    path = tmp_path / "besuche.csv"
    path.write_text(f"{HEADER}\n{row(street='Breiter Weg 12')}\n", encoding="cp1252")
    seen = preview(path)
    columns = guess(seen.header, [cells for _number, cells in seen.rows], CONTACT_FIELDS)
    rest = {"rows_are": RowsAre.CONTACTS, "kind": InteractionKind.VISIT, "city": "Magdeburg"}
    mapping = keep_mapping(session, "Jutta Müllers Besuche", columns, **rest)
    session.commit()
    return mapping


@pytest.fixture
def give(session: Session, mapping: ImportMapping, tmp_path: Path) -> Give:
    """give(row(), ...): taken in and committed."""

    def give(*rows: str, header: str = HEADER, **options: Any) -> Result:
        path = tmp_path / "besuche.csv"
        path.write_text("\n".join([header, *rows]), encoding="utf-8")
        result = take_in(session, path, f"table-{mapping.id}", as_of=MAY, **options)
        session.commit()
        session.expire_all()
        return result

    return give
