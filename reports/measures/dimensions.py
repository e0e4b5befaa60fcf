"""What figures can be broken down by: the dimensions, as data, each with its order of rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from ibis import _

from crm.enums import N_, InteractionKind, LabelledEnum, SizeBand, SizeClass
from crm.errors import DomainError
from reports.measures.contact import lasts
from reports.period import Period
from reports.segment import UNKNOWN, Segment
from reports.source.source import Source

Value = str | int


class Of(Enum):
    """Whether a dimension divides the firms, or the contacts that count for them."""

    COMPANY = "company"
    CONTACT = "contact"


@dataclass(frozen=True)
class Dimension:
    """``values(source, period)`` are those that always have a row, in order.

    Of firms' dimensions only the values that occur have one; theirs is the order alone.
    """

    name: str
    label: str
    of: Of
    values: Callable[[Source, Period], list[Value]]

    def order(self, value: Value, values: list[Value]) -> tuple[int, int, str]:
        """A sorting key: known order, then by number or letter, unknown last."""
        if value in values:
            return 0, values.index(value), ""
        return (2 if value == UNKNOWN else 1), len(str(value)), str(value)


def _codes(enum: type[LabelledEnum]) -> Callable[[Source, Period], list[Value]]:
    known: list[Value] = [member.value for member in enum if member.value != UNKNOWN]
    return lambda source, period: known


def _none(source: Source, period: Period) -> list[Value]:
    return []


def _months(source: Source, period: Period) -> list[Value]:
    return list(period.months())


def _teams(source: Source, period: Period) -> list[Value]:
    """Those with a member on a day of the period, in the order they were set up."""
    members = source.team_memberships.filter(
        lasts(_.valid_from, _.valid_to, period.first, period.last)
    )
    teams = source.teams.filter(_.id.isin(members.team_id)).order_by("id")
    return list(source.frame(teams.select("code")).code)


def _advisors(source: Source, period: Period) -> list[Value]:
    """Those who were in a team on a day of the period.

    Sorted here: Ibis 12 widens a DISTINCT that is ordered on PostgreSQL by the filtered columns.
    """
    members = source.team_memberships.filter(
        lasts(_.valid_from, _.valid_to, period.first, period.last)
    )
    return sorted(set(source.frame(members.select("advisor_id")).advisor_id))


DIMENSIONS = {
    dimension.name: dimension
    for dimension in (
        Dimension("size_class", N_("Size class"), Of.COMPANY, _codes(SizeClass)),
        Dimension("size_band", N_("Size band"), Of.COMPANY, _codes(SizeBand)),
        Dimension("district", N_("District"), Of.COMPANY, _none),
        Dimension("section", N_("Sector"), Of.COMPANY, _none),
        Dimension("team", N_("Team"), Of.CONTACT, _teams),
        Dimension("advisor", N_("Advisor"), Of.CONTACT, _advisors),
        Dimension("kind", N_("Kind of contact"), Of.CONTACT, _codes(InteractionKind)),
        Dimension("month", N_("Month"), Of.CONTACT, _months),
    )
}


def chosen(names: Iterable[str]) -> tuple[Dimension, ...]:
    """The dimensions of these names; refused with a sentence where one is unknown or twice."""
    wanted = tuple(names)
    for name in wanted:
        if name not in DIMENSIONS:
            message = N_("Figures cannot be broken down by %(name)s. Possible: %(possible)s.")
            raise DomainError(message, name=name, possible=", ".join(DIMENSIONS))
    if len(set(wanted)) < len(wanted):
        raise DomainError(N_("Name each dimension once."))
    return tuple(DIMENSIONS[name] for name in wanted)


def with_team_code(source: Source, segment: Segment) -> Segment:
    """The same segment with the team's code where it was given by its id."""
    if not isinstance(segment.team, int):
        return segment
    codes = source.frame(source.teams.filter(_.id == segment.team).select("code")).code
    return segment.within(team=str(codes.iloc[0]) if len(codes) else "")
