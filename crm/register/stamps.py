"""Who made a row, when, and by which key: of rows that are written past the ORM."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from typing import Any


class Stamps:
    def __init__(self, user_id: int | None) -> None:
        self._user_id = user_id
        self._keys = _client_keys()

    def new(self, now: datetime) -> dict[str, Any]:
        """The columns of crm.models.base.Editable."""
        return {
            "created_at": now,
            "changed_at": now,
            "created_by_id": self._user_id,
            "changed_by_id": self._user_id,
            "client_key": next(self._keys),
            "version": 1,
        }


def _client_keys() -> Iterator[str]:
    """Unique and rising, so that their index grows at its end."""
    run = uuid.uuid4().hex[:20]
    return (f"{run}{number:012x}" for number in count())
