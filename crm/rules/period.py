"""What holds for everything that has a first and a last day."""

from crm.enums import N_
from crm.rules import Problem, Problems, Values


def period_problems(values: Values) -> Problems:
    """``valid_from`` and ``valid_to`` are dates or None."""
    begins, ends = values.get("valid_from"), values.get("valid_to")
    if begins and ends and ends < begins:
        yield Problem("valid_to", N_("The end lies before the beginning."))
