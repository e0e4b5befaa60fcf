"""What a register's kept rows say of one firm, read with today's reading: the claims that imports
would have made of them from the start.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from crm.enums import RowOutcome, SizeBand, WzEdition
from crm.register.claims import NOTHING, claim_of, says_nothing
from crm.register.entry import firm_of
from crm.register.firm import SizeAndSector
from crm.register.source import RefusedRow, Source


class Claim(NamedTuple):
    """``company_id`` and ``batch_id`` say of whom and in which import."""

    company_id: int
    batch_id: int
    valid_from: date
    size_band: SizeBand | None
    employees: int | None
    wz_code: str | None
    wz_edition: WzEdition | None
    wz_section: str | None


class Told:
    """Takes the rows of any firms in the order in which they came."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.claims: list[Claim] = []
        self.not_understood = 0
        self._said: dict[tuple[str, int], SizeAndSector] = {}
        self._gone: set[tuple[str, int]] = set()

    def listen(self, rows: Iterable[Any]) -> None:
        """``rows`` have key, company_id, batch_id, as_of, outcome, is_gone_list and raw."""
        for row in rows:
            firm = row.key, row.company_id
            if row.outcome is RowOutcome.ENDED:
                self._gone.add(firm)
            elif not row.is_gone_list:
                self._listed(firm, row)

    def _listed(self, firm: tuple[str, int], row: Any) -> None:
        try:
            now = firm_of(json.loads(row.raw), self.source, row.as_of).fact
        except RefusedRow:
            self.not_understood += 1
            return
        if row.outcome is not RowOutcome.UNCHANGED:
            self._gone.discard(firm)
        if firm not in self._gone:  # else noted, and no more: it had ended
            self._claim(firm, row, now)
        self._said[firm] = now

    def _claim(self, firm: tuple[str, int], row: Any, now: SizeAndSector) -> None:
        """A firm that is new begins with a claim, if only of nothing."""
        claim = claim_of(self._said.get(firm, NOTHING), now)
        begins = firm not in self._said and row.outcome is RowOutcome.CREATED
        if begins or not says_nothing(claim):
            day = self._day(row)
            self.claims.append(Claim(row.company_id, row.batch_id, day, **claim))

    def _day(self, row: Any) -> date:
        """Of the event that the row tells of, where it tells of one."""
        notice = self.source.notice(json.loads(row.raw), row.as_of)
        return notice.day or row.as_of
