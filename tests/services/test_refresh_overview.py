"""What lists and the search box need of a firm follows its other tables."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.db import CrmSession
from crm.enums import (
    EndReason,
    InteractionStatus,
    ParticipationStatus,
    SiteKind,
    SizeBand,
    SizeClass,
    WzEdition,
)
from crm.models import (
    Company,
    CompanyFact,
    CompanyOverview,
    District,
    ImportBatch,
    Interaction,
    Participation,
    Person,
    Position,
    SearchWord,
    Site,
    SourceRecord,
)
from crm.services.family import roots, whole_families
from crm.services.refresh_overview import refresh_overview
from crm.services.watch_overview import watch_overview


@pytest.fixture
def bakery(session: Session) -> Company:
    """Bäckerei Groß GmbH in Buckau, eight employees, led by Anna Öhler."""
    bakery = Company(name="Bäckerei Groß", legal_form="GmbH", register_number="HRB 4711")
    district = District(number="08", name="Buckau")
    bakery.sites.append(
        Site(
            street="Schönebecker Str.", house_number="12", postcode="39104", city="Magdeburg",
            district=district, latitude=52.1, longitude=11.6,
        )
    )  # fmt: skip
    bakery.facts.append(_fact(date(2020, 1, 1), SizeBand.FROM_7, "10.71"))
    owner = Person(first_name="Anna", last_name="Öhler")
    bakery.positions.append(Position(person=owner, function="Inhaberin"))
    session.add(bakery)
    session.flush()
    return bakery


def _fact(day: date, band: SizeBand, code: str) -> CompanyFact:
    return CompanyFact(
        valid_from=day, source="test", size_band=band,
        wz_code=code, wz_edition=WzEdition.WZ_2008, wz_section="C",
    )  # fmt: skip


def _meet(session: Session, firm: Company, contact: Interaction, **values: object) -> None:
    contact.participations.append(Participation(company=firm, **values))
    session.add(contact)
    session.flush()


def _overview(session: Session, company: Company) -> CompanyOverview:
    refresh_overview(session, [company.id])
    session.expire_all()
    return session.scalars(select(CompanyOverview).filter_by(id=company.id)).one()


def test_a_firm_is_found_by_what_people_know_of_it(session: Session, bakery: Company) -> None:
    overview = _overview(session, bakery)
    assert overview.label == "Bäckerei Groß"
    assert overview.address == "Schönebecker Str. 12, 39104 Magdeburg"
    assert (overview.size_class, overview.wz_section) == (SizeClass.MICRO, "C")
    assert overview.search_text == (
        "baeckerei gross gmbh schoenebecker str 12 39104 buckau hrb 4711 anna oehler"
    )
    words = set(session.scalars(select(SearchWord.word)))
    assert {"baeckerei", "schoenebecker", "oehler"} <= words
    assert "39104" not in words


def test_the_same_again_is_not_written(session: Session, bakery: Company) -> None:
    assert refresh_overview(session) == 1
    assert refresh_overview(session) == 0
    bakery.legal_form = "KG"
    session.flush()
    assert refresh_overview(session, [bakery.id]) == 1


def test_the_last_days_are_told_apart(session: Session, bakery: Company) -> None:
    _meet(session, bakery, Interaction(kind="visit", happened_on=date(2024, 1, 1)))
    _meet(session, bakery, Interaction(kind="call", happened_on=date(2024, 2, 1)))
    _meet(session, bakery, Interaction(kind="forum", happened_on=date(2024, 3, 1)))
    overview = _overview(session, bakery)
    assert overview.last_visit_on == date(2024, 1, 1)
    assert overview.last_individual_on == date(2024, 2, 1)
    assert overview.last_contact_on == date(2024, 3, 1)


def test_only_what_took_place_counts(session: Session, bakery: Company) -> None:
    planned = Interaction(
        kind="visit", happened_on=date(2027, 1, 1), status=InteractionStatus.PLANNED
    )
    _meet(session, bakery, planned)
    missed = Interaction(kind="forum", happened_on=date(2024, 3, 1))
    _meet(session, bakery, missed, status=ParticipationStatus.NO_SHOW)
    assert _overview(session, bakery).last_contact_on is None


def test_the_current_fact_and_the_open_main_site_are_shown(
    session: Session, bakery: Company
) -> None:
    bakery.facts[0].valid_to = date(2021, 12, 31)
    bakery.sites[0].valid_to = date(2021, 12, 31)
    bakery.sites.append(Site(street="Filiale", kind=SiteKind.BRANCH))
    bakery.sites.append(Site(street="Neue Straße", house_number="1"))
    session.flush()
    bakery.facts.append(_fact(date(2022, 1, 1), SizeBand.FROM_10, "10.71"))
    session.flush()
    overview = _overview(session, bakery)
    assert overview.size_class is SizeClass.SMALL
    assert overview.address == "Neue Straße 1"
    assert overview.district_id is None


def test_a_closed_firm_keeps_its_last_fact(session: Session, bakery: Company) -> None:
    bakery.ended_on, bakery.end_reason = date(2022, 1, 1), EndReason.CLOSED
    bakery.facts[0].valid_to = date(2022, 1, 1)
    session.flush()
    overview = _overview(session, bakery)
    assert not overview.is_active
    assert overview.size_band is SizeBand.FROM_7


def test_a_firm_without_a_name_has_a_label(session: Session) -> None:
    firm = Company(description="Imbissstuben u.ä.")
    firm.sites.append(
        Site(neighbourhood="Alexanderplatz", district=District(number="01", name="Mitte"))
    )
    batch = ImportBatch(source="s", file_name="f", sha256="x", as_of=date(2023, 4, 30))
    row = {"row_number": 2, "source": "s", "fingerprint": "x", "raw": "{}", "outcome": "created"}
    session.add(SourceRecord(batch=batch, company=firm, key="755150660", **row))
    session.flush()
    overview = _overview(session, firm)
    assert overview.label == "Imbissstuben u.ä., Alexanderplatz (Mitte), Nr. 755150660"
    assert "755150660" in overview.search_text
    assert str(firm) == overview.label


def test_without_a_description_the_sector_names_it(session: Session) -> None:
    firm = Company(facts=[_fact(date(2023, 1, 1), SizeBand.NONE, "10.71")])
    nobody = Company()
    session.add_all([firm, nobody])
    session.flush()
    assert _overview(session, firm).label.startswith("Herstellung von Backwaren")
    assert _overview(session, nobody).label == f"Branche unbekannt, Nr. #{nobody.id}"


def test_a_long_branch_gives_way_to_the_number(session: Session) -> None:
    firm = Company(description="Sehr " * 100, register_number="HRB 1")
    session.add(firm)
    session.flush()
    label = _overview(session, firm).label
    assert len(label) <= 200
    assert label.endswith("Nr. HRB 1")


def test_the_overview_goes_with_its_company(session: Session, bakery: Company) -> None:
    assert _overview(session, bakery)
    for row in (*bakery.positions, *bakery.sites, *bakery.facts, bakery):
        session.delete(row)
    session.flush()
    assert session.scalars(select(CompanyOverview.id)).all() == []


class WatchedSession(CrmSession):
    """The tests' own class, so that no other session is watched."""


