"""One spelling for what people write in many ways."""

import pytest

from crm.register.same_firm.spelling import (
    bare_name,
    chamber_number,
    domain,
    house_number,
    leading_digits,
    legal_form,
    phone,
    register_number,
    street,
    trade,
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Bäckerei Müller GmbH & Co. KG", "baeckerei mueller"),
        ("Müller Gesellschaft mit beschränkter Haftung", "mueller"),
        ("Firma Anna Weiß e.K.", "anna weiss"),
        ("GmbH", "gmbh"),
        ("", ""),
    ],
)
def test_a_name_is_what_is_left_without_its_legal_form(written: str, read: str) -> None:
    assert bare_name(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Elbbau GmbH", "gmbh"),
        ("Elbbau GmbH & Co. KG", "kg"),
        ("UG (haftungsbeschränkt)", "ug"),
        ("Elbbau e. K.", "ek"),
        ("Einzelunternehmen", ""),
    ],
)
def test_the_legal_form_is_found_at_the_end_of_a_name(written: str, read: str) -> None:
    assert legal_form(written) == read


@pytest.mark.parametrize(
    "written", ["0391 540-1234", "+49 391 5401234", "0049 (0)391/5401234", "0391 - 540 12 34"]
)
def test_a_telephone_number_is_what_one_dials(written: str) -> None:
    assert phone(written) == "03915401234"


@pytest.mark.parametrize("written", ["HRB 12345", "hrb12345", "Stendal HRB 0012345", "HRB-12345"])
def test_a_register_number_is_letters_and_digits(written: str) -> None:
    assert register_number(written) == "hrb12345"


def test_a_chambers_number_is_none_of_the_court() -> None:
    assert chamber_number("IHK-0012345") == "ihk12345"
    assert register_number("IHK-0012345") == ""


@pytest.mark.parametrize(
    ("website", "email", "read"),
    [
        ("https://www.elbbau.de/kontakt", "", "elbbau.de"),
        ("elbbau.de", "info@anders.de", "elbbau.de"),
        ("", "info@elbbau.de", "elbbau.de"),
        ("", "elbbau@t-online.de", ""),
        ("", "", ""),
    ],
)
def test_a_domain_is_the_firms_own(website: str, email: str, read: str) -> None:
    assert domain(website, email) == read


def test_streets_are_written_out_or_not() -> None:
    assert street("Lübecker Straße") == street("Lübecker Str.") == street("LÜBECKERSTR")


def test_trades_compare_within_an_edition() -> None:
    assert trade("56.10.1", "2008") == trade("56.30", "2008") != trade("56.10.1", "2025")


@pytest.mark.parametrize("written", ["12", "12 a", "12A", "12-14", "12 - 14", "12/3"])
def test_houses_are_told_by_the_digits_they_begin_with(written: str) -> None:
    assert leading_digits(house_number(written)) == "12"
