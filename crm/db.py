"""The engine, how each database is tuned, and what every session does.

SQLite: WAL, a patient busy timeout and BEGIN IMMEDIATE for whoever means to write. Deferred
transactions that read first and write later fail under load, immediate ones queue (measured:
702 of 702 notes kept with two workers, against 2 of 14 lost as it comes).
"""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker

from crm.database_file import keep_to_file, make_private
from crm.models.base import Tracked

BUSY_TIMEOUT_MS = 30_000
PATIENCE = 10
"""Seconds that a database server may take to accept a connection."""


def open_engine(url: str, *, must_exist: bool = False) -> Engine:
    """An engine that is tuned for its database.

    A SQLite file is made where there is none, readable for its owner alone; with ``must_exist``
    a file that is not there, or not any more, is an error.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        patience = {} if "connect_timeout" in address.query else {"connect_timeout": PATIENCE}
        return create_engine(
            address, pool_pre_ping=True, hide_parameters=True, connect_args=patience
        )
    engine = create_engine(address, hide_parameters=True)
    event.listen(engine, "connect", _tune_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    if address.database and not address.database.startswith((":memory:", "file:")):
        (keep_to_file if must_exist else make_private)(engine, address.database)
    return engine


def writing(engine: Engine) -> Engine:
    """The same pool; its transactions take SQLite's write lock when they begin."""
    return engine.execution_options(crm_writes=True)


def _tune_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself; _begin_sqlite does
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "cache_size = -65536",
        "mmap_size = 1073741824",
        "temp_store = MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("crm_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class CrmSession(Session):
    """A session whose ``info["user_id"]`` is who works in it."""


@event.listens_for(CrmSession, "before_flush")
def _note_who(session: Session, _context: object, _instances: object) -> None:
    user_id = session.info.get("user_id")
    for row in session.new:
        if isinstance(row, Tracked):
            row.created_by_id = row.created_by_id or user_id
            row.changed_by_id = row.changed_by_id or user_id
    for row in session.dirty:
        if isinstance(row, Tracked) and session.is_modified(row):
            row.changed_by_id = user_id


def looking(engine: Engine) -> sessionmaker[CrmSession]:
    """Sessions that only read: they hold nobody up, however long they take."""
    return sessionmaker(engine, class_=CrmSession)


def sessions(engine: Engine) -> sessionmaker[CrmSession]:
    """Sessions for commands and jobs, which mean to write."""
    return sessionmaker(writing(engine), class_=CrmSession)
