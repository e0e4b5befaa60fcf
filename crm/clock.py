"""Today in the city, wherever the server's own clock stands: containers keep UTC."""

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from crm.config import Settings


def today() -> date:
    return datetime.now(zone()).date()


def yesterday() -> date:
    return today() - timedelta(1)


@cache
def zone() -> ZoneInfo:
    return ZoneInfo(Settings().time_zone)
