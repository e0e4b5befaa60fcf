"""One box finds a firm by its name, street, number and people, and forgives slips."""

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from crm.models import Company, CompanyOverview, Person, Position, Site
from crm.services.find_company import companies_matching, find_companies
from crm.services.find_person import find_people
from crm.services.refresh_overview import refresh_overview
from crm.services.trigrams import lacks_trigrams
from crm.services.typed_text import neighbours

TODAY = date(2026, 11, 23)


@pytest.fixture
def town(session: Session) -> dict[str, Company]:
    """Six firms; the locksmith has closed down."""
    firms = {
        "bakery": firm("Bäckerei Müller GmbH", "Hauptstraße 3", "HRB 4711"),
        "butcher": firm("Fleischerei Schmidt", "Lübecker Straße 12a", "HRA 815"),
        "software": firm("3M Software & Söhne", "Breiter Weg 120", "HRB 90210"),
        "advice": firm("Steuerberatung Café Crème", "Halberstädter Chaussee 7"),
        "locksmith": firm("Schlosserei Müller", "Am Ölberg 1", ended_on=date(2024, 5, 1)),
        "tavern": firm(None, "Olvenstedter Platz 9", "755150660"),
    }
    weber = Person(first_name="Jolanthe", last_name="Weißgerber")
    firms["butcher"].positions.append(Position(person=weber, function="Inhaberin"))
    session.add_all(firms.values())
    session.flush()
    refresh_overview(session)
    return firms


def firm(name, street, number=None, ended_on=None) -> Company:
    street, _, house_number = street.rpartition(" ")
    site = Site(street=street, house_number=house_number, postcode="39104", city="Magdeburg")
    return Company(name=name, register_number=number, ended_on=ended_on, sites=[site])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Bäckerei Müller", "bakery"),
        ("müller bäck", "bakery"),
        ("Mueller", "bakery"),
        ("Muller", "bakery"),
        ("Bäkerei", "bakery"),
        ("Bäckerei Mlüler", "bakery"),
        ("BÄCKREI", "bakery"),
        ("Fleischerie", "butcher"),
        ("fleisch schmit", "butcher"),
        ("Scmhidt", "butcher"),
        ("Lübecker Str", "butcher"),
        ("luebeker strasse", "butcher"),
        ("Lübecker 12a", "butcher"),
        ("Weissgerber", "butcher"),
        ("Jolante", "butcher"),
        ("HRA 815", "butcher"),
        ("90210", "software"),
        ("3M", "software"),
        ("soehne software", "software"),
        ("creme", "advice"),
        ("Steuerbreatung", "advice"),
        ("Halberstaedter Ch 7", "advice"),
        ("755150660", "tavern"),
    ],
)
def test_the_firm_meant_comes_first(session: Session, town, typed: str, meant: str) -> None:
    assert find_companies(session, typed)[0].id == town[meant].id


@pytest.mark.parametrize("typed", ["", "  ", "-.,", "xyzzy", "4712", '"', "' OR 1=1", "müller xq"])
def test_nothing_is_found_for_nothing(session: Session, town, typed: str) -> None:
    assert find_companies(session, typed) == []


def test_active_firms_come_first(session: Session, town) -> None:
    hits = find_companies(session, "Müller")
    assert [hit.id for hit in hits] == [town["bakery"].id, town["locksmith"].id]
    assert [hit.is_active for hit in hits] == [True, False]


def test_the_note_says_why(session: Session, town) -> None:
    (by_person,) = find_companies(session, "weissgerber")
    (by_number,) = find_companies(session, "HRA 815")
    (by_street,) = find_companies(session, "lübecker straße")
    assert by_person.note == "Jolanthe Weißgerber"
    assert by_number.note == "HRA 815"
    assert by_street.note == ""
    assert by_street.address == "Lübecker Straße 12a, 39104 Magdeburg"


def test_a_list_can_be_narrowed_the_same_way(session: Session, town) -> None:

    def found(typed: str) -> set[int]:
        query = select(CompanyOverview.id).where(companies_matching(session, typed))
        return set(session.scalars(query))

    both = {town["bakery"].id, town["locksmith"].id}
    assert found("müller") == both
    assert found("mlüler") == both
    assert found("...") == set()


def test_without_trigrams_one_slip_is_forgiven(session: Session, town, monkeypatch) -> None:
    monkeypatch.setattr("crm.services.correct_words.lacks_trigrams", lambda _session: True)
    assert find_companies(session, "Steuerbreatung")[0].id == town["advice"].id
    assert find_companies(session, "Steurbreatung") == []


def test_two_slips_in_a_word_take_trigrams(session: Session, town) -> None:
    found = [hit.id for hit in find_companies(session, "Bakerei Muler")]
    assert found == ([] if lacks_trigrams(session) else [town["bakery"].id])


def test_whether_trigrams_are_lacking_is_known(session: Session) -> None:
    if session.get_bind().dialect.name == "sqlite":
        assert not lacks_trigrams(session)
    else:
        installed = text("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
        assert lacks_trigrams(session) is (session.scalar(installed) == 0)


def test_people_of_the_firm_come_first(session: Session, town) -> None:
    elsewhere = Person(first_name="Ada", last_name="Weißgerber")
    session.add(elsewhere)
    session.flush()
    names = [hit.name for hit in find_people(session, "Weiß", town["butcher"].id, today=TODAY)]
    assert names == ["Jolanthe Weißgerber", "Ada Weißgerber"]


def test_people_are_found_by_name_and_firm(session: Session, town) -> None:
    (hit,) = find_people(session, "jolante weissgerber", today=TODAY)
    assert (hit.function, hit.company) == ("Inhaberin", "Fleischerei Schmidt")
    assert find_people(session, "jolanthe schmidt", today=TODAY)[0].id == hit.id
    assert find_people(session, "schmidt", today=TODAY) == []


def test_without_text_all_people_of_the_firm(session: Session, town) -> None:
    former = Person(last_name="Alt")
    town["butcher"].positions.append(
        Position(person=former, function="Inhaber", valid_to=date(2020, 1, 1))
    )
    session.flush()
    hits = find_people(session, "", town["butcher"].id, today=TODAY)
    assert [hit.name for hit in hits] == ["Jolanthe Weißgerber"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("marks", "marx"), ("hun", "huhn"), ("puz", "putz"), ("smidt", "smit"), ("fotto", "photto")],
)
def test_what_sounds_the_same_is_one_slip(typed: str, meant: str) -> None:
    assert meant in set(neighbours(typed))
