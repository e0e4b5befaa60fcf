"""A bakery, and who may be the same."""

import pytest

from crm.register.same_firm.index import Index
from crm.register.same_firm.likeness import Answer, Likeness
from crm.register.same_firm.traits import Said, traits
from tests.register.same_firm.firms import firms

BAKERY = Said(
    1_000_001, "Bäckerei Möhring GmbH", "GmbH", "Lübecker Straße", "12", "39124", "Magdeburg",
    52.15, 11.63, "0391 0123456", "HRB 4711", "https://www.moehring-brot.de", None, "IHK-0004711",
    "10.71.0", "2008",
)  # fmt: skip
LISTED = BAKERY._replace(
    key=0, phone=None, register_number=None, website=None, chamber_number=None, wz_code=None
)
"""As a list has it that knows names and addresses alone."""


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(traits(firm) for firm in [BAKERY, *firms(1, 3000)])


def likeness(index: Index, row: Said) -> Likeness | None:
    found = [one for one in index.find(traits(row)) if one.key == BAKERY.key]
    return found[0] if found else None


def verdict(index: Index, **changes: object) -> Answer:
    found = likeness(index, LISTED._replace(**changes))
    return found.verdict if found else Answer.NEW


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"name": "Baeckerei Moehring"},
        {"name": "Bäckerei Mohring GmbH"},
        {"name": "Möhring Bäckerei"},
        {"name": "Bäckerei Möhrnig GmbH"},
        {"name": "Bäckereimöhring GmbH"},
        {"name": "Bäck. Möhring"},
        {"street": "Lübecker Str.", "house_number": "12 a"},
        {"name": "Bäckerei Möhring UG (haftungsbeschränkt)", "legal_form": "UG"},
        {"street": "Halberstädter Straße", "postcode": "39112", "phone": "0391 / 0123456"},
        {"name": "Möhring Brot & mehr", "register_number": "HRB 4711"},
    ],
)
def test_it_is_known_again_however_it_is_written(index: Index, changes: dict[str, object]) -> None:
    assert verdict(index, **changes) is Answer.SURE


@pytest.mark.parametrize(
    "changes",
    [
        {"register_number": "HRB 815", "phone": "0391 0123456"},
        {"chamber_number": "IHK-0000815", "phone": "0391 0123456"},
        {"wz_code": "68.20.1", "wz_edition": "2008", "phone": "0391 0123456"},
        {"name": "Bäckerei Möhring Verwaltungs GmbH", "phone": "0391 0123456"},
        {"name": "Bäckerei Möhring GmbH & Co. KG", "legal_form": "GmbH & Co. KG"},
        {"name": "Bäckerei Vogel", "phone": "0391 0123456"},
    ],
)
def test_a_neighbour_of_the_name_is_never_sure(index: Index, changes: dict[str, object]) -> None:
    assert verdict(index, **changes) is Answer.ASK


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Bäckerei Vogel", "street": "Ankerstraße", "postcode": "39114"},
        {"name": "Fahrschule Sonntag", "phone": "0391 0123456"},
        {"name": None},
        {"name": "Möhring", "street": None, "postcode": None, "latitude": None},
    ],
)
def test_another_firm_is_new(index: Index, changes: dict[str, object]) -> None:
    assert verdict(index, **changes) is Answer.NEW


def test_two_of_the_same_on_file_are_asked_about() -> None:
    twin = BAKERY._replace(key=2, phone=None, website=None)
    index = Index([traits(BAKERY), traits(twin)])
    found = index.find(traits(LISTED))
    assert {one.key for one in found} == {BAKERY.key, 2}
    assert {one.verdict for one in found} == {Answer.ASK}


def test_it_is_explained(index: Index) -> None:
    moved = {"name": "Bäckerei Möring", "latitude": 52.1526, "phone": "0391 0123456"}
    found = likeness(index, LISTED._replace(street="Ankerstraße", **moved))
    assert found
    assert str(found) == "name 97 %, same telephone, same legal form, moved 290 m"


def test_firms_of_the_same_file_are_found_once_they_are_added(index: Index) -> None:
    grown = Index(index)
    row = traits(LISTED._replace(name="Zuckerbäckerei Quast", street="Ankerstraße"))
    assert not grown.find(row)
    grown.add([row._replace(key=77)])
    assert [one.key for one in grown.find(row)] == [77]


def test_duplicates_inside_are_paired_once(index: Index) -> None:
    grown = Index(index)
    grown.add([traits(LISTED._replace(key=5_000_000, name="Bäckerei Möhringg GmbH"))])
    ours = [(pair.one, pair.other) for pair in grown.pairs() if 5_000_000 in pair[:2]]
    assert ours == [(BAKERY.key, 5_000_000)]


def test_a_telephone_that_hundreds_share_says_nothing() -> None:
    shared = [firm._replace(phone="0391 0999999") for firm in firms(2, 400)]
    index = Index(traits(firm) for firm in [BAKERY._replace(phone="0391 0999999"), *shared])
    assert verdict(index, name="Fahrschule Sonntag", phone="0391 0999999") is Answer.NEW
