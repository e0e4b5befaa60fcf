"""Of a firm or a person that wants no contact: since when, and who said so."""

from crm.enums import N_
from crm.rules import Problem, Problems, Values


def no_contact_problems(values: Values) -> Problems:
    since, source = values.get("no_contact_since"), values.get("no_contact_source")
    if since and since > values["today"]:
        yield Problem("no_contact_since", N_("This day is still to come. Enter it when it has."))
    if since and not source:
        yield Problem("no_contact_source", N_("Who said so, and how?"))
    if source and not since:
        yield Problem("no_contact_since", N_("Since when?"))
