"""What is on file before a list comes in."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from crm.chunks import chunks
from crm.cli.init_command import set_up
from crm.db import open_engine, sessions
from crm.models import ImportBatch
from crm.register.create import Creator
from crm.register.entry import firm_of
from crm.register.mapping.as_source import source_of
from crm.register.same_firm.traits import Said
from crm.services.import_mappings import keep_mapping
from crm.services.refresh_overview import refresh_overview
from tests.benchmarks.register.lists import BEFORE, COLUMNS_OF, cells_of
from tests.benchmarks.register.processes import command

TABLE = "Kammerliste"
CITY = "Magdeburg"
AT_ONCE = 10_000


def with_numbered(url: str, file: Path, home: Path) -> None:
    set_up_at(url)
    command(["import", str(file), "--source", "ihk-berlin", "--as-of", BEFORE], url, home)


def with_named(url: str, firms: Sequence[Said]) -> None:
    """They come from elsewhere: the list that is to come in has named none of them before."""
    set_up_at(url)
    engine = open_engine(url)
    with sessions(engine).begin() as session:
        keep_mapping(session, TABLE, COLUMNS_OF, city=CITY)
        _fill(session, firms)
        refresh_overview(session)
    engine.dispose()


def set_up_at(url: str) -> None:
    engine = open_engine(url)
    set_up(engine)
    engine.dispose()


def _fill(session: Session, firms: Sequence[Said]) -> None:
    mapping = keep_mapping(session, "Before", COLUMNS_OF, city=CITY)
    source = source_of(mapping, {})
    day = date.fromisoformat(BEFORE)
    batch = ImportBatch(source=source.name, file_name="before", sha256="", as_of=day)
    session.add(batch)
    session.flush()
    creator = Creator(session, source, batch)
    for some in chunks(firms, AT_ONCE):
        made = [firm_of(cells_of(firm), source, day) for firm in some]
        creator.create(made, [None] * len(made), [day] * len(made))
