"""Tables of the statistics office: read as they come or refused, never overwritten."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from crm.enums import CountedArea, OfficiallyCounted
from crm.errors import DomainError
from crm.models import District, OfficialCount, OfficialTable
from crm.register.counts.read import BadTable
from crm.register.counts.take_in import take_in_counts
from seed.sources import rows
from tests.register.broken.makers import with_entry, with_sheet

COUNTS = Path(__file__).parent / "samples" / "counts"
IHK, IHK_ORIGINAL = (
    COUNTS / f"ihk-companies-by-district-and-section.{suffix}"
    for suffix in ("csv", "original.xlsx")
)
CRAFT = COUNTS / "craft-firms-by-district.csv"
CRAFT_ORIGINAL = COUNTS / "craft-firms-by-trade-group-and-district.original.xlsx"
HEADER = "year,district_number,total,B-F,G,H,I,J,K-N,O-Q,A_and_R-U\n"
OLD_TOWN = "2023,01,20,5,4,3,2,1,5,0,0\n"


@pytest.fixture
def session(session):
    """With the forty districts."""
    session.add_all(District(number=row["number"], name=row["name"]) for row in rows("districts"))
    session.flush()
    return session


@pytest.fixture
def table(tmp_path):
    def table(text: str, name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return table


def value(session, area=CountedArea.CITY, number=None, part=None, year=2023, counted="ihk"):
    """The last one said."""
    query = (
        select(OfficialCount)
        .outerjoin(OfficialCount.district)
        .where(OfficialCount.counted == OfficiallyCounted(counted), OfficialCount.year == year)
        .where(OfficialCount.area == area, District.number.is_not_distinct_from(number))
        .where(OfficialCount.part.is_not_distinct_from(part))
        .order_by(OfficialCount.id.desc())
        .limit(1)
    )
    return session.scalars(query).one()


def test_the_portals_own_workbook_is_read(session):
    taken = take_in_counts(session, IHK_ORIGINAL)
    assert (taken.new, taken.corrected, taken.years) == (246 * 9, 0, (2018, 2023))
    assert value(session).value == 12_745
    assert value(session, CountedArea.UNASSIGNED).value == 171
    assert value(session, CountedArea.DISTRICT, "01", "G", 2018).value == 461
    hidden = value(session, CountedArea.DISTRICT, "72", "B-F")
    assert hidden.value is None
    assert hidden.is_confidential
    assert value(session, CountedArea.DISTRICT, "72", "G").value == 0


def test_the_csv_file_says_the_same_as_the_workbook(session):
    take_in_counts(session, IHK_ORIGINAL)
    again = take_in_counts(session, IHK)
    assert (again.new, again.corrected, again.unchanged) == (0, 0, 246 * 9)
    assert again.table_id is None
    assert session.scalar(select(func.count()).select_from(OfficialTable)) == 1


def test_of_the_trades_only_their_sum_is_read(session):
    taken = take_in_counts(session, CRAFT_ORIGINAL)
    assert taken.new == 533
    assert value(session, counted="craft").value == 1_897
    again = take_in_counts(session, CRAFT)
    assert (again.corrected, again.unchanged) == (0, taken.new - again.new)


def test_craft_firms_by_size_are_a_count_of_their_own(session):
    take_in_counts(session, COUNTS / "craft-firms-by-size-class.csv")
    assert value(session, part="under_5", year=2020, counted="craft_statistics").value == 702
    assert value(session, year=2020, counted="craft_statistics").value == 1_222


def test_a_corrected_table_adds_a_version_and_keeps_the_old_one(session, table):
    take_in_counts(session, table(HEADER + OLD_TOWN))
    corrected = table(HEADER + "2023,01,20,5,4,3,2,1,.,.,0\n", "corrected.csv")
    taken = take_in_counts(session, corrected)
    assert (taken.new, taken.corrected, taken.unchanged) == (0, 2, 7)
    assert value(session, CountedArea.DISTRICT, "01", "K-N").value is None
    kept = select(OfficialCount.value).where(OfficialCount.part == "K-N").order_by(OfficialCount.id)
    assert session.scalars(kept).all() == [5, None]


def test_a_trial_keeps_nothing(session):
    taken = take_in_counts(session, IHK, dry_run=True)
    assert taken.new == 246 * 9
    assert session.scalar(select(func.count()).select_from(OfficialCount)) == 0


@pytest.mark.parametrize(
    ("rows_", "sentence"),
    [
        ("2023,01,20,5,4,3,2,1,5,x,0\n", "Row 2, O-Q “x”: Expected is a whole number, or a dot"),
        ("2023,01,20,5,4,3,2,1,5,-1,1\n", "Row 2, O-Q “-1”: Expected is a whole number"),
        ("2023,01,20,5,4,3,2,1,5,,0\n", "Row 2, O-Q “”: Expected is a whole number"),
        ("23,01,20,5,4,3,2,1,5,0,0\n", "Row 2, year “23”: Expected is a year, like 2023."),
        ("2023,,20,5,4,3,2,1,5,0,0\n", "Row 2, district_number “”: Expected is the number"),
        ("2023,99,20,5,4,3,2,1,5,0,0\n", "“99”: No district on file has this number."),
        ("2023,01,21,5,4,3,2,1,5,0,0\n", "total “21”: The groups of this row add up to 20."),
        ("2023,01,19,5,4,3,2,1,5,.,0\n", "total “19”: The groups of this row add up to 20."),
        (OLD_TOWN + "\n" + OLD_TOWN, "Row 4, district_number “01”: Row 2 says this too."),
    ],
)  # fmt: skip
def test_one_wrong_cell_refuses_the_table(session, table, rows_, sentence):
    with pytest.raises(BadTable) as refused:
        take_in_counts(session, table(HEADER + rows_ + "2023,city,1,1,0,0,0,0,0,0,0\n"))
    assert sentence in refused.value.said(str)
    assert session.scalar(select(func.count()).select_from(OfficialCount)) == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04 no workbook", "The workbook is damaged."),
        (with_sheet(b'r="T2"', b'r="XFD1048576"'), "The workbook is too large."),
        (with_entry("xl/media/x", bytes(50 << 20)), "The workbook is too large."),
        (b'year,total\n"20"23,1\n', "Row 2: its quotation marks are out of order."),
        (b'year,total\n"2023,1\n', "The quotation mark that row 2 opens is never closed."),
        (b"a,b\n1,2\n", "No table that is known has these columns."),
        (b"a,a\n1,2\n", "The header names a column twice: a."),
        (HEADER.encode(), "The table has no rows."),
        (b"\x00\x01\x02\x03", "This is not a text file."),
        (b"," * 300 + b"\n", "The table has more than 50000 rows or 200 columns."),
        ((COUNTS / "trade-registrations-by-year.csv").read_bytes(), "No table that is known"),
    ],
)  # fmt: skip
def test_what_is_no_table_of_counts_is_refused_whole(session, tmp_path, content, sentence):
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(DomainError, match=sentence.replace(".", r"\.")):
        take_in_counts(session, path)


def test_twenty_faults_are_named_and_the_others_counted(session, table):
    wrong = "".join(f"{1990 + n},01,?,0,0,0,0,0,0,0,0\n" for n in range(30))
    with pytest.raises(BadTable) as refused:
        take_in_counts(session, table(HEADER + wrong))
    assert len(refused.value.lines(str)) == 21
    assert refused.value.lines(str)[-1] == "And 10 more."
