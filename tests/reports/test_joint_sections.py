"""A section that both editions of the WZ have is one row, and its firms are those of both."""

from datetime import date

from pandas import DataFrame
from sqlalchemy.orm import Session

from crm.models import Company, CompanyFact, Site
from reports.joint_sections import joint
from reports.measures.coverage import coverage, coverage_firms
from reports.period import Period
from reports.segment import Segment
from reports.source import live

YEAR = Period.year(2025)


def bank(name: str, section: str, edition: str) -> Company:
    firm = Company(name=name, founded_on=date(2000, 1, 1))
    firm.sites.append(Site(street="Markt"))
    firm.facts.append(
        CompanyFact(
            size_band="1-3", wz_section=section, wz_code="64" if section in "KL" else "58",
            wz_edition=edition, valid_from=date(2020, 1, 1), source="test",
        )
    )  # fmt: skip
    return firm


def test_banks_of_both_editions_are_one_row(session: Session) -> None:
    session.add_all([bank("Alt", "K", "2008"), bank("Neu", "L", "2025"), bank("X", "J", "2025")])
    session.flush()
    source = live(session.connection())
    rows = joint(coverage(source, YEAR, ("section",)))
    counted = dict(zip(rows["section"], rows["companies"], strict=True))
    assert counted == {"J|2025-J|2025-K": 1, "K|2025-L": 2}
    asked = Segment(section="K|2025-L")
    assert len(coverage_firms(source, YEAR, "all", asked)) == 2
    own = coverage(source, YEAR, ("section",), asked)
    assert list(own["section"]) == ["K", "2025-L"]


def test_rows_come_in_the_order_of_the_classification() -> None:
    rows = DataFrame({"section": ["unknown", "2025-V", "A", "2025-J"], "companies": [1, 2, 3, 4]})
    assert list(joint(rows)["section"]) == ["A", "J|2025-J|2025-K", "U|2025-V", "unknown"]
