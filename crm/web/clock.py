"""Today in the city's own time zone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import current_app


def today() -> date:
    return datetime.now(ZoneInfo(current_app.config["BABEL_DEFAULT_TIMEZONE"])).date()


def yesterday() -> date:
    return today() - timedelta(1)
