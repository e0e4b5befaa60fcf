"""Sections of both editions as figures name them: letter -> message id.

From J on the letters moved: those of WZ 2025 are ``2025-J`` and so on. English titles after NACE
Rev. 2 and 2.1; the German translations are the official titles of WZ 2008 and WZ 2025.
"""

from crm.enums import N_

SAME_IN_BOTH_EDITIONS = tuple("ABCDEFGHI")
"""Letters that mean the same in WZ 2008 and WZ 2025."""

SECTIONS = {
    "A": N_("Agriculture, forestry and fishing"),
    "B": N_("Mining and quarrying"),
    "C": N_("Manufacturing"),
    "D": N_("Energy supply"),
    "E": N_("Water supply; sewerage, waste management and remediation"),
    "F": N_("Construction"),
    "G": N_("Trade; repair of motor vehicles"),
    "H": N_("Transportation and storage"),
    "I": N_("Accommodation and food service"),
    "J": N_("Information and communication"),
    "K": N_("Financial and insurance activities"),
    "L": N_("Real estate activities"),
    "M": N_("Professional, scientific and technical activities"),
    "N": N_("Administrative and support services"),
    "O": N_("Public administration, defence; social security"),
    "P": N_("Education"),
    "Q": N_("Human health and social work"),
    "R": N_("Arts, entertainment and recreation"),
    "S": N_("Other services"),
    "T": N_("Households as employers or producing for own use"),
    "U": N_("Extraterritorial organisations and bodies"),
    "2025-J": N_("Publishing, broadcasting, content production (WZ 2025)"),
    "2025-K": N_("Telecommunication, programming, information services (WZ 2025)"),
    "2025-L": N_("Financial and insurance activities (WZ 2025)"),
    "2025-M": N_("Real estate activities (WZ 2025)"),
    "2025-N": N_("Professional, scientific and technical activities (WZ 2025)"),
    "2025-O": N_("Administrative and support services (WZ 2025)"),
    "2025-P": N_("Public administration, defence; social security (WZ 2025)"),
    "2025-Q": N_("Education (WZ 2025)"),
    "2025-R": N_("Human health and social work (WZ 2025)"),
    "2025-S": N_("Arts, sports and recreation (WZ 2025)"),
    "2025-T": N_("Other services (WZ 2025)"),
    "2025-U": N_("Households as employers or producing for own use (WZ 2025)"),
    "2025-V": N_("Extraterritorial organisations and bodies (WZ 2025)"),
    "unknown": N_("Sector unknown"),
}

BOTH = "|"
"""Between the keys of one row that takes sections of both editions together."""
LETTERS_OF_2025 = {
    "J": "JK", "K": "L", "L": "M", "M": "N", "N": "O", "O": "P", "P": "Q", "Q": "R", "R": "S",
    "S": "T", "T": "U", "U": "V",
}  # fmt: skip
"""Section of WZ 2008 -> those of WZ 2025 that took its place, by the official correspondence."""

JOINT_OF = {
    key: BOTH.join((letter, *(f"2025-{one}" for one in letters)))
    for letter, letters in LETTERS_OF_2025.items()
    for key in (letter, *(f"2025-{one}" for one in letters))
}
"""Section -> the key of the row that stands for it and its counterpart in the other edition."""

JOINT_SECTIONS = {JOINT_OF.get(key, key): SECTIONS[key] for key in SECTIONS if key[0] != "2"}
"""What figures are shown by: every section once, in order; titles are those of WZ 2008."""


def letters_of(key: str) -> str:
    """``K (WZ 2025: L)`` for a joint section, the letter alone where it is the same in both."""
    letter, *others = key.split(BOTH)
    new = ", ".join(one.removeprefix("2025-") for one in others)
    return f"{letter} (WZ 2025: {new})" if new else letter
