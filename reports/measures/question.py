"""Firms on one side, their contacts on the other: what all measures are put together from."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import ibis
import pandas as pd
from ibis import _

from reports.measures.base import base
from reports.measures.dimensions import Dimension, Of, Value, chosen, with_team_code
from reports.measures.meetings import meetings
from reports.measures.shape import completed, ordered
from reports.period import Period
from reports.segment import UNKNOWN, Segment
from reports.source.source import Source


@dataclass(frozen=True)
class Question:
    """``active`` says when a firm has to have existed to be in the base, and what is known of
    size and sector at its end; ``contacts_in`` when a contact has to have taken place.
    """

    source: Source
    active: Period
    contacts_in: Period
    by: tuple[Dimension, ...]
    segment: Segment

    @classmethod
    def of(
        cls,
        source: Source,
        active: Period,
        contacts_in: Period,
        by: Iterable[str] = (),
        segment: Segment | None = None,
    ) -> "Question":
        asked = with_team_code(source, segment or Segment())
        return cls(source, active, contacts_in, chosen(by), asked)

    @property
    def shown(self) -> Period:
        """Whose months, teams and advisors have their row also without a contact."""
        return self.active if self.contacts_in.is_ever else self.contacts_in

    def names(self, of: Of | None = None) -> list[str]:
        return [one.name for one in self.by if of in (None, one.of)]

    @cached_property
    def base(self) -> ibis.Table:
        return base(self.active, frozenset(self.names()), self.segment)

    @cached_property
    def contacts(self) -> ibis.Table:
        return meetings(self.contacts_in, frozenset(self.names()), self.segment)

    def per_firm(self, contacts: ibis.Table, /, **figures: Any) -> ibis.Table:
        """One row per firm and value of the contacts' dimensions."""
        return contacts.group_by("company_id", *self.names(Of.CONTACT)).agg(**figures)

    def tally(self, per_firm: ibis.Table, /, **figures: Any) -> pd.DataFrame:
        """The dimensions, ``companies`` and the figures, which are sums over firms' rows.

        Every row of the contacts' dimensions has the whole base beside it.
        """
        if not self.names(Of.CONTACT):
            joined = self.base.join(per_firm, "company_id", how="left")
            return ordered(self, self._frame(joined, {"companies": _.count(), **figures}))
        rows = self._frame(self.base, {"companies": _.count()}, Of.COMPANY)
        return completed(self, rows, self._frame(self.base.join(per_firm, "company_id"), figures))

    def firms(
        self, per_firm: ibis.Table, condition: Any, limit: int | None = None, offset: int = 0
    ) -> pd.DataFrame:
        """company_id, in order, and what ``per_firm`` says of those that meet the condition."""
        joined = self.base.join(per_firm, "company_id", how="left").filter(condition)
        rows = joined.select("company_id", *per_firm.drop("company_id").columns)
        rows = rows.order_by("company_id")
        return self.source.frame(rows.limit(limit, offset=offset) if limit else rows)

    def distribution(
        self, per_firm: ibis.Table, times: str
    ) -> dict[tuple[Value, ...], dict[int, int]]:
        """Values of the dimensions -> number of times -> how many firms had so many."""
        joined = self.base.join(per_firm, "company_id")
        grouped = joined.group_by(*self.names(), times).agg(companies=_.count())
        found: dict[tuple[Value, ...], dict[int, int]] = {}
        for *values, number, firms in self.source.frame(grouped).itertuples(index=False):
            row = tuple(UNKNOWN if value is None else value for value in values)
            found.setdefault(row, {})[number] = firms
        return found

    def _frame(
        self, rows: ibis.Table, figures: dict[str, Any], of: Of | None = None
    ) -> pd.DataFrame:
        names = self.names(of)
        grouped = rows.group_by(names).agg(**figures) if names else rows.agg(**figures)
        found = self.source.frame(grouped)
        values = {name: found[name].astype("object").fillna(UNKNOWN) for name in names}
        return found.fillna(0).astype(dict.fromkeys(figures, "int64")).assign(**values)
