"""Single cells: read in every way people write them, refused where there are two readings."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.enums import WzEdition
from crm.register.cells import Sector, amount, day, identifier, number, wz_code
from crm.register.reading.typed import as_text
from crm.register.source import RefusedRow
from crm.rules.wz import resolve, title_of, titles

TODAY = date(2026, 11, 27)
OLD, NEW = WzEdition
days = st.dates(date(1800, 1, 1), TODAY)
SERIAL_FROM = date(1927, 5, 18)
WAYS = (
    "{0:%d.%m.}{1}", "{0.day}.{0.month}.{1}", "{0:%d. %m. }{1}", "{1}-{0:%m-%d}",
    "{1}-{0:%m-%d} 00:00:00", "{0:%d.%m.}{1} 10:30",
)  # fmt: skip


def read(reader, words: str, *more: object) -> object:
    return reader({"x": words}, "x", *more)


def refused(reader, words: str, *more: object) -> str:
    with pytest.raises(RefusedRow) as refusal:
        read(reader, words, *more)
    assert (refusal.value.problem.field, refusal.value.value) == ("x", words)
    return str(refusal.value)


@given(days, st.sampled_from(WAYS))
def test_a_day_comes_back_however_it_was_written(one: date, how: str) -> None:
    assert read(day, how.format(one, f"{one.year:04}"), TODAY) == one


@given(st.dates(SERIAL_FROM, TODAY), st.sampled_from(["", ".5", ",75"]))
def test_a_day_comes_back_from_its_number(one: date, fraction: str) -> None:
    serial = (one - date(1899, 12, 30)).days
    assert read(day, f"{serial}{fraction}", TODAY) == one
    assert read(day, as_text(float(serial)), TODAY) == one


@given(days, st.times())
def test_a_day_comes_back_from_a_cell_of_a_workbook(one: date, at: time) -> None:
    assert read(day, as_text(one), TODAY) == one
    assert read(day, as_text(datetime.combine(one, at)), TODAY) == one


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("23.11.26", "The year may be 1926 or 2026. Write it with four digits."),
        ("1/2/03", "The year may be 1903 or 2003."),
        ("31.02.2026", "The calendar has no such day."),
        ("29.02.2023", "The calendar has no such day."),
        ("00.00.0000", "The calendar has no such day."),
        ("2026-13-01", "The calendar has no such day."),
        ("11/12/2026", "This is not a day. Write it like 23.11.2026."),
        ("November 2026", "This is not a day."),
        ("2023", "This is not a day."),
        ("20261123", "This is not a day."),
        ("4,5E+04", "This is not a day."),
        ("٢٣.١١.٢٠٢٦", "This is not a day."),
        ("28.11.2026", "2026-11-28 lies after 2026-11-27"),
        ("99999", "2173-10-13 lies after 2026-11-27"),
        ("31.12.1799", "1799-12-31 lies before 1800."),
    ],
)
def test_no_day_is_guessed(words: str, sentence: str) -> None:
    assert refused(day, words, TODAY).startswith(sentence)


@given(days.filter(lambda one: one.year > 1900))
def test_a_year_of_two_digits_is_never_guessed(one: date) -> None:
    assert "The year may be" in refused(day, f"{one:%d.%m.%y}", TODAY)


@given(st.text(max_size=30))
def test_whatever_stands_there_is_a_day_or_is_refused(words: str) -> None:
    try:
        found = read(day, words, TODAY)
    except RefusedRow:
        return
    assert found is None or date(1800, 1, 1) <= found <= TODAY


def test_ids_are_kept_as_they_stand() -> None:
    assert read(identifier, " 00123 ") == "00123"
    assert read(identifier, "NULL") is None
    assert read(identifier, "HRB 12") == "HRB 12"
    for rounded in ("9,43E+11", "9.43E+11", "9,43e11", as_text(943_032_412_345_678_901.0)):
        assert "rounded this id" in refused(identifier, rounded)
    assert refused(identifier, "1" * 41) == "Longer than 40 characters."


@given(st.from_regex(r"[0-9]{1,40}", fullmatch=True))
def test_no_digit_of_an_id_is_lost(words: str) -> None:
    assert read(identifier, words) == words


@pytest.mark.parametrize(
    ("words", "value"),
    [("1234", 1234), ("12,5", 12.5), ("12.5", 12.5), ("1.234,5", 1234.5), ("1,234.5", 1234.5),
     ("1.234.567", 1234567), ("1,234,567", 1234567), ("1234,567", 1234.567), ("0,125", 0.125),
     ("1.2340", 1.234), ("-7", -7), ("NULL", None)],
)  # fmt: skip
def test_amounts(words: str, value: float | None) -> None:
    assert read(amount, words) == value


def test_a_thousand_that_may_be_a_fraction_is_refused_with_both() -> None:
    assert refused(amount, "1.234").startswith("1.234 may be 1234 or 1.2340.")
    assert refused(amount, "-1,234").startswith("-1,234 may be -1234 or -1,2340.")
    for words in ("1.23.4", "12 Euro", "1.2345.678", "1,5,5", "١٢"):
        assert refused(amount, words) == "This is not a number."
    assert read(number, "52,527") == 52.527


@given(st.integers(-(10**9), 10**9), st.integers(0, 99), st.sampled_from([",.", ".,"]))
def test_an_amount_comes_back_german_and_english(whole: int, cents: int, marks: str) -> None:
    words = f"{whole:,}.{cents:02}"
    written = words.translate(str.maketrans(",.", marks))
    assert read(amount, written) == float(f"{whole}.{cents:02}")


@given(st.sampled_from(list(WzEdition)), st.data(), st.booleans())
def test_a_code_comes_back_with_and_without_dots(edition, data, dots: bool) -> None:
    code = data.draw(st.sampled_from(sorted(titles(edition))))
    words = code if dots else code.replace(".", "")
    description = title_of(code, edition)
    if dots or "may be" not in str(resolve(words, edition, description).problem):
        assert read(wz_code, words, edition, description)[:2] == (code, edition)
    else:
        assert code in refused(wz_code, words, edition, description)


def test_a_lost_zero_and_codes_of_either_edition() -> None:
    assert read(wz_code, "1.13", OLD) == Sector("01.13", OLD, "A")
    assert read(wz_code, "", OLD) == read(wz_code, "NULL") == Sector()
    assert read(wz_code, "10.71") == Sector("10.71", OLD, "C")
    only_new = next(c for c in titles(NEW) if c not in titles(OLD) and c.count(".") == 1)
    assert read(wz_code, only_new)[:2] == (only_new, NEW)


def test_two_readings_are_both_named() -> None:
    assert "may be 16.10" in refused(wz_code, "1610", OLD)
    assert "01.61" in refused(wz_code, "1610", OLD)
    told = refused(wz_code, "01.11")
    assert "(WZ 2008) or 01.11" in told
    assert told.endswith("(WZ 2025). Say which edition it is of.")
    assert refused(wz_code, "99.99.9") == "There is no such code in WZ 2008 / WZ 2025."
    assert "branch number" in refused(wz_code, "731109")


@given(st.text(max_size=12))
def test_whatever_stands_there_is_a_code_or_is_refused(words: str) -> None:
    for edition in (None, *WzEdition):
        try:
            found = read(wz_code, words, edition)
        except RefusedRow:
            continue
        assert found.code is None or found.code in titles(found.edition)


def test_a_number_beyond_the_calendar_is_no_crash() -> None:
    assert date(1899, 12, 30) + timedelta(days=10_000) == SERIAL_FROM
    assert "lies after" in refused(day, "31.12.9999", TODAY)
