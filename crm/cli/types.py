"""What commands accept."""

import re
from datetime import date
from typing import Any

import click

from crm.cli.language import _

LAST = "last"


class ImportNumber(click.ParamType[str | int]):
    """The number of an import, or ``last``"""

    name = "last|ID"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | int:
        if value == LAST:
            return LAST
        if isinstance(value, int):
            return value
        if not re.fullmatch(r"[0-9]{1,9}", value.strip()):
            self.fail(_("Write last, or the number of an import."), param, ctx)
        return int(value)


class LocalDate(click.ParamType[date]):
    """2023-04-30 or 30.04.2023"""

    name = "D"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        german = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", value.strip())
        parts = reversed(german.groups()) if german else value.strip().split("-")
        try:
            year, month, day = (int(part) for part in parts)
            return date(year, month, day)
        except ValueError:
            self.fail(_("Write a day like 2023-04-30 or 30.04.2023."), param, ctx)
