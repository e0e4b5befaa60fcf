"""The embedded database's file: made for its owner alone, and never made anew behind one's back."""

import os
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError


def make_private(engine: Engine, database: str) -> None:
    """The first connection makes folder and file: 0700 and 0600, SQLite's other files likewise."""
    path = Path(database)

    @event.listens_for(engine, "do_connect")
    def make(*_arguments: Any) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)


def keep_to_file(engine: Engine, database: str) -> None:
    """Opens what is there and makes nothing. A connection whose file was deleted or replaced
    under it is given up, or people would go on writing into what nobody will find again.
    """
    path = Path(database).absolute()

    @event.listens_for(engine, "do_connect")
    def open_existing(_dialect: Any, _record: Any, arguments: list[Any], options: Any) -> None:
        arguments[0] = f"{path.as_uri()}?mode=rw"
        options["uri"] = True

    @event.listens_for(engine, "connect")
    def note(_connection: Any, record: Any) -> None:
        record.info["file"] = _identity(path)

    @event.listens_for(engine, "checkout")
    def check(_connection: Any, record: Any, _proxy: Any) -> None:
        if record.info.get("file") != _identity(path):
            raise DisconnectionError


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
