"""What does not go in: single rows with their reasons, or the whole file with a sentence."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.errors import DomainError
from crm.models import Company, CompanyFact, ImportBatch, SourceRecord
from crm.register.formulas import as_it_was, safe
from crm.register.reasons import as_text, told
from crm.register.refused_rows import common_reasons, refused_rows
from crm.register.take_in import take_in
from crm.rules import Problem
from tests.register.conftest import ADDED, APRIL, BAKERY, MANGLED, Take, Write, counts


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("opendata_id", "9,43032E+11", "A spreadsheet rounded this id"),
        ("opendata_id", "9.4303E+11", "A spreadsheet rounded this id"),
        ("opendata_id", "NULL", "The id is missing."),
        ("opendata_id", "HRB 12", "An id consists of digits only."),
        ("latitude", "52.527.738", "This is not a number."),
        ("latitude", "152.5", "This must lie between -90 and 90."),
        ("longitude", "NULL", "Both coordinates or none."),
        ("employees_range", "04. Jun", "This is none of the size bands of the chambers."),
        ("employees_range", "1 - 5 Beschäftigte", "This is none of the size bands"),
        ("nace_id", "9999", "There is no such code in WZ 2008."),
        ("nace_id", "731109", "This is a chamber's own branch number"),
        ("business_age", "jung", "This is not an age in years."),
        ("postcode", "?", "A postcode has five digits."),
        ("postcode", "1218", "A postcode has five digits."),
        ("postcode", "D-12683", "A postcode has five digits."),
        ("postcode", "39104", "This postcode is not one of Berlin."),
        ("city", "Potsdam", "This firm is not in Berlin. If it has moved away,"),
        ("city", "Berlinchen", "This firm is not in Berlin."),
        (
            "Bezirk",
            "Marzahn-Hellersdrof",
            "Berlin has no district “Marzahn-Hellersdrof”. The most"
            " similar is “Marzahn-Hellersdorf”.",
        ),
        ("Planungsraum", "x" * 201, "Longer than 200 characters."),
    ],
)
def test_a_row_that_makes_no_sense_is_named(
    take: Take, write: Write, column: str, value: str, reason: str
) -> None:
    result = take(write({"opendata_id": "1"}, {column: value}))
    assert counts(result) == {"read": 2, "created": 1, "refused": 1}
    (refused,) = result.as_json()["refused"]
    assert (refused["row"], refused["value"]) == (3, value)
    assert refused["column"] in (column, "latitude")
    assert refused["reason"].startswith(reason)


@pytest.mark.parametrize(
    "change",
    [
        {"employees_range": "10000 und mehr Beschäftigte"},
        {"employees_range": "1.000 - 2.499 Beschäftigte"},
        {"employees_range": "NULL", "nace_id": "", "Bezirk": "NULL", "planungsraum_id": ""},
        {"latitude": "NULL", "longitude": "NULL", "business_age": "100+"},
        {"nace_id": "82"},
        {"city": "Berlin-Biesdorf"},
        {"city": "NULL", "postcode": "NULL"},
    ],
)
def test_a_row_with_gaps_goes_in(take: Take, write: Write, change: dict[str, str]) -> None:
    assert counts(take(write(change))) == {"read": 1, "created": 1}


@pytest.mark.parametrize(
    ("nace_id", "description", "code"),
    [
        ("1610", "Säge-, Hobel- u. Holzimprägnierwerke", "16.10"),
        ("1610", "NULL", "16.10"),
        ("620", "Erbringung v. Dienstleistungen der Informationstechnologie", "62.0"),
        ("161", "NULL", "01.61"),
    ],
)
def test_an_ambiguous_code_is_decided_by_description_then_by_layout(
    session: Session, take: Take, write: Write, nace_id: str, description: str, code: str
) -> None:
    take(write({"nace_id": nace_id, "nace_desc": description}))
    assert session.scalars(select(CompanyFact.wz_code)).all() == [code]


def test_an_id_that_comes_twice_goes_in_once(session: Session, take: Take, write: Write) -> None:
    result = take(write({}, {"employees_range": "0"}))
    assert counts(result) == {"read": 2, "created": 1, "refused": 1}
    assert result.as_json()["refused"][0]["reason"] == "Row 2 has this id too."
    record = session.scalars(select(SourceRecord).filter_by(row_number=3)).one()
    assert record.reason is not None
    assert told(record.reason, str) == "Row 2 has this id too."


def test_rows_out_of_order_are_refused_and_kept(session: Session, take: Take, write: Write) -> None:
    path = write({}, {"opendata_id": "2"})
    header, first, second, *_rest = path.read_bytes().decode().split("\r")
    broken = f'"x"y,{first}'
    short = first.rpartition(",")[0]
    lines = [header, broken, "", short, first + ",mehr", "," * 19, second]
    path.write_text("\n".join(lines), encoding="utf-8")
    result = take(path)
    assert counts(result) == {"read": 4, "created": 1, "refused": 3}
    reasons = [(row.row, str(row.problem)) for row in result.refused]
    assert reasons == [
        (2, "The quotation marks of this row are out of order."),
        (4, "The row has 19 cells, the header 20."),
        (5, "The row has 21 cells, the header 20."),
    ]
    raws = session.scalars(select(SourceRecord.raw).order_by(SourceRecord.id)).all()
    assert any("mehr" in raw for raw in raws)
    assert any('\\"x\\"y' in raw for raw in raws)
    assert session.scalars(select(SourceRecord.row_number).filter_by(key="2")).one() == 7


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_line_ends_encodings_and_delimiters(
    take: Take, tmp_path: Path, end: str, encoding: str, delimiter: str
) -> None:
    text = io.StringIO(newline="")
    rows = csv.DictWriter(text, BAKERY, delimiter=delimiter, lineterminator=end)
    rows.writeheader()
    rows.writerow(BAKERY | {"ihk_branch_desc": f'Brot{delimiter} Brötchen{end}und "Kuchen"'})
    path = tmp_path / "firms.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    assert counts(take(path)) == {"read": 1, "created": 1}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"  \r\n", "The file is empty."),
        (b"PK\x03\x04...", "The workbook is damaged. Open it in a spreadsheet and save it anew."),
        (b"opendata_id\0", "This is not a text file. Save it as CSV (UTF-8) first."),
        ("opendata_id;x".encode("utf-16"), "the header lacks city, postcode,"),
        (b"\x81\xff" * 50, "This is not a text file."),
        (b"name,street\nx,y\n", "This is not a file of IHK Berlin: the header lacks opendata_id,"),
        (b"opendata_id;opendata_id\n", "The header names a column twice: opendata_id."),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_sentence(
    session: Session, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    with pytest.raises(DomainError, match=sentence.replace("(", r"\(").replace(")", r"\)")):
        take_in(session, path, "ihk-berlin", as_of=APRIL)


def test_a_missing_file_unknown_source_and_a_day_to_come(session: Session) -> None:
    with pytest.raises(DomainError, match="cannot be read"):
        take_in(session, Path("gibt-es-nicht.csv"), "ihk-berlin", as_of=APRIL)
    with pytest.raises(DomainError, match=r"There is no source ihk\. There is: ihk-berlin"):
        take_in(session, ADDED, "ihk", as_of=APRIL)
    tomorrow = date.today() + timedelta(days=1)
    with pytest.raises(DomainError, match="is still to come"):
        take_in(session, ADDED, "ihk-berlin", as_of=tomorrow)


def test_a_fault_at_the_end_takes_everything_back(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm.register.take_in.CHUNK", 100)
    path = tmp_path / "added.csv"
    path.write_bytes(ADDED.read_bytes() + b'\r"never closed')
    with pytest.raises(DomainError, match="row 1828 opens is never closed"):
        take_in(session, path, "ihk-berlin", as_of=APRIL)
    session.commit()
    assert session.scalar(select(func.count(Company.id))) == 0
    assert session.scalar(select(func.count(ImportBatch.id))) == 0


def test_a_trial_tells_everything_and_changes_nothing(session: Session) -> None:
    result = take_in(session, MANGLED, "ihk-berlin", as_of=APRIL, dry_run=True)
    session.commit()
    assert counts(result) == {"read": 30, "created": 17, "refused": 13}
    assert session.scalar(select(func.count(Company.id))) == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_refused_rows_come_back_as_they_were_written_and_go_in_once_put_right(
    session: Session, take: Take, tmp_path: Path, delimiter: str, encoding: str
) -> None:
    """The file has a column of its own, and one cell that a spreadsheet would run."""
    text = io.StringIO(newline="")
    columns = ["Nr.", *BAKERY]
    rows = csv.DictWriter(text, columns, delimiter=delimiter)
    rows.writeheader()
    cells = {"Nr.": "1", "ihk_branch_desc": "=Bäckerei", "opendata_id": "9,43032E+11"}
    rows.writerow(BAKERY | cells)
    path = tmp_path / "firms.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    with refused_rows(session, take(path).batch_id) as file:
        path.write_bytes(file.read())
    written = path.read_bytes().decode("utf-8-sig" if "utf" in encoding else encoding)
    assert written.splitlines()[0].split(delimiter) == [*columns, "row", "column", "reason"]
    assert "'=Bäckerei" in written
    path.write_bytes(path.read_bytes().replace(b"9,43032E+11", b"943032000001"))
    assert counts(take(path)) == {"read": 1, "created": 1}
    assert session.scalars(select(Company.description)).one() == "=Bäckerei"


def test_the_rows_of_a_mangled_file_come_back_with_its_semicolons(
    session: Session, take: Take, tmp_path: Path
) -> None:
    path = tmp_path / "refused.csv"
    with refused_rows(session, take(MANGLED).batch_id) as file:
        path.write_bytes(file.read())
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == 13
    assert (rows[0]["opendata_id"], rows[0]["row"]) == ("9,43032E+11", "4")
    assert rows[0]["reason"].startswith("A spreadsheet rounded this id")
    right = path.read_text("utf-8-sig").replace("9,43032E+11", "943032000001")
    path.write_text(right, encoding="utf-8")
    result = take(path)
    assert counts(result) == {"read": 13, "created": 1, "refused": 12}
    with refused_rows(session, result.batch_id) as file:
        again = file.read().decode("utf-8-sig").splitlines()[0]
    assert again.endswith(";Ortsteil;row;column;reason")


def test_rows_out_of_order_come_back_whole(session: Session, take: Take, write: Write) -> None:
    path = write({})
    header, row = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, row + ',"x"y,zu viel', row + ",,mehr"]), encoding="utf-8")
    with refused_rows(session, take(path).batch_id) as file:
        quoted, surplus = list(csv.reader(file.read().decode("utf-8-sig").splitlines()))[1:]
    assert (quoted[0], quoted[-2:]) == (BAKERY["opendata_id"], ["xy", "zu viel"])
    assert (surplus[0], surplus[-2:]) == (BAKERY["opendata_id"], ["", "mehr"])


def test_reasons_that_many_rows_share_are_counted(session: Session, take: Take) -> None:
    result = take(MANGLED)
    ((reason, number),) = common_reasons(session, result.batch_id)
    assert (reason[:28], number) == ("A spreadsheet rounded this i", 13)


def test_days_in_reasons_are_written_as_the_language_does() -> None:
    german = {"%(year)s-%(month)s-%(day)s": "%(day)s.%(month)s.%(year)s"}
    reason = as_text(Problem("", "Begun on %(day)s, row %(row)s.", {"day": "2027-01-05", "row": 3}))
    assert told(reason, lambda m: german.get(m, m)) == "Begun on 05.01.2027, row 3."
    assert told(reason, str) == "Begun on 2027-01-05, row 3."


@pytest.mark.parametrize("formula", ["=1+1", "+49", "-1", "@x", "\tx", "\rx"])
def test_no_cell_is_a_formula(formula: str) -> None:
    assert safe(formula) == f"'{formula}"
    assert as_it_was(f"'{formula}") == formula
    assert safe("39104") == "39104"
    assert as_it_was("'s Lädchen") == "'s Lädchen"
