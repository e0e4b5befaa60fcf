"""One file sent twice at the same moment makes every firm once."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, func, select

from crm.db import open_engine, sessions
from crm.errors import DomainError
from crm.models import Company
from crm.register.take_in import take_in
from crm.register.undo import undo
from tests.conftest import ENGINES
from tests.register.conftest import APRIL, Write


@pytest.fixture(params=ENGINES)
def empty(request: pytest.FixtureRequest, migrated_database) -> Engine:
    return open_engine(migrated_database(request.param, "at_once"))


def test_two_who_read_the_same_file_at_once(empty: Engine, write: Write) -> None:
    file = write(*({"opendata_id": str(100_000 + number)} for number in range(50)))
    start, created = Barrier(2), []

    def read() -> None:
        with sessions(empty)() as session:
            start.wait()
            result = take_in(session, file, "ihk-berlin", as_of=APRIL)
            session.commit()
            created.append(result.created)

    threads = [Thread(target=read) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sessions(empty)() as session:
        assert session.scalar(select(func.count()).select_from(Company)) == 50
    assert sorted(created) == [0, 50]
    empty.dispose()


def test_two_who_take_the_same_import_back_at_once(empty: Engine, write: Write) -> None:
    file = write(*({"opendata_id": str(100_000 + number)} for number in range(50)))
    with sessions(empty)() as session:
        batch_id = take_in(session, file, "ihk-berlin", as_of=APRIL).batch_id
        session.commit()
    start, told = Barrier(2), []

    def take_back() -> None:
        with sessions(empty)() as session:
            start.wait()
            try:
                told.append(undo(session, batch_id).removed)
                session.commit()
            except DomainError as refusal:
                told.append(str(refusal))

    threads = [Thread(target=take_back) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, told)) == ["50", "This import has been taken back already."]
    empty.dispose()
