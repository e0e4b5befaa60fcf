"""Street and house number, where a source writes them in one."""

import re

NUMBERED = re.compile(
    r"(?P<street>.*?\D)[ ,]+(?P<number>\d+ ?[a-z]?(?: ?[-/+] ?\d+ ?[a-z]?)*)", re.IGNORECASE
)


def house_and_street(words: str | None) -> tuple[str | None, str | None]:
    """What cannot be divided is all street."""
    found = NUMBERED.fullmatch(words) if words else None
    return (found["street"], found["number"]) if found else (words, None)
