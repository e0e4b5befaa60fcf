"""What a contact was about, by the names of topics."""

import re
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import N_
from crm.models import Topic
from crm.register.cells import refusal, text
from crm.register.source import Cells
from crm.rules.fold import fold

PARTED = re.compile(r"[,;/|+\n]")


class Topics:
    def __init__(self, session: Session) -> None:
        topics = session.scalars(select(Topic).order_by(Topic.position, Topic.name)).all()
        self._names = [one.name for one in topics]
        self._ids = {
            fold(word): one.id for one in topics for word in (one.code, one.name_en, one.name)
        }

    def find(self, cells: Cells, column: str) -> Sequence[int]:
        """A name may have a comma in it: the whole cell is tried first."""
        words = text(cells, column)
        if words is None:
            return []
        whole = self._ids.get(fold(words))
        if whole:
            return [whole]
        named = (part for part in PARTED.split(words) if part.strip())
        return list(dict.fromkeys(self._one(cells, column, part.strip()) for part in named))

    def _one(self, cells: Cells, column: str, words: str) -> int:
        found = self._ids.get(fold(words))
        if found is None:
            message = N_("There is no topic “%(name)s”. There is: %(topics)s.")
            raise refusal(cells, column, message, name=words, topics=", ".join(self._names) or "–")
        return found
