"""Tables of figures put in order by links in the address, without a script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request

FIGURES = ("rate", "companies", "individual", "events_only", "none")
DIRECTIONS = ("asc", "desc")


@dataclass(frozen=True)
class RowOrder:
    """``name`` is a figure; empty for the rows' own order, as for everything that is none."""

    name: str = ""
    direction: str = "asc"

    @classmethod
    def read(cls) -> RowOrder:
        name, direction = request.args.get("order", ""), request.args.get("direction", "")
        if name not in FIGURES:
            return cls()
        return cls(name, direction if direction in DIRECTIONS else "desc")

    def sorted(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Equal ones stay in their own order; rows without the figure come last."""
        if not self.name:
            return rows
        known = [row for row in rows if row[self.name] is not None]
        known.sort(key=lambda row: row[self.name], reverse=self.direction == "desc")
        return known + [row for row in rows if row[self.name] is None]

    def next(self, name: str) -> dict[str, str | None]:
        """What a click on a head asks for; the largest first, the row names back to their order."""
        if not name:
            return {"order": None, "direction": None}
        again = self.name == name and self.direction == "desc"
        return {"order": name, "direction": "asc" if again else "desc"}