watch_overview(WatchedSession)


@pytest.fixture
def watched(session: Session) -> WatchedSession:
    return WatchedSession(session.connection(), join_transaction_mode="create_savepoint")


def test_a_commit_takes_the_overviews_along(watched: WatchedSession) -> None:
    with watched:
        firm = Company(name="Tischlerei Kühn")
        owner = Person(last_name="Kühn")
        watched.add_all([firm, Position(person=owner, company=firm, function="Inhaber")])
        watched.commit()
        assert "kuehn" in firm.overview.search_text
        owner.last_name = "Lange"
        watched.commit()
        assert "lange" in firm.overview.search_text
        visit = Interaction(
            kind="visit", happened_on=date(2024, 1, 1), status=InteractionStatus.PLANNED
        )
        visit.participations.append(Participation(company=firm))
        watched.add(visit)
        watched.commit()
        assert firm.overview.last_visit_on is None
        visit.status = InteractionStatus.HELD
        watched.commit()
        assert firm.overview.last_visit_on == date(2024, 1, 1)
        watched.delete(visit)
        watched.commit()
        assert firm.overview.last_visit_on is None


def test_a_site_that_changes_hands_refreshes_both(watched: WatchedSession) -> None:
    with watched:
        old, new = Company(name="Alt"), Company(name="Neu")
        shop = Site(street="Breiter Weg", company=old)
        watched.add_all([old, new, shop])
        watched.commit()
        assert old.overview.address == "Breiter Weg"
        shop.company = new
        watched.commit()
        assert (old.overview.address, new.overview.address) == (None, "Breiter Weg")


def test_a_savepoint_undone_forgets_nothing_of_the_rest(watched: WatchedSession) -> None:
    with watched:
        firm = Company(name="Tischlerei Kühn")
        watched.add(firm)
        watched.flush()
        savepoint = watched.begin_nested()
        watched.add(Company(name="Nie gewesen"))
        watched.flush()
        savepoint.rollback()
        watched.commit()
        assert firm.overview.label == "Tischlerei Kühn"


def test_whoever_loads_in_bulk_refreshes_later(watched: WatchedSession) -> None:
    with watched:
        watched.info["overview"] = "later"
        firm = Company(name="Tischlerei Kühn")
        watched.add(firm)
        watched.commit()
        assert firm.overview is None
        refresh_overview(watched)
        watched.expire_all()
        assert firm.overview.label == "Tischlerei Kühn"


def test_families_of_as_many_firms_as_an_import_may_change_are_found(
    session: Session, bakery: Company
) -> None:
    merged = Company(name="Bäckerei Gross", merged_into=bakery)
    session.add(merged)
    session.flush()
    many = [*range(10**6, 10**6 + 70_000), merged.id]
    assert roots(session.connection(), many) == {merged.id: bakery.id}
    assert whole_families(session.connection(), many) == {*many, bakery.id}
