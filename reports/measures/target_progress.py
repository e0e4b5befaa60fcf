"""How far a team is on the way to a target, by the measures that everything else is told with."""

from collections.abc import Callable, Mapping

from crm.enums import InteractionKind, TargetMeasure
from reports.measures.coverage import total
from reports.measures.first_reached import first_reached
from reports.measures.intensity import intensity
from reports.period import Period
from reports.segment import SMALL_FIRMS, Segment
from reports.source.source import Source

Reached = Callable[[Source, Period, Segment], int]


def _visits(source: Source, period: Period, team: Segment) -> int:
    return total(source, period, team.within(kind=InteractionKind.VISIT.value))["visits"]


def _individual(source: Source, period: Period, team: Segment) -> int:
    return int(intensity(source, period, (), team).iloc[0]["contacts"])


def _small_firms(source: Source, period: Period, team: Segment) -> int:
    met = total(source, period, team.within(size_class=SMALL_FIRMS))
    return met["individual"] + met["events_only"]


_REACHED: Mapping[TargetMeasure, Reached] = {
    TargetMeasure.VISITS: _visits,
    TargetMeasure.INDIVIDUAL: _individual,
    TargetMeasure.SMALL_FIRMS: _small_firms,
    TargetMeasure.FIRST_REACHED: first_reached,
}


def target_progress(source: Source, measure: TargetMeasure, period: Period, team: str) -> int:
    """``team`` is its code; a contact is the team's if one of its advisors was there that day."""
    return _REACHED[measure](source, period, Segment(team=team))
