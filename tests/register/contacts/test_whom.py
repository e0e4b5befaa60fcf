"""Which firm a row of a list means: linked where it can be one only, else named to choose from."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import Company, CompanyMerge, ImportBatch, Participation, Site, SourceRecord
from crm.register.contacts.firms import Firms
from crm.register.contacts.said import Whom
from crm.rules import Problem
from crm.services.merge_companies import merge
from tests.register.contacts.conftest import AddFirm, Give, row

DAY = date(2026, 3, 12)


@pytest.fixture
def ask(session: Session):
    """ask("Elbbau", street=...): the firm's id, or the sentence."""

    def ask(name: str, day: date = DAY, **rest: str) -> int | str:
        (found,) = Firms(session).find([Whom(name, day, **rest)])
        return str(found) if isinstance(found, Problem) else found.id

    return ask


def test_the_only_firm_of_the_name_is_meant(ask, firm: AddFirm) -> None:
    """However the legal form and the umlauts are written."""
    known = firm("Bäckerei Lüdecke GmbH", "Am Ring", "5", "39104")
    firm("Bäckerei Schmidt")
    for name in ("Bäckerei Lüdecke", "BAECKEREI LUEDECKE e.K.", "Bäckerei Lüdecke GmbH"):
        assert ask(name) == known.id


def test_what_the_engine_is_sure_of_is_meant(ask, firm: AddFirm) -> None:
    """A slip in the name, at the same address."""
    known = firm("Metallbau Wischnewski GmbH", "Am Ring", "5", "39104")
    place = {"street": "Am Ring", "house_number": "5", "postcode": "39104"}
    assert ask("Metallbau Wischniewski", **place) == known.id


def test_of_namesakes_the_address_tells(ask, firm: AddFirm) -> None:
    one = firm("Zirkus Roncalli GmbH", "Breiter Weg", "12", "39104")
    other = firm("Zirkus Roncalli", "Am Ring", "5", "39106")
    assert ask("Zirkus Roncalli") == (
        "Which of them: Zirkus Roncalli GmbH (Breiter Weg 12); Zirkus Roncalli (Am Ring 5)?"
        " Write name and address as they stand there."
    )
    assert ask("Zirkus Roncalli", street="Breiter Weg", house_number="12") == one.id
    assert ask("Zirkus Roncalli", postcode="39106") == other.id
    assert ask("Zirkus Roncalli GmbH") == one.id


def test_an_address_that_speaks_against_it_is_not_overlooked(ask, firm: AddFirm) -> None:
    """The house next door does not."""
    known = firm("Zirkus Roncalli", "Am Ring", "5", "39106")
    sentence = "Do you mean Zirkus Roncalli (Am Ring 5)?"
    assert ask("Zirkus Roncalli", street="Breiter Weg", house_number="12").startswith(sentence)
    assert ask("Zirkus Roncalli", street="Am Ring", house_number="6") == known.id


def test_where_it_was_before_it_moved_is_its_address_too(
    session: Session, ask, firm: AddFirm
) -> None:
    known = firm("Zirkus Roncalli", "Am Ring", "5", "39106")
    known.sites.append(Site(street="Elbstr.", house_number="1", valid_to=date(2026, 4, 1)))
    session.flush()
    assert ask("Zirkus Roncalli", street="Elbstraße", house_number="1") == known.id


def test_a_name_like_it_is_asked_about_not_taken(ask, firm: AddFirm) -> None:
    firm("Metallbau Wischnewski GmbH", "Am Ring", "5", "39104")
    said = ask("Metallbau Wischnewski Verwaltungs GmbH")
    assert said.startswith("Do you mean Metallbau Wischnewski GmbH (Am Ring 5)?")


def test_one_word_that_others_bear_too_is_not_enough(ask, firm: AddFirm) -> None:
    known = firm("Lüdecke", "Am Ring", "5", "39104")
    firm("Bäckerei Lüdecke")
    assert ask("Lüdecke").startswith("Do you mean Lüdecke (Am Ring 5)?")
    assert ask("Lüdecke", postcode="39104") == known.id


def test_nobody_of_the_name(ask, firm: AddFirm) -> None:
    firm("Bäckerei Lüdecke")
    assert ask("Zirkus Roncalli").startswith("There is no firm of this name.")


def test_who_had_ended_was_not_spoken_to(ask, firm: AddFirm) -> None:
    """Who has ended since was; of a firm and its successor, who was there on the day."""
    old = firm("Zirkus Roncalli", ended_on=date(2026, 1, 31))
    assert "ended on 2026-01-31, before this contact." in ask("Zirkus Roncalli")
    assert ask("Zirkus Roncalli", date(2026, 1, 31)) == old.id
    new = firm("Zirkus Roncalli", founded_on=date(2026, 2, 1))
    assert ask("Zirkus Roncalli") == new.id
    assert ask("Zirkus Roncalli", date(2025, 5, 1)) == old.id


def test_a_merged_firm_is_the_one_that_counts(
    session: Session, elbbau: Company, firm: AddFirm, give: Give
) -> None:
    gone = firm("Tiefbau Roncalli")
    merge(session, gone, elbbau, DAY)
    session.commit()
    assert session.scalar(select(CompanyMerge.id))
    assert give(row(firm="Tiefbau Roncalli")).created == 1
    assert session.scalars(select(Participation.company_id)).all() == [elbbau.id]


def _numbered(session: Session, company: Company, key: str) -> None:
    batch = ImportBatch(source="table-9", file_name="x", sha256="", as_of=DAY)
    session.add(SourceRecord(batch=batch, row_number=2, source="table-9", key=key, raw="{}",
                             fingerprint="", outcome="created", company=company))  # fmt: skip
    session.flush()


def test_a_number_says_it(session: Session, ask, firm: AddFirm) -> None:
    """That of a list, or of the court, however it is written."""
    known = firm("Elbbau GmbH", register_number="Amtsgericht Stendal HRB 0123")
    firm("Elbbau GmbH")
    _numbered(session, known, "00123")
    assert ask("Elbbau", number="00123") == known.id
    assert ask("", number="HRB 123") == known.id


def test_a_number_that_is_somebody_elses_is_named(session: Session, ask, firm: AddFirm) -> None:
    known = firm("Elbbau GmbH", "Am Ring", "5")
    _numbered(session, known, "00123")
    assert ask("Zirkus Roncalli", number="00123") == (
        "This is the number of Elbbau GmbH (Am Ring 5), which is called otherwise."
    )
    _numbered(session, firm("Zirkus Roncalli"), "00123")
    assert ask("Elbbau", number="00123").startswith("Several firms have this number: Elbbau GmbH")


def test_a_number_that_nobody_knows_leaves_the_name(ask, firm: AddFirm) -> None:
    known = firm("Elbbau GmbH")
    assert ask("Elbbau", number="K-77") == known.id


def test_of_two_of_the_name_the_one_without_address_is_not_taken_for_it(ask, firm: AddFirm) -> None:
    firm("Zirkus Roncalli", "Am Ring", "5", "39106")
    firm("Zirkus Roncalli")
    assert ask("Zirkus Roncalli", street="Breiter Weg").startswith("Which of them: ")
