"""WZ codes as they arrive, and what they become."""

import pytest

from crm.enums import WzEdition
from crm.rules.wz import exists, resolve, section_of, title_of

OLD, NEW = WzEdition.WZ_2008, WzEdition.WZ_2025


@pytest.mark.parametrize(
    ("text", "code", "section"),
    [
        ("56", "56", "I"),
        ("561", "56.1", "I"),
        ("5610", "56.10", "I"),
        ("56101", "56.10.1", "I"),
        ("56.10.1", "56.10.1", "I"),
        ("1", "01", "A"),
        ("1.11", "01.11", "A"),
        ("111", "01.11", "A"),
        ("0111", "01.11", "A"),
        ("551", "55.1", "I"),
        ("82", "82", "N"),
        (" 4711 ", "47.11", "G"),
    ],
)
def test_a_code_is_read_with_and_without_its_dots_and_zeros(text, code, section) -> None:
    assert resolve(text, OLD) == (code, section, None)


@pytest.mark.parametrize("text", ["", "NULL", "0000", "00", None])
def test_nothing_is_no_code_and_no_problem(text) -> None:
    assert resolve(text, OLD) == (None, None, None)


def test_a_chambers_branch_number_is_not_a_code() -> None:
    for number in ("731109", "7490010"):
        assert "branch number" in str(resolve(number, OLD).problem)


@pytest.mark.parametrize("text", ["9999", "56.1.0", "G", "47,11", "abc"])
def test_what_does_not_exist_is_said(text) -> None:
    assert str(resolve(text, OLD).problem) == "There is no such code in WZ 2008."


def test_eighteen_codes_of_wz_2008_may_be_two_things() -> None:
    texts = [str(number) for number in range(100, 100_000)]
    unsure = [text for text in texts if "may be" in str(resolve(text, OLD).problem)]
    assert len(unsure) == 18
    assert "1610" in unsure


def test_both_candidates_are_named() -> None:
    problem = str(resolve("1610", OLD).problem)
    assert "16.10 Säge-" in problem
    assert "01.61.0 Erbringung von landwirtschaftlichen" in problem


def test_the_columns_layout_decides() -> None:
    assert resolve("1610", OLD, layout=4).code == "16.10"
    assert resolve("161", OLD, layout=4).code == "01.61"
    assert resolve("161", OLD, layout=3).code == "16.1"


def test_the_description_decides_before_the_layout() -> None:
    it = "Erbringung v. Dienstleistungen der Informationstechnologie"
    assert resolve("620", OLD, layout=4).code == "06.20"
    assert resolve("620", OLD, it, layout=4).code == "62.0"
    fields = "Erbringung v. landwirtschaftl. Dienstleistungen f. den Pflanze"
    assert resolve("1610", OLD, fields).code == "01.61.0"


def test_a_description_that_fits_neither_decides_nothing() -> None:
    assert resolve("1610", OLD, "Sonstiges").problem is not None


def test_the_editions_are_told_apart() -> None:
    assert section_of("62", OLD) == "J"
    assert section_of("62", NEW) == "K"
    assert exists("V", NEW)
    assert not exists("V", OLD)
    assert title_of("16.10", OLD) == "Säge-, Hobel- und Holzimprägnierwerke"
    assert title_of("G", OLD)


def test_an_unknown_code_has_no_section() -> None:
    with pytest.raises(LookupError):
        section_of("56.99", OLD)
