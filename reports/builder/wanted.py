"""What somebody wants to know: a measure, dimensions, filters, a period. From an address or a row
that keeps it, so that it may be anything; what cannot be is told and not guessed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from crm.enums import N_
from crm.errors import DomainError
from crm.rules import Problem
from reports.builder.breakdowns import BREAKDOWNS
from reports.builder.catalogue import MEASURES
from reports.builder.measure import Measure
from reports.builder.periods import RELATIVE, USUAL, relative
from reports.period import Period

MOST = 3
NO_FILTERS = ("measure", "by", "period", "from", "to")


@dataclass(frozen=True)
class Wanted:
    """``period`` is a name of RELATIVE, or empty where two days are given."""

    measure: str
    by: tuple[str, ...] = ()
    filters: Mapping[str, str] = field(default_factory=dict)
    period: str = USUAL
    days: Period | None = None

    @property
    def about(self) -> Measure:
        return MEASURES[self.measure]

    @property
    def in_order(self) -> tuple[str, ...]:
        """The third dimension makes groups of the rows, so that it comes first."""
        by = self.by or self.about.always
        return by if len(by) < MOST else (by[2], *by[:2])

    @property
    def for_team_leads(self) -> bool:
        """Whether it tells what single people did."""
        named = {*self.in_order, *self.filters}
        of_people = any(BREAKDOWNS[one].for_team_leads for one in named)
        return self.about.for_team_leads or of_people

    def period_on(self, today: date) -> Period:
        return self.days or relative(self.period, today)

    def kept(self) -> dict[str, Any]:
        """As JSON; read again by ``from_kept``."""
        days = {"from": self.days.first.isoformat(), "to": self.days.last.isoformat()} if (
            self.days
        ) else {"period": self.period}  # fmt: skip
        return {"measure": self.measure, "by": list(self.by), **dict(self.filters), **days}


def problems(measure: str, by: tuple[str, ...], filters: Mapping[str, str]) -> Iterator[Problem]:
    """Why these do not go together, by the field of the form."""
    about = MEASURES.get(measure)
    if about is None:
        message = N_(
            "“%(value)s” can no longer be reported on, or never could. Choose from the list."
        )
        yield Problem("measure", message, {"value": measure})
        return
    yield from _of_dimensions(about, by)
    for name in filters:
        if name not in about.filters:
            yield Problem(name, N_("This figure cannot be narrowed by it."))


def _of_dimensions(about: Measure, by: tuple[str, ...]) -> Iterator[Problem]:
    for name in by:
        if name not in BREAKDOWNS:
            message = N_("“%(value)s” is none of the choices. Choose from the list.")
            yield Problem("by", message, {"value": name})
        elif name not in about.by:
            message = N_("%(title)s cannot be broken down by %(name)s.")
            yield Problem("by", message, {"title": about.title, "name": BREAKDOWNS[name].title})
    if len(set(by)) < len(by):
        yield Problem("by", N_("Name each dimension once."))
    if len(by) > about.most:
        yield Problem("by", N_("At most %(most)s at once."), {"most": about.most})


def from_kept(kept: Mapping[str, Any]) -> Wanted:
    """As ``kept`` wrote it; DomainError with a sentence where what it names is there no longer."""
    measure, by = str(kept.get("measure", "")), tuple(kept.get("by", ()))
    filters = {name: str(kept[name]) for name in kept if name not in NO_FILTERS}
    for found in problems(measure, by, filters):
        raise DomainError(found.message, **found.values)
    if "period" in kept and kept["period"] in RELATIVE:
        return Wanted(measure, by, filters, kept["period"])
    try:
        days = Period(date.fromisoformat(kept["from"]), date.fromisoformat(kept["to"]))
    except (KeyError, ValueError):
        raise DomainError(N_("Its period is none. Choose one and save it again.")) from None
    return Wanted(measure, by, filters, "", days)
