"""What a saved report asks for, and whether somebody may read it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from flask import g
from flask_babel import gettext

from crm.errors import DomainError
from crm.models import SavedReport
from crm.web.controls import allowed
from crm.web.coverage_lookup import snapshot
from crm.web.formats import day
from reports.builder.book import described
from reports.builder.periods import RELATIVE
from reports.builder.wanted import Wanted, from_kept


def may_read(report: SavedReport) -> bool:
    """Figures on advisors stay with those who lead, also where one of them shares the report."""
    return is_seen(report, bool(allowed("can_show", "Workload")))


def is_seen(report: SavedReport, sees_workload: bool) -> bool:
    try:
        return sees_workload or not from_kept(json.loads(report.choice)).for_team_leads
    except DomainError:
        return True


@dataclass(frozen=True)
class Kept:
    """A saved report as a line of the list; without ``wanted`` it cannot be asked any more."""

    row: SavedReport
    wanted: Wanted | None
    problem: str

    @property
    def is_mine(self) -> bool:
        return bool(self.row.owner_id == g.user.id)

    @property
    def words(self) -> str:
        return described(snapshot(), self.wanted, gettext) if self.wanted else self.problem

    @property
    def period(self) -> str:
        return period_words(self.wanted) if self.wanted else ""


def period_words(wanted: Wanted) -> str:
    """The name of one that goes along with the calendar, or its days."""
    if wanted.days is None:
        return gettext(RELATIVE[wanted.period])
    first, last = day(wanted.days.first), day(wanted.days.last)
    return gettext("%(first)s to %(last)s", first=first, last=last)


def kept(row: SavedReport) -> Kept:
    try:
        return Kept(row, from_kept(json.loads(row.choice)), "")
    except DomainError as error:
        return Kept(row, None, error.said(gettext))
