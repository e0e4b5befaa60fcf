"""The generator writes what IHK Berlin writes, so that its reader takes every row."""

import csv
from collections import Counter
from datetime import date

import pytest

from crm.register.sources.ihk_berlin import COLUMNS as THEIRS
from crm.register.take_in import take_in
from seed.berlin_register import COLUMNS, register, write_register

ROWS = 3_000


@pytest.fixture(scope="module")
def first() -> list[dict[str, str]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in register(ROWS)]


def test_it_has_the_publisher_s_columns_and_line_ends(tmp_path):
    path = tmp_path / "full.csv"
    write_register(path, 10)
    content = path.read_bytes()
    assert COLUMNS == THEIRS
    assert (content.count(b"\r"), content.count(b"\n")) == (11, 0)
    assert len(next(csv.reader(content.decode().split("\r")))) == 20


def test_firms_are_as_large_and_lie_where_real_ones_do(first):
    bands = Counter(row["employees_range"] for row in first)
    assert 0.75 < bands["0 Beschäftigte"] / ROWS < 0.85
    assert 0.09 < bands["1 - 3 Beschäftigte"] / ROWS < 0.15
    districts = Counter(row["Bezirk"] for row in first)
    assert districts.most_common(1)[0][0] == "Mitte"
    assert len(set(districts) - {"NULL"}) == 12
    assert len({row["nace_id"] for row in first}) > 200
    assert len({row["opendata_id"] for row in first}) == ROWS


def test_the_same_seed_makes_the_same_firms(first):
    assert [row["opendata_id"] for row in first] == [row[0] for row in register(ROWS)]
    assert list(register(50)) == list(register(50))
    assert list(register(50, seed=43)) != list(register(50))


def test_next_month_some_left_and_as_many_came(first):
    later = {row[0] for row in register(ROWS, month=1)}
    earlier = {row["opendata_id"] for row in first}
    assert len(later) == ROWS
    assert len(earlier - later) == len(later - earlier) == 12


def test_every_row_comes_in_and_the_next_month_is_the_difference(session, tmp_path):
    for month, day in ((0, date(2023, 4, 30)), (1, date(2023, 5, 31))):
        path = tmp_path / f"{month}.csv"
        write_register(path, ROWS, month=month)
        result = take_in(session, path, "ihk-berlin", as_of=day, full=True)
        session.commit()
        assert result.refused == []
    assert (result.created, result.ended) == (12, 12)
    assert 0 < result.updated < ROWS // 20
