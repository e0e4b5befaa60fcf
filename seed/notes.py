"""What advisors write down: put together from the occasion, the topic, the season, the promise."""

from dataclasses import dataclass
from functools import cache

from seed.sources import grouped, rows

REMARKS, SECOND_SENTENCE = 0.45, 0.3
"""Shares of notes with a remark on the business, and with a second sentence on the topic."""
CHANCES = 10


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a note is about; ``topic`` is a code, ``due`` the day promised, as YYYY-MM-DD."""

    kind: str
    is_first: bool
    """Whether the office had never spoken to the firm before, as far as these years go."""
    person: str
    field: str
    district: str
    month: int
    topic: str | None
    promise: str | None
    due: str | None

    @property
    def occasion(self) -> str:
        return "first" if self.is_first else "again"


def note(about: Occasion, chances: list[float]) -> str:
    """``chances`` are CHANCES numbers from 0 to 1."""
    parts = [_one(_openings(about.kind, about.occasion), chances[0])]
    if about.topic:
        sentences = _sentences()[about.topic]
        parts.append(_one(sentences, chances[1]))
        if chances[2] < SECOND_SENTENCE:
            parts.append(sentences[(int(chances[1] * len(sentences)) + 1) % len(sentences)])
    if chances[3] < REMARKS:
        parts.append(_one(_remarks(about.month, about.occasion), chances[4]))
    text = " ".join(parts).format(**_values(about, chances))
    if about.promise and about.due:
        text += f"\nZugesagt: {about.promise} bis {about.due[8:]}.{about.due[5:7]}.{about.due[:4]}."
    return text


def short_note(kind: str, chance: float) -> str:
    """A sentence that names nobody: of a gathering, or why nothing took place."""
    return _one(_short(kind), chance)


def _values(about: Occasion, chances: list[float]) -> dict[str, str]:
    oblique = about.person.replace("Herr ", "Herrn ", 1)
    return {
        "person": about.person,
        "person_dative": oblique,
        "person_accusative": oblique,
        "field": about.field,
        "district": about.district,
        "sum": f"{5 * (1 + int(chances[5] ** 2 * 60))}.000",
        "months": str(2 + int(chances[6] * 16)),
        "area": str(40 + 10 * int(chances[7] ** 2 * 120)),
        "count": _one(["Zwei", "Drei", "Vier", "Fünf"], chances[8]),
    }


def _one(values: list[str], chance: float) -> str:
    return values[int(chance * len(values))]


@cache
def _openings(kind: str, occasion: str) -> list[str]:
    """Those of the kind at any time, and those for the first or a later time."""
    table = grouped("note_openings", "kind", "sentence")
    return table.get(kind, table["*"]) + table.get(f"{kind} {occasion}", [])


@cache
def _short(kind: str) -> list[str]:
    table = grouped("note_openings", "kind", "sentence")
    return table.get(kind, table["gathering"])


@cache
def _sentences() -> dict[str, list[str]]:
    return grouped("topic_sentences", "topic", "sentence")


@cache
def _remarks(month: int, occasion: str) -> list[str]:
    return [
        row["sentence"]
        for row in rows("note_remarks")
        if int(row["from_month"]) <= month <= int(row["to_month"])
        and row["occasion"] in ("", occasion)
    ]
