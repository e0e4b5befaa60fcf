"""Who waits longest for a word from the office, and that finding out is no search."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from crm.enums import SizeBand, SizeClass
from crm.models import Advisor, Company, CompanyOverview, District, Responsibility
from crm.services.unspoken import Care, care_of, longest_unspoken

TODAY = date(2026, 11, 23)


@pytest.fixture
def districts(session: Session) -> list[int]:
    made = [District(number=n, name=f"Stadtteil {n}") for n in ("01", "02")]
    session.add_all(made)
    session.flush()
    return [district.id for district in made]


def firm(session: Session, label: str, days: int | None, district: int, **values: object) -> int:
    company = Company(name=label)
    session.add(company)
    session.flush()
    spoken = None if days is None else TODAY - timedelta(days)
    row: dict[str, object] = {
        "size_band": SizeBand.FROM_4, "size_class": SizeClass.MICRO, "is_active": True, **values
    }  # fmt: skip
    session.add(
        CompanyOverview(id=company.id, label=label, district_id=district, search_text="",
                        last_individual_on=spoken, **row)
    )  # fmt: skip
    session.flush()
    return company.id


def labels(session: Session, care: Care, limit: int = 10) -> list[str]:
    return [row.label for row in longest_unspoken(session, care, limit)]


def test_never_comes_before_long_ago(session, districts) -> None:
    for label, days in (("gestern", 1), ("nie", None), ("lange", 900)):
        firm(session, label, days, districts[0])
    assert labels(session, Care(district_ids=(districts[0],))) == ["nie", "lange", "gestern"]


def test_a_section_is_that_of_its_edition(session, districts) -> None:
    """J of WZ 2008 is information and communication, J of WZ 2025 publishing alone."""
    for edition in ("2008", "2025"):
        firm(session, edition, None, districts[0], wz_section="J", wz_edition=edition)
    firm(session, "Bau", None, districts[0], wz_section="F", wz_edition="2025")
    assert labels(session, Care(sections=("J",))) == ["2008"]
    assert labels(session, Care(sections=("2025-J", "F"))) == ["2025", "Bau"]


def test_large_closed_and_other_peoples_firms_are_left_out(session, districts) -> None:
    here, there = districts
    firm(session, "klein", None, here)
    firm(session, "groß", None, here, size_class=SizeClass.LARGE)
    firm(session, "geschlossen", None, here, is_active=False)
    firm(session, "anderswo", None, there)
    assert labels(session, Care(district_ids=(here,))) == ["klein"]


def test_a_firm_in_care_twice_stands_there_once(session, districts) -> None:
    one = firm(session, "klein", 30, districts[0], wz_section="C")
    care = Care(district_ids=tuple(districts), sections=("C",), company_ids=(one,))
    assert labels(session, care) == ["klein"]


def test_ten_are_enough(session, districts) -> None:
    for number in range(15):
        firm(session, f"Firma {number}", None if number % 2 else number, districts[number % 2])
    assert len(labels(session, Care(district_ids=tuple(districts)))) == 10
    assert len(labels(session, Care(district_ids=tuple(districts)), limit=12)) == 12


def test_care_is_what_is_in_force(session, districts) -> None:
    anna = Advisor(name="Anna")
    session.add(anna)
    session.flush()
    for named, begins, ends in (
        ({"district_id": districts[0]}, TODAY, None),
        ({"district_id": districts[1]}, date(2020, 1, 1), TODAY - timedelta(1)),
        ({"wz_section": "C"}, date(2020, 1, 1), TODAY),
        ({"wz_section": "G"}, TODAY + timedelta(1), None),
    ):
        session.add(Responsibility(advisor=anna, valid_from=begins, valid_to=ends, **named))
    session.flush()
    assert care_of(session, anna.id, TODAY) == Care((districts[0],), ("C",))


def test_without_care_nothing_is_asked(session) -> None:
    assert longest_unspoken(session, Care()) == []


def test_the_index_is_read_and_not_the_table(session, engine: Engine, districts) -> None:
    if engine.dialect.name == "postgresql":
        session.execute(text("SET LOCAL enable_seqscan = off"))
        # Of an empty table any index costs the same; undone when the test ends.
        session.execute(text("DROP INDEX ix_company_overview_district_id"))
    seen: list[str] = []
    connection = session.connection()

    def explain(statement: str, parameters: object) -> str:
        prefix = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "
        rows = connection.exec_driver_sql(prefix + statement, parameters)
        return "\n".join(str(row) for row in rows)

    from sqlalchemy import event

    def note(_c, _cursor, statement, parameters, _context, _many) -> None:
        if "company_overview" in statement and not statement.startswith("EXPLAIN"):
            seen.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    longest_unspoken(session, Care(district_ids=tuple(districts)))
    event.remove(connection, "before_cursor_execute", note)
    [plan] = [explain(*each) for each in seen]
    assert plan.count("ix_company_overview_longest_unspoken") == 8, plan
