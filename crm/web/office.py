"""The office's own clock: its working days, and this moment."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo

from flask import current_app

from crm.rules.working_days import WorkingDays
from crm.services.inquiries import Office


def office() -> Office:
    settings = current_app.config
    return _office(settings["LAND"], settings["BABEL_DEFAULT_TIMEZONE"])


@lru_cache
def _office(land: str, zone: str) -> Office:
    return Office(WorkingDays(land, ZoneInfo(zone)))
