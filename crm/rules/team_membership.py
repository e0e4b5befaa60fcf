"""An advisor is in one team at a time."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from crm.enums import N_
from crm.rules import Problem, Problems, Values
from crm.rules.period import period_problems


class Period(NamedTuple):
    """``ends`` is the last day; None: still."""

    begins: date
    ends: date | None
    team: str

    def overlaps(self, other: "Period") -> bool:
        return self.begins <= (other.ends or date.max) and other.begins <= (self.ends or date.max)


def membership_problems(values: Values) -> Problems:
    """``others`` are the advisor's other memberships, as Periods."""
    yield from period_problems(values)
    if values.get("valid_from"):
        mine = Period(values["valid_from"], values.get("valid_to"), "")
        yield from _overlapping(mine, values["others"])


def _overlapping(mine: Period, others: Iterable[Period]) -> Problems:
    for other in others:
        if not mine.overlaps(other):
            continue
        known = {"team": other.team, "begins": other.begins, "ends": other.ends}
        if other.ends:
            message = N_(
                "From %(begins)s to %(ends)s this advisor is in the team %(team)s."
                " One team at a time: choose other days."
            )
        else:
            message = N_(
                "Since %(begins)s this advisor is in the team %(team)s."
                " One team at a time: end that first."
            )
        yield Problem("valid_from", message, known)
        return
