"""Firms on one side, their contacts on the other: what all measures are put together from."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import ibis
import pandas as pd
from ibis import _

from crm.enums import SizeBand, SizeClass
from reports.measures import contact
from reports.measures.dimensions import Dimension, Of, Value, chosen, with_team_code
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
        """(company_id, the firms' dimensions): A(P), once per district where that is asked."""
        firms = self.source.companies.filter(
            _.merged_into_id.isnull(),
            contact.lasts(_.founded_on, _.ended_on, self.active.first, self.active.last),
        ).select("founded_on", company_id="id")
        return self._with_facts(self._with_places(firms))

    def _with_places(self, firms: ibis.Table) -> ibis.Table:
        """Those with an active site, in the district that is asked for if one is."""
        places = self.source.places.filter(
            contact.lasts(_.valid_from, _.valid_to, self.active.first, self.active.last)
        )
        if self.segment.district is not None:
            places = places.filter(_.district == self.segment.district)
        if "district" in self.names():
            return firms.join(places.select("company_id", "district").distinct(), "company_id")
        return firms.filter(_.company_id.isin(places.company_id))

    def _with_facts(self, firms: ibis.Table) -> ibis.Table:
        asked = {"size_class", "size_band", "section"} & {*self.names(), *self.segment.chosen}
        return self._as_known(firms) if asked else firms

    def _as_known(self, firms: ibis.Table) -> ibis.Table:
        day = self.active.last
        facts = self.source.facts.filter(
            _.known_from <= day, _.known_until.isnull() | (_.known_until > day)
        )
        known = firms.left_join(facts, "company_id").drop("company_id_right")
        known = known.mutate(
            size_band=ibis.coalesce(_.size_band, UNKNOWN), section=ibis.coalesce(_.section, UNKNOWN)
        )
        if self.segment.size_bands is not None:
            known = known.filter(_.size_band.isin(self.segment.size_bands))
        if self.segment.section is not None:
            known = known.filter(_.section == self.segment.section)
        return known.mutate(size_class=_size_class(known.size_band))

    @cached_property
    def contacts(self) -> ibis.Table:
        """(company_id, interaction_id, kind, happened_on, the contacts' dimensions)."""
        days = self.contacts_in
        met = self.source.contacts.filter(_.happened_on.between(days.first, days.last))
        met = met.mutate(month=_.happened_on.cast("string").substr(0, 7))
        for name in ("kind", "month"):
            value = self.segment.chosen.get(name)
            met = met if value is None else met.filter(met[name] == value)
        for name, who in (("team", self._teams), ("advisor", self._advisors)):
            met = self._by_whom(met, name, who)
        return met

    def _by_whom(self, met: ibis.Table, name: str, who: ibis.Table) -> ibis.Table:
        value = self.segment.chosen.get(name)
        if value == UNKNOWN:
            met = met.filter(~_.interaction_id.isin(who.interaction_id))
        elif value is not None:
            met = met.filter(_.interaction_id.isin(who.filter(_[name] == value).interaction_id))
        if name not in self.names():
            return met
        return met.left_join(who, "interaction_id").drop("interaction_id_right")

    @property
    def _teams(self) -> ibis.Table:
        days = self.contacts_in
        teams = self.source.interaction_teams
        teams = teams.filter(_.happened_on.between(days.first, days.last))
        return teams.select("interaction_id", "team").distinct()

    @property
    def _advisors(self) -> ibis.Table:
        return self.source.advisor_assignments.select("interaction_id", advisor="advisor_id")

    def per_firm(self, contacts: ibis.Table, /, **figures: Any) -> ibis.Table:
        """One row per firm and value of the contacts' dimensions."""
        return contacts.group_by("company_id", *self.names(Of.CONTACT)).agg(**figures)

    def tally(self, per_firm: ibis.Table, /, **figures: Any) -> pd.DataFrame:
        """The dimensions, ``companies`` and the figures, which are sums over firms' rows.

        Every row of the contacts' dimensions has the whole base beside it.
        """
        joined = self.base.join(per_firm, "company_id", how="left")
        if self.names(Of.CONTACT):
            joined = self.base.join(per_firm, "company_id")
            base = self._frame(self.base, {"companies": _.count()}, Of.COMPANY)
            return completed(self, base, self._frame(joined, figures))
        return ordered(self, self._frame(joined, {"companies": _.count(), **figures}))

    def known(self, per_firm: ibis.Table) -> ibis.Table:
        """All firms with size and sector, and what ``per_firm`` says of them."""
        facts = {"size_band", "section"} <= set(self.base.columns)
        base = self.base if facts else self._as_known(self.base)
        return base.join(per_firm, "company_id", how="left")

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
        dimensions = {name: found[name].fillna(UNKNOWN) for name in names}
        return found.fillna(0).astype(dict.fromkeys(figures, "int64")).assign(**dimensions)


def _size_class(band: ibis.Value) -> ibis.Value:
    """By the band alone, never by an exact headcount."""
    classes = [
        (band.isin([one.value for one in SizeBand if one.size_class is size]), size.value)
        for size in SizeClass
    ]
    return ibis.cases(*classes, else_=UNKNOWN)
