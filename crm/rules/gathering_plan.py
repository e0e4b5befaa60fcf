"""What the plan of a gathering must fulfil; ``values`` are its columns, and ``happened_on``."""

from crm.enums import N_
from crm.rules import Problem, Problems, Values

LIMITS = {
    "capacity": (1, 100_000),
    "remind_days": (1, 60),
    "budget_planned": (0, 100_000_000),
    "budget_spent": (0, 100_000_000),
}
"""The fewest and the most; budgets in whole euros."""
LONGEST = 10_000
"""Characters of a programme, or of a letter."""


def gathering_plan_problems(values: Values) -> Problems:
    for name, (fewest, most) in LIMITS.items():
        number = values.get(name)
        if number is not None and not fewest <= number <= most:
            limits = {"fewest": fewest, "most": most}
            yield Problem(name, N_("A whole number from %(fewest)s to %(most)s."), limits)
    for name in ("programme", "letter_text"):
        if len(values.get(name) or "") > LONGEST:
            yield Problem(name, N_("At most %(length)s characters."), {"length": LONGEST})
    until, day = values.get("registration_until"), values.get("happened_on")
    if until and day and until > day:
        message = N_("Registration ends on the day of the gathering at the latest.")
        yield Problem("registration_until", message)
