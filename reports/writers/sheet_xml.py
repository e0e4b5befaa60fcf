"""Rows as the XML of a worksheet, one string each: faster than cell by cell."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from re import compile as pattern
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name

from reports.report import Column
from reports.writers import cells, styles
from reports.writers.refusal import too_long

EPOCH = date(1899, 12, 30).toordinal()
FIRST_DAY = date(1900, 3, 1)
"""Earlier days have no number in Excel, which thinks 1900 was a leap year: they become text."""
DIGITS = 10**15
"""Excel keeps 15 digits of a number; longer ones become text, so that no id is mangled."""
_ESCAPES = pattern("_x[0-9A-Fa-f]{4}_")

Say = Callable[[Any], str]
"""The rest of a cell after its style, such as ``><v>1</v>``."""


class Rows:
    """``line(number, row)`` is the row's XML; ``formats`` are the columns' style numbers."""

    def __init__(self, columns: Sequence[Column], formats: Sequence[str], language: str) -> None:
        self.columns = columns
        self.language = language
        self.heads = [
            (f'<c r="{xl_col_to_name(n)}', f'" s="{style}"') for n, style in enumerate(formats)
        ]
        self.say: dict[type, Say] = {
            bool: self._flag,
            str: _text,
            int: _whole,
            float: _number,
            Decimal: _number,
            datetime: self._moment,
            date: self._day,
        }

    def line(self, number: int, row: Sequence[Any]) -> str:
        say, other = self.say, self._other
        try:
            written = [
                f"{start}{number}{style}{(say.get(type(value)) or other(value))(value)}</c>"
                for (start, style), value in zip(self.heads, row, strict=True)
                if value is not None
            ]
        except cells.CellFull as found:
            raise too_long(self.columns, row, number, found) from None
        return f'<row r="{number}">{"".join(written)}</row>'

    def _other(self, value: object) -> Say:
        """For subclasses such as enums, and numpy's numbers; remembered for the next cell."""
        known = (say for kind, say in self.say.items() if isinstance(value, kind))
        say = next(known, _number if hasattr(value, "__float__") else _str)
        return self.say.setdefault(type(value), say)

    def _flag(self, value: bool) -> str:
        return _text(styles.YES_NO[self.language][not value])

    def _day(self, day: date) -> str:
        return _day(day) if day >= FIRST_DAY else self._long_ago(day)

    def _moment(self, moment: datetime) -> str:
        if moment.date() < FIRST_DAY:
            return self._long_ago(moment)
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
        return f"><v>{moment.toordinal() - EPOCH + seconds / 86400!r}</v>"

    def _long_ago(self, day: date) -> str:
        return _text(f"{day:%d.%m.}{day.year}" if self.language == "de" else day.isoformat())


def _text(value: str) -> str:
    clean = escape(cells.clean(cells.fitting(value)))
    if "_x" in clean:
        clean = _ESCAPES.sub(lambda found: f"_x005F{found[0]}", clean)
    clean = clean.replace("\r", "_x000D_")
    return f' t="inlineStr"><is><t xml:space="preserve">{clean}</t></is>'


def _str(value: object) -> str:
    return _text(str(value))


def _whole(value: int) -> str:
    return f"><v>{value}</v>" if -DIGITS < value < DIGITS else _text(str(value))


def _number(value: Any) -> str:
    number = float(value)
    return f"><v>{number!r}</v>" if isfinite(number) else _text(styles.NOTHING)


@lru_cache(maxsize=50_000)
def _day(day: date) -> str:
    return f"><v>{day.toordinal() - EPOCH}</v>"
