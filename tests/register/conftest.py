"""Register files as they come: the samples, and small ones written for a story."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from crm.clock import today
from crm.register.result import Result
from crm.register.source import Source
from crm.register.sources import SOURCES
from crm.register.sources.ihk_berlin import COLUMNS
from crm.register.take_in import take_in
from crm.register.undo import undo
from crm.register.undone import Undone
from reports.export.export import export

SAMPLES = Path(__file__).parent / "samples"
ADDED = SAMPLES / "2023-04-added.csv"
DELETED = SAMPLES / "2023-04-deleted.csv"
MANGLED = SAMPLES / "2023-03-sample-mangled-by-excel.csv"

BAKERY = {
    "opendata_id": "755150660", "city": "Berlin", "postcode": "12683", "latitude": "52.527738746",
    "longitude": "13.571773935", "ihk_branch_id": "107100", "nace_id": "1071",
    "branch_top_level_id": "10", "employees_range": "4 - 6 Beschäftigte",
    "ihk_branch_desc": "Bäckerei", "nace_desc": "H. v. Backwaren (ohne Dauerbackwaren)",
    "branch_top_level_desc": "H. v. Nahrungs- u. Futtermitteln", "business_age": "27",
    "business_type": "im Handelsregister eingetragen", "Bezirk": "Marzahn-Hellersdorf",
    "planungsraum_id": "10300732", "Planungsraum": "Buckower Ring", "Bezirksregion": "Biesdorf",
    "Prognoseraum": "Biesdorf", "Ortsteil": "Biesdorf",
}  # fmt: skip
"""A row of the register, whole and sound."""

HISTORY = {"import_batches.csv", "source_records.csv"}
APRIL, MAY, JUNE = date(2023, 4, 30), date(2023, 5, 31), date(2023, 6, 30)

Write = Callable[..., Path]
Take = Callable[..., Result]
Back = Callable[..., Undone]
Everything = Callable[[], dict[str, bytes]]
Use = Callable[[Source], None]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """write(row, ...): a file with these changes to the bakery's row, one row each."""

    def write(*changes: dict[str, str], name: str = "firms.csv") -> Path:
        path = tmp_path / name
        text = io.StringIO(newline="")
        rows = csv.DictWriter(text, COLUMNS, lineterminator="\r")
        rows.writeheader()
        rows.writerows(BAKERY | change for change in changes)
        path.write_bytes(text.getvalue().encode())
        return path

    return write


@pytest.fixture
def take(session: Session) -> Take:
    """take(path, as_of): taken in and committed."""

    def take(path: Path, as_of: date = APRIL, **options: Any) -> Result:
        result = take_in(session, path, "ihk-berlin", as_of=as_of, **options)
        session.commit()
        session.expire_all()
        return result

    return take


@pytest.fixture
def back(session: Session) -> Back:
    """back(batch_id): taken back and committed."""

    def back(batch_id: int | None = None, **options: bool) -> Undone:
        undone = undo(session, batch_id, **options)
        session.commit()
        session.expire_all()
        return undone

    return back


@pytest.fixture
def everything(session: Session, tmp_path: Path) -> Everything:
    """The bytes of an export, by file; the history of imports is history."""

    def everything() -> dict[str, bytes]:
        folder = tmp_path / f"export{len(list(tmp_path.iterdir()))}"
        list(export(session.connection(), folder, "csv", today(), personal_data=True))
        return {
            path.name: path.read_bytes() for path in folder.iterdir() if path.name not in HISTORY
        }

    return everything


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    """use(source): from now on the register is read so."""
    return lambda source: monkeypatch.setitem(SOURCES, source.name, source)


def counts(result: Result) -> dict[str, int]:
    """What happened, without what did not."""
    told = result.as_json()
    told["refused"] = len(told["refused"])
    del told["notes"]
    return {name: number for name, number in told.items() if number}
