"""Numbers, German and English."""

import re

from crm.enums import N_
from crm.register.cells.texts import refusal, text
from crm.register.source import Cells

PLAIN = re.compile(r"-?[0-9]+([.,][0-9]+)?")
GERMAN = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
ENGLISH = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
EITHER = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
"""1.234: a thousand and more, or one and a bit."""
NO_NUMBER = N_("This is not a number.")


def number(cells: Cells, column: str) -> float | None:
    """Of a column without thousands, like degrees: with a decimal point or a decimal comma."""
    words = text(cells, column)
    if words is None:
        return None
    if not PLAIN.fullmatch(words):
        raise refusal(cells, column, NO_NUMBER)
    return float(words.replace(",", "."))


def amount(cells: Cells, column: str) -> float | None:
    """1234,5 and 1.234,5 and 1,234.5; refused where a thousand and a fraction look alike."""
    words = text(cells, column)
    if words is None:
        return None
    if EITHER.fullmatch(words):
        whole = words.replace(",", "").replace(".", "")
        message = N_("%(number)s may be %(whole)s or %(decimal)s. Write it like one of them.")
        raise refusal(cells, column, message, number=words, whole=whole, decimal=f"{words}0")
    if PLAIN.fullmatch(words):
        return float(words.replace(",", "."))
    if GERMAN.fullmatch(words):
        return float(words.replace(".", "").replace(",", "."))
    if ENGLISH.fullmatch(words):
        return float(words.replace(",", ""))
    raise refusal(cells, column, NO_NUMBER)
