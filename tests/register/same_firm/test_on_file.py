"""The index over a database: who is in it, and with what."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from crm.clock import today
from crm.enums import EndReason, SiteKind, SizeBand, WzEdition
from crm.models import Company, CompanyFact, Site
from crm.register.same_firm.likeness import Answer
from crm.register.same_firm.on_file import firms_on_file, index_of
from crm.register.same_firm.traits import Said, traits
from tests.benchmarks.measure import counted

FORMER, NOW = date(2020, 1, 1), date(2024, 1, 1)
ROW = Said(0, "Baeckerei Ludecke", None, "Lübecker Str.", "12 a", "39124", phone="+49 391 0123456")


def bakery() -> Company:
    former = Site(kind=SiteKind.MAIN, street="Ankerstraße", house_number="1", postcode="39114",
                  valid_from=FORMER, valid_to=NOW - timedelta(days=1))  # fmt: skip
    branch = Site(kind=SiteKind.BRANCH, street="Hasselbachplatz", house_number="3")
    main = Site(kind=SiteKind.MAIN, street="Lübecker Straße", house_number="12", postcode="39124",
                city="Magdeburg", latitude=52.15, longitude=11.63, valid_from=NOW)  # fmt: skip
    facts = [
        CompanyFact(size_band=SizeBand.FROM_4, wz_code=code, wz_edition=WzEdition.WZ_2008,
                    valid_from=since, valid_to=until, source="Kammer")
        for code, since, until in (("47.24", FORMER, NOW - timedelta(days=1)),
                                   ("10.71", NOW, None))
    ]  # fmt: skip
    return Company(name="Bäckerei Lüdecke GmbH", legal_form="GmbH", phone="0391 0123456",
                   register_number="IHK-0004711", email="info@luedecke-brot.de",
                   sites=[former, branch, main], facts=facts)  # fmt: skip


def test_a_firm_is_read_as_it_is_now(session: Session) -> None:
    session.add(bakery())
    session.flush()
    (found,) = firms_on_file(session)
    assert found[1:] == (
        "baeckerei luedecke", "gmbh", "luebeckerstr", "12", "39124", "magdeburg", 52.15, 11.63,
        "03910123456", "", "luedecke-brot.de", "ihk4711", "2008/10",
    )  # fmt: skip


def test_it_is_known_again(session: Session) -> None:
    firm = bakery()
    session.add(firm)
    session.flush()
    (found,) = index_of(session).find(traits(ROW))
    assert (found.key, found.verdict) == (firm.id, Answer.SURE)


def test_who_has_ended_or_was_merged_is_not_among_them(session: Session) -> None:
    firm = bakery()
    ended = Company(name="Ende", ended_on=today(), end_reason=EndReason.CLOSED)
    ending = Company(name="Bald", ended_on=today() + timedelta(days=1))
    merged = Company(name="Bäckerei Lüdecke", merged_into=firm)
    bare = Company(name=None)
    session.add_all([firm, ended, ending, merged, bare])
    session.flush()
    assert {found.key for found in firms_on_file(session)} == {firm.id, ending.id, bare.id}


def test_one_question_brings_all(session: Session) -> None:
    session.add_all(bakery() for _number in range(30))
    session.flush()
    with counted(session.get_bind().engine) as asked:
        assert len(index_of(session)) == 30
    assert len(asked) == 1
