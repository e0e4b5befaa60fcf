"""What a brochure, and so many copies of it to a counter, must fulfil."""

import re
from datetime import date

from crm.enums import N_
from crm.rules import Problem, Problems, Values
from crm.rules.fold import fold

MOST_COPIES = 10_000_000
YEARS_BACK = 30
LONGEST_WORD = 8
YEAR = re.compile(r"(?:19|20)(\d\d)")


def material_problems(values: Values) -> Problems:
    if not values.get("title"):
        yield Problem("title", N_("What is the brochure called?"))
    if not values.get("edition"):
        yield Problem("edition", N_("Which edition is it? The year is enough."))
    if not values.get("language"):
        yield Problem("language", N_("In which language is it?"))
    yield from _number("printed", values.get("printed"), 0, N_("How many were printed?"))


def handout_problems(values: Values) -> Problems:
    """``today`` is the local day."""
    if not values.get("partner_id"):
        yield Problem("partner_id", N_("At which counter do they lie now?"))
    yield from _number("copies", values.get("copies"), 1, N_("How many copies?"))
    day, today = values.get("handed_on"), values["today"]
    if day is None:
        yield Problem("handed_on", N_("On which day?"))
    elif day > today:
        yield Problem("handed_on", N_("This day is still to come."))
    elif day < date(today.year - YEARS_BACK, 1, 1):
        yield Problem("handed_on", N_("Is the year right?"))


def _number(name: str, number: int | None, least: int, asked: str) -> Problems:
    if number is None:
        yield Problem(name, asked)
    elif not least <= number <= MOST_COPIES:
        told = {"least": least, "most": MOST_COPIES}
        yield Problem(name, N_("A number from %(least)s to %(most)s."), told)


def readable_code(title: str, edition: str, counter: str) -> str:
    """``Wir für Unternehmen``, ``2. Auflage 2025``, ``Bürgerbüro Nord`` -> WFU25-NORD."""
    initials = "".join(word[0] for word in fold(title).split())[:4]
    year = YEAR.search(edition)
    words = fold(counter).split()
    place = words[-1][:LONGEST_WORD] if words else ""
    return f"{initials}{year.group(1) if year else ''}-{place}".upper().strip("-")
