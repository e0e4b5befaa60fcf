from __future__ import annotations

from crm.clock import today
from crm.models import Target
from reports.measures.target_progress import target_progress
from reports.period import Period
from reports.source.source import Source


def progress(source: Source, target: Target) -> tuple[int, float]:
    """How much is reached, and how much of the period has passed."""
    period = Period(target.first_day, target.last_day)
    return target_progress(source, target.measure, period, target.team.code), _passed(target)


def _passed(target: Target) -> float:
    whole = (target.last_day - target.first_day).days + 1
    so_far = (today() - target.first_day).days + 1
    return min(max(so_far, 0), whole) / whole
