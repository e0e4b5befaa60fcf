"""How dates, numbers and enum members are written, in the page's language."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from babel.dates import format_skeleton
from flask import Flask
from flask_appbuilder.security.sqla.models import Role
from flask_babel import format_date, format_datetime, format_decimal, format_percent, get_locale
from flask_babel import gettext as _

from crm.enums import LabelledEnum


def day(value: date | None) -> str:
    """23.11.2026"""
    return format_date(value, "dd.MM.yyyy" if _german() else "d MMM yyyy") if value else "–"


def weekday(value: date | None) -> str:
    """Mo., 23. November"""
    return format_skeleton("EEEdMMMM", value, locale=get_locale()) if value else "–"


def instant(value: datetime | None) -> str:
    """23.11.2026, 14:30"""
    pattern = "dd.MM.yyyy, HH:mm" if _german() else "d MMM yyyy, HH:mm"
    return format_datetime(value, pattern) if value else "–"


def clock(value: time | None) -> str:
    return value.strftime("%H:%M") if value else ""


def number(value: float | int | None, decimals: int | None = None) -> str:
    """With as many decimals as it has, up to three, or with exactly so many."""
    if value is None:
        return "–"
    if decimals is None:
        return str(format_decimal(value))
    return str(format_decimal(_half_up(value, decimals), "#,##0." + "0" * decimals))


def euros(value: Decimal | None) -> str:
    """12.500,00 EUR, in English EUR 12,500.00"""
    if value is None:
        return "–"
    amount = format_decimal(value, "#,##0.00")
    return f"{amount} EUR" if _german() else f"EUR {amount}"


def _half_up(value: float, decimals: int) -> Decimal:
    """As spreadsheets round, so that page and workbook say the same of 350.25."""
    exact = Decimal(repr(round(value, 9)))
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def signed(value: float, decimals: int = 1) -> str:
    """+0,5 or −0,5, with the sign that is as wide as a plus; what rounds to nothing has none."""
    rounded = round(value, decimals)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return sign + number(abs(rounded), decimals)


def month(value: str) -> str:
    """``2026-11`` as 11/2026, in English Nov 2026."""
    return format_date(date.fromisoformat(f"{value}-01"), "MM/yyyy" if _german() else "MMM yyyy")


def percent(value: float | None) -> str:
    return "–" if value is None else str(format_percent(_half_up(value, 3), "#,##0.0 %"))


def label(value: Any) -> str:
    """An enum member's label, a topic's name: what people read for a stored value."""
    if isinstance(value, LabelledEnum):
        return str(_(value.label))
    if isinstance(value, Role):
        return str(_(value.name))
    if not _german() and getattr(value, "name_en", None):
        return str(value.name_en)
    return "" if value is None else str(value)


def show(value: Any) -> str:
    """Any stored value as people read it."""
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, (list, tuple)):
        return ", ".join(show(item) for item in value)
    writers = ((LabelledEnum, label), (StrEnum, str), (datetime, instant), (date, day),
               (time, clock), (Decimal, euros), (int, number), (float, number))  # fmt: skip
    writer = next((write for kind, write in writers if isinstance(value, kind)), label)
    return writer(value) if value is not None else ""


def days_ago(value: date | None, today: date) -> str:
    """ "today", "12 days ago", "3 years ago": how long since somebody was spoken to."""
    if value is None:
        return str(_("never"))
    days = (today - value).days
    if days <= 0:
        return str(_("today"))
    if days < 60:
        return str(_("%(days)s days ago", days=days) if days > 1 else _("yesterday"))
    if days < 730:
        return str(_("%(months)s months ago", months=round(days / 30.4)))
    return str(_("%(years)s years ago", years=days // 365))


def _german() -> bool:
    return bool(get_locale() and get_locale().language == "de")


def install(app: Flask) -> None:
    for write in (
        day,
        weekday,
        month,
        instant,
        clock,
        number,
        euros,
        signed,
        percent,
        label,
        show,
        days_ago,
    ):
        app.jinja_env.filters[write.__name__] = write
