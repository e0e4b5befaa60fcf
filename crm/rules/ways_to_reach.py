"""E-mail, telephone, website: plausible enough that nobody is embarrassed by using them."""

import re
from urllib.parse import urlsplit

from crm.enums import N_
from crm.rules import Problem, Problems, Values

EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]{2,}")
PHONE = re.compile(r"[+\d][\d\s()/.\-–]*(?:\s*(?:-|App\.?|ext\.?)\s*\d+)?")
HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}")
FEWEST_DIGITS = 4


def reach_problems(values: Values) -> Problems:
    """``email``, ``website``, ``phone`` and ``mobile``, each where it is given."""
    email, website = values.get("email"), values.get("website")
    if email and not EMAIL.fullmatch(email):
        yield Problem("email", N_("This is no e-mail address. It looks like name@example.org."))
    if website and web_address(website) is None:
        yield Problem("website", N_("This is no web address. It looks like www.example.org."))
    for name in ("phone", "mobile"):
        number = values.get(name)
        if number and not _is_phone(number):
            yield Problem(name, N_("This is no telephone number. It looks like 0391 5401234."))


def _is_phone(text: str) -> bool:
    digits = sum(sign.isdigit() for sign in text)
    return bool(PHONE.fullmatch(text.strip())) and digits >= FEWEST_DIGITS


def web_address(text: str) -> str | None:
    """``www.example.org`` as a link may point to it: only http and https; None: no address."""
    address = text.strip() if "://" in text else f"https://{text.strip()}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    sound = parts.scheme in ("http", "https") and HOST.fullmatch(parts.hostname or "")
    return address if sound and " " not in address else None
