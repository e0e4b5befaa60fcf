"""What firms that may be the same have in common: any one of these keys is enough to meet."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from crm.register.same_firm.spelling import leading_digits
from crm.register.same_firm.traits import Traits

NUMBERS = 4
"""The first keys are official numbers, telephone and web domain, 0 for what is not known."""
COUNTED = slice(2, 5)
"""Telephone, domain and address: how many firms share them counts."""
ALWAYS = 5
"""Keys that each firm has at the beginning."""
MOST_WORDS = 3
SOUNDS = str.maketrans({"c": "k", "q": "k", "x": "k", "g": "k", "p": "b", "w": "f", "v": "f",
                        "t": "d", "z": "s", "j": "i", "y": "i", "h": ""})  # fmt: skip
DIGRAPHS = (("sch", "s"), ("ph", "f"), ("ck", "k"), ("dt", "t"), ("tz", "z"))
VOWELS, DOUBLED = str.maketrans("", "", "aeiou"), re.compile(r"(.)(?=\1)")


def keys(firm: Traits) -> list[int]:
    always = [
        _hashed("register", firm.register_number),
        _hashed("chamber", firm.chamber_number),
        _hashed("phone", firm.phone),
        _hashed("domain", firm.domain),
        _address(firm),
    ]
    return always + list({hash(key) for key in _of_the_name(firm)})


def _hashed(kind: str, value: str) -> int:
    return hash((kind, value)) if value else 0


def _address(firm: Traits) -> int:
    number = leading_digits(firm.house_number)
    return hash(("at", firm.street, number, firm.postcode)) if firm.street and number else 0


def _of_the_name(firm: Traits) -> Iterator[tuple[str, ...]]:
    if not firm.name:
        return
    words = sorted(set(firm.name.split()), key=lambda word: (-len(word), word))[:MOST_WORDS]
    sounds = sorted({sound(word) for word in words})
    yield ("name", *sounds)
    yield ("joined", consonants(firm.name.replace(" ", "")))
    number, postcode = leading_digits(firm.house_number), firm.postcode
    for one, other in combinations(sounds, 2):
        yield ("pair", one, other)
        yield ("pair", one, other, postcode)
    for word in words:
        yield ("word", word)
        yield ("street", sound(word), firm.street)
        yield ("door", word[:2], number, postcode)


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    return consonants(word)


def consonants(word: str) -> str:
    """Those that are mistaken for each other as one, and how the word begins."""
    for letters, one in DIGRAPHS:
        word = word.replace(letters, one)
    heard = word.translate(SOUNDS)
    return DOUBLED.sub("", heard[:1] + heard[1:].translate(VOWELS)) or word
