"""A message with its values as a sentence in a reader's language."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from crm.enums import N_

Translate = Callable[[str], str]
DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
HOW_DAYS_ARE_WRITTEN = N_("%(year)s-%(month)s-%(day)s")


def in_words(message: str, values: Mapping[str, Any], translate: Translate) -> str:
    if not values:
        return translate(message)
    written = {name: _written(value, translate) for name, value in values.items()}
    return str(translate(message) % written)


def _written(value: Any, translate: Translate) -> Any:
    """Days are kept as 2023-06-30, and written as the language does."""
    found = DAY.fullmatch(str(value))
    return translate(HOW_DAYS_ARE_WRITTEN) % found.groupdict() if found else value
