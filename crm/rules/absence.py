"""What an absence must fulfil before it is written down."""

from crm.enums import N_
from crm.rules import Problem, Problems, Values


def absence_problems(values: Values) -> Problems:
    """``advisor`` and ``deputy`` are whatever the form holds, compared by likeness."""
    first, last = values.get("first_day"), values.get("last_day")
    if first and last and last < first:
        yield Problem("last_day", N_("The end lies before the beginning."))
    if values.get("advisor") and values.get("advisor") == values.get("deputy"):
        yield Problem("deputy", N_("Somebody else has to stand in."))
