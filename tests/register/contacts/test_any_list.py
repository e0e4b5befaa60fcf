"""Whatever a list of contacts holds: every row becomes a contact, is told of, or is refused."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from crm.db import CrmSession, open_engine
from crm.enums import RowsAre
from crm.models import Advisor, Company, Interaction, SourceRecord, Topic
from crm.register.take_in import take_in
from crm.register.undo import undo
from crm.services.import_mappings import keep_mapping
from crm.services.refresh_overview import refresh_overview
from tests.register.contacts.conftest import MAY
from tests.register.contents import contents
from tests.register.test_any_file import adds_up

FIELDS = ("day", "name", "number", "address", "postcode_and_city", "advisor", "kind", "topics",
          "minutes", "notes", "people")  # fmt: skip
SOUND = {"day": "12.03.2026", "name": "Elbbau", "advisor": "Müller"}
words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
likely = st.sampled_from(
    ("", "Müller", "Elbbau GmbH", "Zirkus, Weber", "1:30", "46093", "13.3.2026", "Beratung", ",;/")
)
spoilt = st.dictionaries(st.sampled_from(FIELDS), words | likely, max_size=4)


@pytest.fixture(scope="module")
def city(migrated_database) -> Iterator[Session]:
    """With a table whose columns bear the names of their fields."""
    engine = open_engine(migrated_database("sqlite", "any_list"))
    with CrmSession(engine) as session:
        names = ("Elbbau GmbH", "Zirkus Roncalli", "Zirkus Roncalli e. K.")
        session.add_all([Company(name=name) for name in names])
        session.add_all([Advisor(name="Jutta Müller"), Advisor(name="Karl Weber")])
        session.add(Topic(code="space", name="Flächen", name_en="Space"))
        columns = {field: field for field in FIELDS}
        session.flush()
        refresh_overview(session)
        keep_mapping(session, "any", columns, city="Magdeburg", rows_are=RowsAre.CONTACTS)
        session.commit()
        yield session
    engine.dispose()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(spoilt, max_size=5))
def test_it_adds_up_and_can_be_taken_back(
    city: Session, tmp_path: Path, changes: list[dict[str, str]]
) -> None:
    path = tmp_path / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, FIELDS, quoting=csv.QUOTE_ALL)
        table.writeheader()
        table.writerows(SOUND | each for each in changes)
    city.rollback()  # what an example left that failed
    before = contents(city)
    trial = take_in(city, path, "table-1", as_of=MAY, dry_run=True)
    assert contents(city) == before
    result = take_in(city, path, "table-1", as_of=MAY)
    city.commit()
    assert trial.as_json() == result.as_json()
    assert adds_up(result)
    assert city.scalar(select(func.count(Interaction.id))) == result.created
    undo(city)
    city.commit()
    city.execute(delete(SourceRecord))  # of refused rows
    city.commit()
    stays = dict.fromkeys(("import_batch", "search_word"))
    assert contents(city) | stays == before | stays
