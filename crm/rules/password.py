"""The password policy: long beats complicated (BSI ORP.4, NIST 800-63B)."""

from crm.enums import N_
from crm.rules import Problem, Problems

SHORTEST = 12
COMMON_PARTS = ("passwor", "kennwort", "geheim", "123456", "qwert", "asdf", "magdeburg", "ansprech")


def password_problems(password: str) -> Problems:
    if len(password) < SHORTEST:
        message = N_("At least %(length)s characters, please. A short sentence is fine.")
        yield Problem("password", message, {"length": SHORTEST})
    elif len(set(password)) < 5:
        yield Problem("password", N_("Too few different characters."))
    elif any(part in password.lower() for part in COMMON_PARTS):
        message = N_("This contains a word that is guessed first. Choose another.")
        yield Problem("password", message)
