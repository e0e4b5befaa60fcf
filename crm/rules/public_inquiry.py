"""What somebody who writes through the public page must give: as little as possible."""

from crm.enums import N_
from crm.rules import Problem, Problems, Values
from crm.rules.ways_to_reach import EMAIL

LONGEST = 5_000


def public_inquiry_problems(values: Values) -> Problems:
    wording, email = values.get("wording") or "", values.get("email") or ""
    if not wording:
        yield Problem("wording", N_("What is it about? A few words are enough."))
    elif len(wording) > LONGEST:
        yield Problem("wording", N_("At most %(length)s characters."), {"length": LONGEST})
    if not email and not values.get("phone"):
        yield Problem("phone", N_("How can we reach you? A telephone number is enough."))
    if email and not EMAIL.fullmatch(email):
        yield Problem("email", N_("This is no e-mail address. It looks like name@example.org."))
    if not values.get("consent"):
        yield Problem("consent", N_("Without this we may not keep what you write."))
