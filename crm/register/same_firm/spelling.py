"""One spelling for each thing that people write in many ways."""

import re
from functools import lru_cache
from sys import intern

from crm.rules.fold import fold
from crm.services.search_words import LEGAL_FORMS

SPELT_OUT = LEGAL_FORMS | frozenset(
    ("gesellschaft", "mit", "beschraenkter", "haftung", "mbh", "eingetragener", "kaufmann",
     "eingetragene", "kauffrau", "kfm", "haftungsbeschrankt",
     "beschrankter", "kfr", "firma", "fa", "u", "der", "die", "das", "am", "im")
)  # fmt: skip
"""Words that tell no firm from another, besides the legal forms in short."""
FORMS = {
    "gmbh co kg": "kg", "ug co kg": "kg", "kg": "kg", "gmbh": "gmbh", "mbh": "gmbh",
    "mit beschraenkter haftung": "gmbh", "ug": "ug", "haftungsbeschraenkt": "ug", "ag": "ag",
    "ohg": "ohg", "gbr": "gbr", "e k": "ek", "ek": "ek", "partg": "partg", "eg": "eg", "e v": "ev",
    "se": "se",
}  # fmt: skip
"""The first that occurs, as whole words, says which it is."""
FREE_MAIL = frozenset(
    ("t-online.de", "gmx.de", "gmx.net", "web.de", "freenet.de", "arcor.de", "aol.com",
     "gmail.com", "googlemail.com", "outlook.de", "outlook.com", "hotmail.com", "hotmail.de",
     "yahoo.de", "yahoo.com", "icloud.com", "posteo.de", "mailbox.org", "live.de", "me.com")
)  # fmt: skip
COURT = re.compile(r"\b(hra|hrb|gnr|pr|vr)\s*0*(\d+)")
CHAMBER = re.compile(r"\b(ihk|hwk)\s*0*(\d+)")
STREET = re.compile(r"(?:str|strasse|stasse|strase)\b")
HOST = re.compile(r"^(?:\w+://)?(?:www\d?\.)?([^/:?#\s]+)")
NO_DIGIT, LEADING_DIGITS = re.compile(r"\D+"), re.compile(r"\d+")


def unspaced(text: str) -> str:
    """Also without the control characters that part fields."""
    return "".join(text.split())


def bare_name(name: str) -> str:
    """The folded words in their order, without what only says how the firm is constituted."""
    words = fold(name).split()
    return " ".join([word for word in words if word not in SPELT_OUT] or words)


@lru_cache(maxsize=4096)
def _form_in(text: str) -> str:
    padded = f" {text} "
    return next((form for words, form in FORMS.items() if f" {words} " in padded), "")


def legal_form(text: str) -> str:
    """Also found at the end of a name; empty for people who trade in their own."""
    return _form_in(" ".join(word for word in fold(text).split() if word in FORM_WORDS))


FORM_WORDS = frozenset(word for words in FORMS for word in words.split())


@lru_cache(maxsize=65536)
def street(text: str) -> str:
    """``Große Diesdorfer Straße`` and ``Gr. Diesdorfer Str.`` differ only in their first word."""
    return intern(STREET.sub("str", fold(text)).replace(" ", ""))


@lru_cache(maxsize=65536)
def house_number(text: str) -> str:
    """``12-14`` keeps its hyphen, so that it begins with 12."""
    return intern(unspaced(text.lower()))


def leading_digits(number: str) -> str:
    """``12`` of 12a and of 12-14."""
    found = LEADING_DIGITS.match(number)
    return found.group() if found else ""


def phone(text: str) -> str:
    """The digits as dialled within the country."""
    digits = NO_DIGIT.sub("", text.replace("(0)", ""))
    if digits.startswith("0049"):
        digits = "0" + digits[4:]
    elif text.lstrip().startswith("+49"):
        digits = "0" + digits[2:]
    return digits if len(digits) > 4 else ""


def register_number(text: str) -> str:
    """Court's letters and number; the court itself is written in too many ways."""
    found = COURT.search(fold(text))
    return "".join(found.groups()) if found else ""


def chamber_number(text: str) -> str:
    found = CHAMBER.search(fold(text))
    return "".join(found.groups()) if found else ""


def domain(website: str, email: str) -> str:
    """Of the website, else of the mailbox unless anybody may have one there."""
    host = HOST.match(website.strip().lower())
    name = host.group(1) if host else email.strip().lower().rpartition("@")[2]
    return "" if name in FREE_MAIL else unspaced(name).removesuffix(".")


@lru_cache(maxsize=8192)
def trade(code: str, edition: str) -> str:
    """The division, comparable only within its edition of the classification."""
    return intern(f"{edition}/{unspaced(code)[:2]}") if code else ""
