"""The list of sources, and the day in a file's name."""

from datetime import date

import pytest

from crm.register.source import day_in_name, proposed_day
from crm.register.sources import SOURCES


def test_a_source_is_found_by_its_name_and_needs_only_its_own_columns() -> None:
    for name, source in SOURCES.items():
        assert source.name == name
        assert source.key_column in source.columns
        assert source.needed <= set(source.columns)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2023-04-added.csv", date(2023, 4, 30)),
        ("IHK_2024-02.csv", date(2024, 2, 29)),
        ("IHK_2024-02-07_full.csv", date(2024, 2, 7)),
        ("2023-02-31.csv", None),
        ("2023-13.csv", None),
        ("120230-04.csv", None),
        ("register.csv", None),
    ],
)
def test_the_day_in_a_files_name(name: str, day: date | None) -> None:
    assert day_in_name(name) == day


def test_the_day_that_is_proposed_is_never_one_to_come() -> None:
    today = date(2023, 4, 12)
    assert proposed_day("2023-03-added.csv", today) == (date(2023, 3, 31), True)
    assert proposed_day("2023-04-added.csv", today) == (today, True)
    assert proposed_day("register.csv", today) == (today, False)
