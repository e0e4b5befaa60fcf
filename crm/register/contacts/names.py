"""Names of people as lists write them: ``Müller, Jutta``, ``Frau Dr. Jutta Müller``."""

import re
from typing import NamedTuple

from crm.rules.fold import fold

PARTED = re.compile(r"[;/&+\n]|\bund\b|\band\b")
ADDRESSED = re.compile(
    r"^(?:(?:herrn?|frau|hr\.?|fr\.|mr\.?|mrs\.?|ms\.?|dr\.?|prof\.?|dipl\.-?\w+\.?)[ .]+)+",
    re.IGNORECASE,
)
REMARK = re.compile(r"\([^)]*\)")


class Name(NamedTuple):
    first: str
    """Empty where only the last name was written; ``J.`` where only an initial."""
    last: str

    @property
    def is_short(self) -> bool:
        return len(self.first.rstrip(".")) == 1

    def fits(self, other: "Name") -> bool:
        """Whether what was written may mean the other, which is whole."""
        mine, theirs = fold(self.first), fold(other.first)
        if fold(self.last) != fold(other.last):
            return False
        return theirs.startswith(mine) if self.is_short else mine in ("", theirs)

    def __str__(self) -> str:
        return f"{self.first} {self.last}".strip()


def parts(words: str) -> list[str]:
    """One after the other; what stands in brackets is left out."""
    found = (part.strip(" ,") for part in PARTED.split(REMARK.sub(" ", words)))
    return [part for part in found if part]


def name(words: str) -> Name:
    """Without forms of address."""
    bare = ADDRESSED.sub("", " ".join(words.split()))
    last, comma, first = bare.partition(",")
    if comma and first.strip():
        return Name(ADDRESSED.sub("", first.strip()), last.strip())
    first, _space, last = bare.rpartition(" ")
    return Name(first, last)
