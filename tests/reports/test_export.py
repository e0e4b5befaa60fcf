"""What leaves the house as files: all of it, people only when asked for, enough to recompute."""

from datetime import date
from pathlib import Path

import duckdb
import pytest
from sqlalchemy import Engine

from crm.errors import DomainError
from reports.export.export import export
from reports.export.tables import TABLES
from reports.measures.coverage import total
from reports.period import Period
from reports.source import live
from reports.source.live import reading
from tests.conftest import ENGINES
from tests.seed.city import SMALL, UNTIL, demo_city

YEAR = Period.year(2025)
MET = """
SELECT count(DISTINCT firm.id) FROM '{folder}/participations.{form}' p
JOIN '{folder}/interactions.{form}' i ON i.id = p.interaction_id
JOIN '{folder}/companies.{form}' who ON who.id = p.company_id
JOIN '{folder}/companies.{form}' firm ON firm.id = coalesce(who.merged_into_id, who.id)
WHERE i.status = 'held' AND p.status = 'attended'
  AND i.happened_on BETWEEN DATE '2025-01-01' AND DATE '2025-12-31'
  AND i.happened_on BETWEEN coalesce(firm.founded_on, DATE '0001-01-01')
                        AND coalesce(firm.ended_on, DATE '9999-12-31')
"""
"""The demo city merges no chains and leaves no firm without a site, so this is all."""


@pytest.fixture(scope="module", params=ENGINES)
def city(request: pytest.FixtureRequest, migrated_database) -> Engine:
    return demo_city(request.param, migrated_database, scale=SMALL)


def written(city: Engine, folder: Path, form: str, personal: bool = False) -> dict[str, int]:
    with reading(city) as connection:
        return {one.table: one.rows for one in export(connection, folder, form, UNTIL, personal)}


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_figure_recomputed_from_the_files(city: Engine, tmp_path: Path, form: str) -> None:
    written(city, tmp_path / "out", form)
    found = duckdb.sql(MET.format(folder=tmp_path / "out", form=form)).fetchone()
    with live(city) as source:
        figures = total(source, YEAR)
    assert found == (figures["individual"] + figures["events_only"],)


def test_csv_and_parquet_hold_the_same(city: Engine, tmp_path: Path) -> None:
    counts = [written(city, tmp_path / form, form, personal=True) for form in ("csv", "parquet")]
    assert counts[0] == counts[1]
    assert set(counts[0]) == {table.name for table in TABLES}
    for name in ("companies", "company_facts", "follow_ups", "persons"):
        from_csv, parquet = f"'{tmp_path}/csv/{name}.csv'", f"'{tmp_path}/parquet/{name}.parquet'"
        columns = [row[0] for row in duckdb.sql(f"DESCRIBE SELECT * FROM {parquet}").fetchall()]
        as_text = ", ".join(f"coalesce({c}::VARCHAR, '')" for c in columns if "_at" not in c)
        tables = (f"read_csv({from_csv}, all_varchar=true)", parquet)
        rows = [duckdb.sql(f"SELECT {as_text} FROM {t} ORDER BY ALL").fetchall() for t in tables]
        assert rows[0] == rows[1], name


def test_people_leave_only_when_asked_for(city: Engine, tmp_path: Path) -> None:
    written(city, tmp_path / "out", "csv")
    files = {path.stem for path in (tmp_path / "out").iterdir()}
    assert not files & {table.name for table in TABLES if table.personal}
    heads = {
        p.stem: p.read_text(encoding="utf-8").split("\n")[0] for p in (tmp_path / "out").iterdir()
    }
    assert "notes" not in heads["interactions"].split(",")
    assert "phone" not in heads["companies"].split(",")


def test_a_folder_with_something_in_it_is_refused(city: Engine, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with reading(city) as connection, pytest.raises(DomainError, match="not empty"):
        list(export(connection, tmp_path, "csv", date(2026, 1, 1)))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
