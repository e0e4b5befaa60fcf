"""Where a firm is: the city's own towns, postcodes and districts."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from crm.enums import N_
from crm.register.cells.texts import refusal, text
from crm.register.firm import DistrictName
from crm.register.source import Cells


def town(cells: Cells, column: str, city: str) -> str | None:
    """The city itself; a part of it may follow, as in ``Berlin-Mitte``."""
    words = text(cells, column)
    if words and not re.match(rf"{re.escape(city)}\b", words, re.IGNORECASE):
        message = N_(
            "This firm is not in %(city)s. If it has moved away, enter its end on the firm's page."
        )
        raise refusal(cells, column, message, city=city)
    return words


def postcode(cells: Cells, column: str, city: str, ours: range) -> str | None:
    words = text(cells, column)
    if words is None:
        return None
    if not re.fullmatch(r"[0-9]{5}", words):
        message = N_("A postcode has five digits. Spreadsheets take away a leading zero.")
        raise refusal(cells, column, message)
    if int(words) not in ours:
        raise refusal(cells, column, N_("This postcode is not one of %(city)s."), city=city)
    return words


def district(
    cells: Cells, column: str, city: str, numbers: Mapping[str, str]
) -> DistrictName | None:
    name = text(cells, column)
    if name is None:
        return None
    if name not in numbers:
        (nearest,) = get_close_matches(name, numbers, 1, cutoff=0)
        message = N_("%(city)s has no district “%(name)s”. The most similar is “%(nearest)s”.")
        raise refusal(cells, column, message, city=city, name=name, nearest=nearest)
    return DistrictName(name, numbers[name])
