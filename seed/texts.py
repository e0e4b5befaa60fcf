"""Texts that are made of other texts: addresses on the net, telephone numbers."""

import re
import unicodedata

from numpy.random import Generator

from seed.dice import pick
from seed.sources import Array

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
MOBILE = "0152 28817386"
"""The Bundesnetzagentur keeps it free for films and books, as it does those of ``phones``."""
DOMAINS = ("example.org", "example.de")


def slug(text: str, longest: int = 40) -> str:
    """Lower-case letters, digits and hyphens, as in an e-mail address; whole words only."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(UMLAUTS))
    words = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    return words if len(words) <= longest else words[:longest].rpartition("-")[0] or words[:longest]


def mailbox(name: str) -> str:
    """vorname.nachname@example.org"""
    return slug(name).replace("-", ".") + "@example.org"


def phones(rng: Generator, size: int) -> Array:
    """Numbers that nobody has: kept free by the Bundesnetzagentur for films and books."""
    return pick(rng, [f"030 23125 {number:03}" for number in range(1000)], size).astype(object)


def thinned(rng: Generator, values: Array, share: float) -> Array:
    """The values, but None for all except a share."""
    found = values.astype(object)
    found[rng.random(len(values)) >= share] = None
    return found
