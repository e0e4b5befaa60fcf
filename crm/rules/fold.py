"""Folding: how words of all spellings are made comparable, and put in the order of a phone book."""

import re
import unicodedata
from functools import lru_cache

UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "œ": "oe", "ø": "oe", "å": "aa", "ł": "l",
     "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)  # fmt: skip
"""Also letters of neighbours that are no letter with an accent, and so would stay."""
BEYOND = chr(0x10FFFF)
"""Behind every word that begins like another: ``between(word, word + BEYOND)``."""
LONGEST_KEY = 200
NO_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, ä as ae, ß as ss, no accents, words parted by one space."""
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(UMLAUTS)
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return NO_WORD.sub(" ", text).strip()


def sort_key(*parts: str | None) -> str:
    """What names are put in order by: the same in every database, ä where ae is (DIN 5007-2)."""
    return fold(" ".join(filter(None, parts)))[:LONGEST_KEY]
