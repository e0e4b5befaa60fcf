"""Why a row was refused, kept so that it can be told in any language."""

import json
from collections.abc import Callable

from crm.rules import Problem

Translate = Callable[[str], str]


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
    return str(translate(message) % values)
