"""The city has as many firms per district and group of sections as the official tables print."""

import pytest

from seed.margins import fill
from seed.official_counts import GROUPS, UNASSIGNED, comparison, filled, printed
from tests.seed.city import UNTIL


def test_every_printed_number_is_met(city_session):
    table = comparison(city_session, UNTIL)
    print(table.to_string())
    known = table[table.official.notna()]
    assert len(known) == 367
    assert known[known.official != known.here].empty


def test_the_city_has_all_its_firms(city_session):
    table = comparison(city_session, UNTIL).set_index(["district", "group"]).here
    assert table["city", "total"] == 12_745
    assert table["city", "craft"] == 1_897
    assert table[UNASSIGNED, "total"] == 171


def test_withheld_cells_are_filled_so_that_all_margins_agree():
    cells = filled()
    assert len(cells) == 40 * len(GROUPS)
    for (district, group), official in printed().items():
        rows = {d for d, _group in cells} if district == "city" else {district}
        columns = GROUPS if group == "total" else [group]
        assert sum(cells[d, g] for d in rows for g in columns) == official or official is None


def test_withheld_cells_are_small_but_never_zero():
    withheld = [cell for cell, count in printed().items() if count is None]
    assert {filled()[cell] for cell in withheld} <= {1, 2, 3, 4, 5}


def test_a_table_that_contradicts_itself_has_no_solution():
    with pytest.raises(ValueError, match="contradicts itself"):
        fill({"a": 2, "b": 2}, {"x": 1, "y": 3}, [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")])


def test_cells_make_room_for_one_another():
    cells = [("a", "x"), ("a", "y"), ("b", "x")]
    assert fill({"a": 4, "b": 2}, {"x": 3, "y": 3}, cells) == {
        ("a", "x"): 1,
        ("a", "y"): 3,
        ("b", "x"): 2,
    }


def test_the_numbers_hold_for_other_days_as_well(city_session):
    """Closures are followed by foundings: the stock was nearly the same all these years."""
    before = comparison(city_session, UNTIL.replace(year=2024)).set_index(["district", "group"])
    assert abs(before.here["city", "total"] - 12_745) < 250
