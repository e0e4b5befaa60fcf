"""What the official counts of firms are divided by: groups of WZ sections, sizes of craft firms."""

from crm.enums import N_
from crm.rules.wz_sections import SAME_IN_BOTH_EDITIONS

SECTION_GROUPS = {
    "B-F": N_("Industry, energy, construction"),
    "G": N_("Trade; repair of motor vehicles"),
    "H": N_("Transportation and storage"),
    "I": N_("Accommodation and food service"),
    "J": N_("Information and communication"),
    "K-N": N_("Finance, real estate, business services"),
    "O-Q": N_("Administration, education, health"),
    "A,R-U": N_("Agriculture, arts, other services"),
}
"""Group -> message id. They are formed by letters of WZ 2008."""

LETTERS_2008 = dict(
    zip(SECTION_GROUPS, ("BCDEF", "G", "H", "I", "J", "KLMN", "OPQ", "ARSTU"), strict=True)
)
LETTERS_2025 = dict(
    zip(SECTION_GROUPS, ("BCDEF", "G", "H", "I", "JK", "LMNO", "PQR", "ASTUV"), strict=True)
)
"""WZ 2025 split J and moved the letters after it."""


def _key_of_2025(letter: str) -> str:
    return letter if letter in SAME_IN_BOTH_EDITIONS else f"2025-{letter}"


GROUP_OF = {
    **{letter: group for group, letters in LETTERS_2008.items() for letter in letters},
    **{_key_of_2025(one): group for group, letters in LETTERS_2025.items() for one in letters},
}
"""Section as figures name it (``K``, ``2025-L``) -> its group."""

CRAFT_SIZES = {
    "under_5": N_("Under 5 people"),
    "5-9": N_("5 to 9 people"),
    "10-19": N_("10 to 19 people"),
    "20-49": N_("20 to 49 people"),
    "50+": N_("50 people and more"),
}
"""The owner counts among the people, so that these are no size bands of ours."""

PARTS = {**SECTION_GROUPS, **CRAFT_SIZES}
