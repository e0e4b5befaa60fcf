"""Names of people as lists write them: ``Müller, Jutta``, ``Frau Dr. Jutta Müller``."""

import re
from typing import NamedTuple

from crm.rules.fold import fold

PARTED = re.compile(r"[;/&+\n]|\bund\b|\band\b")
TITLE = re.compile(
    r"(?:herrn?|frau|hr\.|fr\.|mr\.?|mrs\.?|ms\.?|dr\.?|prof\.?|dipl\.-?\w+\.?)(?:\s+|$)",
    re.IGNORECASE,
)
REMARK = re.compile(r"\([^)]*\)")
PARTICLES = frozenset(
    ("von", "van", "vom", "zu", "zum", "zur", "de", "der", "den", "del", "della", "di", "ten", "el")
)
"""Small, they begin a last name."""


class Unclear(ValueError):
    """Commas that may part a name as well as people, or a form of address alone."""


class Name(NamedTuple):
    first: str
    """Empty where only the last name was written; ``J.`` where only an initial."""
    last: str

    def fits(self, other: "Name") -> bool:
        """Whether what was written may mean the other, which is whole."""
        mine, theirs = fold(self.first), fold(other.first)
        if fold(self.last) != fold(other.last):
            return False
        return theirs.startswith(mine) if len(mine) == 1 else mine in ("", theirs)

    def __str__(self) -> str:
        return f"{self.first} {self.last}".strip()


def names(words: str) -> list[Name]:
    """One after the other; what stands in brackets is left out. Unclear where nobody can tell."""
    found = [name(part) for part in parts(words)]
    if not all(each.last for each in found):
        raise Unclear(words)
    return found


def parts(words: str) -> list[str]:
    found = (part.strip(" ,") for part in PARTED.split(REMARK.sub(" ", words)))
    return [person for part in found if part for person in _by_commas(part)]


def name(words: str) -> Name:
    """Without forms of address."""
    last, comma, first = (piece.strip() for piece in _bare(words).partition(","))
    if comma and first:
        return Name(_bare(first), last)
    said = last.split()
    begins = next((at for at, word in enumerate(said) if word in PARTICLES), len(said) - 1)
    return Name(" ".join(said[:begins]), " ".join(said[begins:]))


def _by_commas(words: str) -> list[str]:
    """``Müller, Jutta`` is one person, ``Jutta Müller, Karl Weber`` are two."""
    pieces = [piece.strip() for piece in words.split(",")]
    if len(pieces) == 1 or (len(pieces) == 2 and _is_turned_round(*pieces)):
        return [words]
    if all(TITLE.match(piece) or name(piece).first for piece in pieces):
        return pieces
    raise Unclear(words)


def _is_turned_round(last: str, first: str) -> bool:
    """``Dr. Müller, Dr. Weber`` is not, ``Müller, Dr. Jutta`` is."""
    return not name(last).first and not (TITLE.match(last) and TITLE.match(first))


def _bare(words: str) -> str:
    words = " ".join(words.split())
    while found := TITLE.match(words):
        words = words[found.end() :]
    return words
