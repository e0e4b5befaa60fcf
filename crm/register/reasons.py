"""Why a row was refused, kept so that it can be told in any language."""

import json
from collections.abc import Iterable

from crm.rules import Problem
from crm.rules.in_words import Translate, in_words


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
    return in_words(message, values, translate)


def all_as_text(problems: Iterable[Problem]) -> str | None:
    """Several, as a JSON list of such texts."""
    texts = [as_text(problem) for problem in problems]
    return json.dumps(texts, ensure_ascii=False) if texts else None


def all_told(reasons: str | None, translate: Translate) -> list[str]:
    return [told(reason, translate) for reason in json.loads(reasons or "[]")]
