"""What a report that is kept under a name must fulfil."""

import json
from typing import Any

from crm.enums import N_
from crm.rules import Problem, Problems, Values

LONGEST_NAME = 80
LONGEST_CHOICE = 2_000
MOST_DIMENSIONS = 3
NOT_KEPT = N_("This choice cannot be kept. Put the report together again and save it then.")


def saved_report_problems(values: Values) -> Problems:
    """``choice`` is the JSON that is kept, where the form has one."""
    name = (values.get("name") or "").strip()
    if not name:
        yield Problem("name", N_("Give it a name, so that you find it again."))
    elif len(name) > LONGEST_NAME:
        yield Problem("name", N_("At most %(most)s characters."), {"most": LONGEST_NAME})
    if "choice" in values and not is_choice(values["choice"]):
        yield Problem("choice", NOT_KEPT)


def is_choice(text: Any) -> bool:
    """Whether it has the shape of one; whether it can be asked is said by reports.builder."""
    if not isinstance(text, str) or len(text) > LONGEST_CHOICE:
        return False
    try:
        found = json.loads(text)
    except ValueError:
        return False
    return isinstance(found, dict) and _has_shape(found)


def _has_shape(found: dict[str, Any]) -> bool:
    by = found.get("by", [])
    texts = [value for name, value in found.items() if name != "by"]
    return (
        isinstance(found.get("measure"), str)
        and isinstance(by, list)
        and len(by) <= MOST_DIMENSIONS
        and all(isinstance(each, str) for each in [*by, *texts])
        and (("period" in found) is not ({"from", "to"} <= set(found)))
    )
