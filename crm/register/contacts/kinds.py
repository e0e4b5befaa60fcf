"""Which kind of contact a word means, German and English."""

from crm.enums import N_, InteractionKind
from crm.register.cells import refusal, text
from crm.register.source import Cells
from crm.rules.fold import fold

OF_A_LIST = (InteractionKind.VISIT, InteractionKind.CONSULTATION, InteractionKind.CALL)
"""Gatherings have a title, a plan and many guests: they are entered on their own page."""
WORDS: dict[InteractionKind, tuple[str, ...]] = {
    InteractionKind.VISIT: (
        "besuch", "betriebsbesuch", "firmenbesuch", "unternehmensbesuch", "vor ort",
        "vor ort termin", "aussentermin", "betriebsbesichtigung", "antrittsbesuch", "visit",
        "company visit", "site visit",
    ),
    InteractionKind.CONSULTATION: (
        "beratung", "beratungsgespraech", "gespraech", "erstgespraech", "erstberatung", "termin",
        "termin im haus", "consultation", "meeting", "advice",
    ),
    InteractionKind.CALL: (
        "telefonat", "telefon", "telefongespraech", "anruf", "tel", "video", "videokonferenz",
        "videogespraech", "telefonat video", "telefonisch", "call", "phone", "phone call",
        "telephone", "video call",
    ),
    InteractionKind.FORUM: ("forum", "wirtschaftsforum", "business forum"),
    InteractionKind.ROUND_TABLE: ("stammtisch", "unternehmerstammtisch", "round table"),
    InteractionKind.CONSULTING_DAY: ("sprechtag", "ego sprechtag", "consulting day"),
    InteractionKind.FAIR: ("messe", "fair", "trade fair"),
}  # fmt: skip
MEANT = {word: kind for kind, words in WORDS.items() for word in words}


def kind_of(cells: Cells, column: str) -> InteractionKind | None:
    """None where the cell is empty."""
    words = text(cells, column)
    if words is None:
        return None
    kind = MEANT.get(fold(words))
    if kind is None:
        message = N_("Neither a visit, nor a consultation, nor a call. Write one of these words.")
        raise refusal(cells, column, message)
    if kind not in OF_A_LIST:
        message = N_("A gathering has many guests. Enter it under Gatherings, with its guests.")
        raise refusal(cells, column, message)
    return kind
