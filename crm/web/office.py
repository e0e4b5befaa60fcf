"""The office's own clock: its working days, and this moment."""

from __future__ import annotations

from functools import lru_cache

from flask import current_app

from crm.clock import zone
from crm.rules.inquiry import days_per_channel
from crm.rules.working_days import WorkingDays
from crm.services.inquiries import Office


def office() -> Office:
    settings = current_app.config
    return _office(settings["LAND"], settings["REPLY_DAYS"], settings["FEEDBACK_DAYS"])


@lru_cache
def _office(land: str, reply_days: str, feedback_days: int) -> Office:
    target, targets = days_per_channel(reply_days)
    return Office(WorkingDays(land, zone()), target, targets, feedback_days)
