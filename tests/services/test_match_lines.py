"""Pasted lines and the firms that are meant."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from crm.models import Company
from crm.services.match_lines import match_lines, split_lines
from crm.services.refresh_overview import refresh_overview


@pytest.fixture
def firms(session: Session) -> dict[str, int]:
    names = ["Bäckerei Lüdecke GmbH", "Tischlerei Kühn", "Tischlerei Kühn & Sohn", "Café Elbe"]
    made = [Company(name=name) for name in (*names, "Café Elbe")]
    session.add_all(made)
    session.flush()
    refresh_overview(session)
    return {str(company.name): company.id for company in made}


def test_lines_are_taken_apart_and_each_counts_once() -> None:
    text = "Bäckerei Lüdecke; Frau Lüdecke\n\n  Café Elbe \nCafé Elbe\nKühn\tJan Kühn\r\n;;\n"
    assert split_lines(text) == ["Bäckerei Lüdecke; Frau Lüdecke", "Café Elbe", "Kühn\tJan Kühn"]


@pytest.mark.parametrize(
    "text", ["Bäckerei Lüdecke GmbH; Frau Lüdecke", "baeckerei luedecke; Frau Lüdecke",
             "Bäckerei Lüdecke | Frau Lüdecke", "Bäckerei Lüdecke mbH\tFrau Lüdecke"],
)  # fmt: skip
def test_a_firm_is_recognised_however_it_is_written(session, firms, text: str) -> None:
    (line,) = match_lines(session, [text])
    assert line.sure == firms["Bäckerei Lüdecke GmbH"]
    assert line.person == "Frau Lüdecke"


def test_two_of_one_name_are_not_guessed(session, firms) -> None:
    (line,) = match_lines(session, ["Café Elbe"])
    assert line.sure is None
    assert len(line.candidates) == 2


def test_what_only_resembles_is_offered(session, firms) -> None:
    (slip,) = match_lines(session, ["Bäckerei Lüdeke"])
    assert slip.sure is None
    assert firms["Bäckerei Lüdecke GmbH"] in {hit.id for hit in slip.candidates}


def test_a_legal_form_that_is_not_on_file_hides_nobody(session, firms) -> None:
    (line,) = match_lines(session, ["Tischlerrei Kühn eK"])
    assert firms["Tischlerei Kühn"] in [hit.id for hit in line.candidates]


def test_the_very_name_wins_over_longer_ones(session, firms) -> None:
    (line,) = match_lines(session, ["Tischlerei Kühn"])
    assert line.sure == firms["Tischlerei Kühn"]


def test_who_is_not_on_file_has_no_candidates(session, firms) -> None:
    (line,) = match_lines(session, ["Zirkus Sarrasani; Herr Xaver"])
    assert (line.candidates, line.sure, line.person) == ([], None, "Herr Xaver")


@pytest.mark.parametrize("text", ["%%%", "GmbH", "'; DROP TABLE company --", "x" * 500])
def test_odd_lines_do_no_harm(session, firms, text: str) -> None:
    assert all(line.sure is None for line in match_lines(session, split_lines(text)))
