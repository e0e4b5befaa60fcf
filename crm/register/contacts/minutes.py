"""How long it took: 90, 90 min, 1:30, 1,5 Std., 1 h 30."""

import re

from crm.enums import N_
from crm.register.cells import refusal, text
from crm.register.source import Cells

MINUTES = re.compile(r"(\d{1,4}) ?(?:m|min\.?|minuten|minutes)?", re.IGNORECASE)
CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::00)?(?: ?(?:h|std\.?|uhr))?", re.IGNORECASE)
HOURS = re.compile(
    r"(\d{1,2})(?:[.,](\d{1,2}))? ?(?:h|std\.?|stunden?|hours?)(?: ?(\d{1,2}) ?(?:m|min\.?)?)?",
    re.IGNORECASE,
)


def minutes(cells: Cells, column: str) -> int | None:
    words = text(cells, column)
    if words is None:
        return None
    if found := MINUTES.fullmatch(words):
        return int(found[1])
    if found := CLOCK.fullmatch(words):
        return int(found[1]) * 60 + int(found[2])
    if found := HOURS.fullmatch(words):
        hours = float(f"{found[1]}.{found[2] or 0}")
        return round(hours * 60) + int(found[3] or 0)
    message = N_("This is not a duration. Write the minutes, like 90, or 1:30 h.")
    raise refusal(cells, column, message)
