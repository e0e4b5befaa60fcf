"""What a partner must fulfil before it is written down."""

from crm.enums import N_
from crm.rules import Problem, Problems, Values
from crm.rules.ways_to_reach import EMAIL


def partner_problems(values: Values) -> Problems:
    if not values.get("name"):
        yield Problem("name", N_("What is the office or chamber called?"))
    if not values.get("kind"):
        yield Problem("kind", N_("What kind of partner is it?"))
    yield from _email_problems(values)


def partner_contact_problems(values: Values) -> Problems:
    if not values.get("name"):
        yield Problem("name", N_("What is the name?"))
    yield from _email_problems(values)


def _email_problems(values: Values) -> Problems:
    email = values.get("email") or ""
    if email and not EMAIL.fullmatch(email):
        yield Problem("email", N_("This is no e-mail address. It looks like name@example.org."))
