"""What to do about a refusal, for whoever gave the file in."""

import csv
from pathlib import Path

with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
    ADVICE = {row["words"]: row["advice"] for row in csv.DictReader(file)}
"""Words of the sentence -> what to do; the first that occur count."""


def advice(sentence: str) -> str:
    """LookupError where nobody has written any."""
    found = [told for words, told in ADVICE.items() if words in sentence]
    return found[0]
