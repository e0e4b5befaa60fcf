"""The firms behind a figure, narrowed down by words and put in order by the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from flask import request
from sqlalchemy import case, select
from sqlalchemy.orm import Session

from crm.enums import SizeBand
from crm.models import CompanyOverview as Firm
from crm.rules.fold import sort_key
from crm.services.find_company import companies_matching

LONGEST = 200
SIZES = {band: rank for rank, band in enumerate(SizeBand) if band is not SizeBand.UNKNOWN}
COLUMNS: dict[str, Any] = {
    "label": Firm.label_key,
    "size": case(SIZES, value=Firm.size_band),
    "sector": Firm.wz_code,
    "address": Firm.address,
    "last": Firm.last_contact_on,
}
DIRECTIONS = ("asc", "desc")


@dataclass(frozen=True)
class FirmOrder:
    """``name`` is one of COLUMNS; empty for the list's own order, as for all that is none."""

    text: str = ""
    name: str = ""
    direction: str = "asc"

    @classmethod
    def read(cls) -> FirmOrder:
        text, name = request.args.get("q", "").strip()[:LONGEST], request.args.get("order", "")
        direction = request.args.get("direction", "")
        if name not in COLUMNS:
            return cls(text)
        return cls(text, name, direction if direction in DIRECTIONS else "asc")

    def __bool__(self) -> bool:
        return bool(self.text or self.name)

    def arguments(self, **more: Any) -> dict[str, Any]:
        """The address's parameters, with some changed; None takes one away."""
        mine = {"q": self.text or None, "order": self.name or None}
        return {**mine, "direction": self.direction if self.name else None, **more}

    def next(self, name: str) -> dict[str, Any]:
        """What a click on a column's head asks for."""
        down = self.name == name and self.direction == "asc"
        return self.arguments(order=name, direction="desc" if down else "asc")

    def of(self, session: Session, ids: Sequence[int]) -> list[int]:
        """Two queries at most, however many ids: all firms in order, of which the ids are kept."""
        if not self:
            return list(ids)
        query = select(Firm.id)
        if self.text:
            query = query.where(companies_matching(session, self.text))
        if not self.name:
            found = set(session.scalars(query))
            return [pk for pk in ids if pk in found]
        wanted = set(ids)
        if self.name == "address":
            return self._by_address(session, wanted, query)
        return [pk for pk in session.scalars(self._ordered(query)) if pk in wanted]

    def _by_address(self, session: Session, wanted: set[int], query: Any) -> list[int]:
        """Umlauts where a German looks for them, which no database says by itself."""
        rows = session.execute(query.add_columns(Firm.address).order_by(Firm.id))
        keyed = ((sort_key(row.address), row.id) for row in rows if row.id in wanted)
        ordered = sorted(keyed, key=itemgetter(0), reverse=self.direction == "desc")
        return [pk for key, pk in ordered if key] + [pk for key, pk in ordered if not key]

    def _ordered(self, query: Any) -> Any:
        """What is not known comes last, whichever way round and on every database."""
        column = COLUMNS[self.name]
        by = column.desc() if self.direction == "desc" else column.asc()
        return query.order_by(column.is_(None), by, Firm.id)
