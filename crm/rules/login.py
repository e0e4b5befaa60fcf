"""Who signs in: names that can be typed, and an address."""

from crm.enums import N_
from crm.permissions import COUNTER
from crm.rules import Problem, Problems, Values
from crm.rules.ways_to_reach import EMAIL

LONGEST = {"username": 128, "first_name": 64, "last_name": 64, "email": 320}


def counter_problems(values: Values) -> Problems:
    """``roles`` are their names; ``partner`` is the office, if any."""
    if COUNTER in values["roles"] and not values.get("partner"):
        yield Problem("partner", N_("Choose the office to which this counter belongs."))
    if values.get("partner") and COUNTER not in values["roles"]:
        yield Problem("partner", N_("Only the login of a counter belongs to an office."))


def login_problems(values: Values) -> Problems:
    """``username``, ``first_name``, ``last_name``, ``email``."""
    texts = {name: (values.get(name) or "").strip() for name in LONGEST}
    if not texts["username"]:
        yield Problem("username", N_("A login needs a name to sign in with."))
    elif not texts["username"].isprintable():
        yield Problem("username", N_("There are signs in it that nobody can type."))
    if not texts["last_name"]:
        yield Problem("last_name", N_("A person needs a last name."))
    if not EMAIL.fullmatch(texts["email"]):
        yield Problem("email", N_("This is no e-mail address. It looks like name@example.org."))
    for name, length in LONGEST.items():
        if len(texts[name]) > length:
            yield Problem(name, N_("At most %(length)s characters."), {"length": length})
