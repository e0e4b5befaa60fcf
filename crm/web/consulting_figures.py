"""How consulting days were used, and what became of founders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import Team
from crm.rules.wz_sections import SECTIONS
from reports.measures.consulting import slots
from reports.measures.founders import founder_talks, founders
from reports.period import Period
from reports.source.source import Source

Row = dict[str, Any]


@dataclass
class ConsultingFigures:
    """Each is computed when the template asks for it, from the same snapshot."""

    source: Source
    session: Session
    period: Period
    today: date

    @cached_property
    def slots(self) -> Row:
        return self._slots(None)[0]

    @cached_property
    def by_team(self) -> list[Row]:
        names = {row.code: row.name for row in self.session.execute(select(Team.code, Team.name))}
        return [{**row, "name": names.get(row["team"], row["team"])} for row in self._slots("team")]

    @cached_property
    def by_month(self) -> list[Row]:
        return self._slots("month")

    @cached_property
    def founders(self) -> Row:
        return self._founders(None)[0]

    @cached_property
    def by_section(self) -> list[Row]:
        return [{**row, "name": _sector(row["section"])} for row in self._founders("section")]

    @cached_property
    def talks(self) -> int:
        return founder_talks(self.source, self.period)

    def _slots(self, by: str | None) -> list[Row]:
        found = slots(self.source, self.period, by).to_dict("records")
        return [
            {
                **{str(name): value for name, value in row.items()},
                "share": share(row, "used", "offered"),
                "absent": share(row, "no_shows", "used", "no_shows"),
            }
            for row in found
        ]

    def _founders(self, by: str | None) -> list[Row]:
        found = founders(self.source, self.period, by, self.today).to_dict("records")
        return [
            {
                **{str(name): value for name, value in row.items()},
                "share": share(row, "became_of_year_over", "year_over"),
            }
            for row in found
        ]


def _sector(code: str) -> str:
    return _(SECTIONS[code]) if code in SECTIONS else _("Sector unknown")


def share(row: Mapping[Any, Any], over: str, *under: str) -> float | None:
    below = sum(row[name] for name in under)
    return row[over] / below if below else None
