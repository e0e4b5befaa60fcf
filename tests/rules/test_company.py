"""What may be written of firms, their sites, size and people."""

from datetime import date

import pytest

from crm.enums import EndReason, SizeBand, WzEdition
from crm.rules.company import company_problems
from crm.rules.company_fact import completed, fact_problems
from crm.rules.person import person_problems, position_problems
from crm.rules.site import site_problems
from crm.rules.ways_to_reach import reach_problems, web_address

TODAY = date(2026, 11, 23)
YESTERDAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 24)


def fields(problems) -> list[str]:
    return [problem.field for problem in problems]


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"name": "Bäckerei"}, []),
        ({}, []),
        ({"needs_name": True}, ["name"]),
        ({"founded_on": date(1240, 1, 1)}, ["founded_on"]),
        ({"founded_on": YESTERDAY, "ended_on": TODAY}, []),
        ({"founded_on": TODAY, "ended_on": YESTERDAY}, ["ended_on"]),
        ({"ended_on": TOMORROW}, ["ended_on"]),
        ({"end_reason": EndReason.CLOSED}, ["ended_on"]),
    ],
)
def test_a_firms_life(values, wrong) -> None:
    assert fields(company_problems({"today": TODAY, **values})) == wrong


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("email", ["a@b.de", "post@bäckerei-groß.de"], ["a@b", "a b@c.de", "a@b.de, c@d.de", "@"]),
        ("website", ["www.b.de", "https://b.de/x?y", "B.DE"], ["b", "javascript:alert(1)",
                                                               "ftp://b.de", "www b.de"]),
        ("phone", ["0391 540-1234", "+49 (391) 5401", "0391/5401 App. 12"], ["12", "anrufen",
                                                                            "a1234"]),
    ],
)  # fmt: skip
def test_ways_to_reach_a_firm(name, good, bad) -> None:
    assert [text for text in good if fields(reach_problems({name: text}))] == []
    assert [text for text in bad if fields(reach_problems({name: text})) != [name]] == []


def test_a_link_points_to_the_web_only() -> None:
    assert web_address("www.b.de") == "https://www.b.de"
    assert web_address("http://b.de") == "http://b.de"
    assert web_address("javascript://b.de/%0aalert(1)") is None
    assert web_address("http://[b") is None


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"street": "Breiter Weg", "postcode": "39104"}, []),
        ({"district_id": 3}, []),
        ({}, ["street"]),
        ({"city": "Magdeburg", "house_number": "3"}, ["street"]),
        ({"street": "A", "postcode": "Magdeburg-Mitte"}, ["postcode"]),
        ({"latitude": 52.1}, ["longitude"]),
        ({"latitude": 52.1, "longitude": 181.0}, ["longitude"]),
        ({"latitude": float("nan"), "longitude": 11.6}, ["latitude"]),
        ({"street": "A", "valid_from": TODAY, "valid_to": YESTERDAY}, ["valid_to"]),
        ({"street": "A", "valid_from": date.min}, ["valid_from"]),
        ({"street": "A", "valid_from": date(1650, 1, 1), "valid_to": date.max}, ["valid_to"]),
    ],
)
def test_a_site_is_somewhere(values, wrong) -> None:
    assert fields(site_problems({"today": TODAY, **values})) == wrong


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"employees": 5, "size_band": SizeBand.FROM_4}, []),
        ({"employees": 5, "size_band": SizeBand.UNKNOWN}, []),
        ({"employees": 5}, []),
        ({"employees": 50, "size_band": SizeBand.FROM_4}, ["employees"]),
        ({"employees": -1}, ["employees"]),
        ({"wz_code": "5610", "wz_edition": WzEdition.WZ_2008}, []),
        ({"wz_code": "5610"}, ["wz_edition"]),
        ({"wz_code": "1610", "wz_edition": WzEdition.WZ_2008}, ["wz_code"]),
        ({"wz_code": "99.99", "wz_edition": WzEdition.WZ_2025}, ["wz_code"]),
        ({"valid_from": None}, ["valid_from"]),
        ({"valid_from": date(202, 6, 1)}, ["valid_from"]),
    ],
)
def test_size_and_sector(values, wrong) -> None:
    assert fields(fact_problems({"today": TODAY, **values})) == wrong


def test_what_follows_is_filled_in() -> None:
    given = {"employees": 12, "wz_code": "5610", "wz_edition": WzEdition.WZ_2008}
    full = completed(given)
    assert (full["size_band"], full["wz_code"], full["wz_section"]) == (
        SizeBand.FROM_10, "56.10", "I",
    )  # fmt: skip
    empty = completed({"wz_edition": WzEdition.WZ_2008})
    assert (empty["size_band"], empty["wz_code"], empty["wz_edition"]) == (
        SizeBand.UNKNOWN, None, None,
    )  # fmt: skip


def test_people_and_what_they_are() -> None:
    assert fields(person_problems({"today": TODAY, "last_name": "Lüdecke"})) == []
    wrong = {"today": TODAY, "email": "x", "mobile": "y", "review_on": date(2099, 1, 1)}
    assert fields(person_problems(wrong)) == ["last_name", "email", "mobile", "review_on"]
    assert fields(position_problems({"function": "Inhaberin"})) == []
    unnamed = {"person": None, "company": None, "valid_from": TODAY, "valid_to": YESTERDAY}
    assert fields(position_problems({"today": TODAY, **unnamed})) == [
        "person",
        "company",
        "function",
        "valid_to",
    ]
