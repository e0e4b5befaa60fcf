"""Why a row was refused, kept so that it can be told in any language."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from crm.enums import N_
from crm.rules import Problem

Translate = Callable[[str], str]
DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
HOW_DAYS_ARE_WRITTEN = N_("%(year)s-%(month)s-%(day)s")


def as_text(problem: Problem) -> str:
    """The message id; with its values as JSON where it has some: ``[message, {name: value}]``."""
    if not problem.values:
        return problem.message
    return json.dumps([problem.message, problem.values], ensure_ascii=False, default=str)


def told(reason: str, translate: Translate) -> str:
    """The sentence of a stored reason, ``source_record.reason``."""
    if not reason.startswith("["):
        return translate(reason)
    message, values = json.loads(reason)
    return sentence(message, values, translate)


def all_as_text(problems: Iterable[Problem]) -> str | None:
    """Several, as a JSON list of such texts."""
    texts = [as_text(problem) for problem in problems]
    return json.dumps(texts, ensure_ascii=False) if texts else None


def all_told(reasons: str | None, translate: Translate) -> list[str]:
    return [told(reason, translate) for reason in json.loads(reasons or "[]")]


def sentence(message: str, values: Mapping[str, Any], translate: Translate) -> str:
    if not values:
        return translate(message)
    written = {name: _written(value, translate) for name, value in values.items()}
    return str(translate(message) % written)


def _written(value: Any, translate: Translate) -> Any:
    """Days are kept as 2023-06-30, and written as the language does."""
    found = DAY.fullmatch(str(value))
    return translate(HOW_DAYS_ARE_WRITTEN) % found.groupdict() if found else value
