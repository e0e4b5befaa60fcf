"""What happens to a firm on its way into another list: one function for each mishap."""

import re
from collections.abc import Callable
from random import Random

from crm.register.same_firm.traits import Said
from tests.register.same_firm.firms import phone

Alteration = Callable[[Random, Said, Said], Said]
"""The third is any other firm, for what a list may borrow from it."""

LETTERS = "abcdefghijklmnopqrstuvwxyzäöü"
NEXT_DOOR = {"Einzelunternehmen": "e. K.", "UG": "GmbH", "GmbH": "UG", "KG": "GmbH & Co. KG"}
SHORT = (
    ("straße", "str."), ("Straße", "Str."), ("Große", "Gr."), ("Alte", "Alt."),
    ("Bäckerei", "Bäck."), ("Tischlerei", "Tischl."), ("Vermögensverwaltungs", "Verm.-Verw."),
    ("Gebäudereinigung", "Gebäudereinig."), ("Versicherungsmakler", "Vers.-Makler"),
    ("Beratung", "Berat."), ("Beteiligungs", "Bet."), ("Rechtsanwalt", "RA"), ("service", "serv."),
)  # fmt: skip
FORM = re.compile(r" (UG \(haftungsbeschränkt\)|GmbH & Co\. KG|GmbH|e\. K\.|GbR|OHG|KG|AG)$")
PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
BARE = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "s", "Ä": "A", "Ö": "O", "Ü": "U"})


def typo(rng: Random, firm: Said, _other: Said) -> Said:
    return firm._replace(name=_slipped(rng, firm.name or ""))


def _slipped(rng: Random, text: str) -> str:
    """A letter left out, doubled, mistaken or exchanged with its neighbour."""
    spots = [at for at in range(1, len(text) - 1) if text[at : at + 2].isalpha()]
    if not spots:
        return text
    at = rng.choice(spots)
    a, b = text[at], text[at + 1]
    return text[:at] + rng.choice((b, a + a + b, rng.choice(LETTERS) + b, b + a)) + text[at + 2 :]


def two_typos(rng: Random, firm: Said, other: Said) -> Said:
    return typo(rng, typo(rng, firm, other), other)


def abbreviated(rng: Random, firm: Said, _other: Said) -> Said:
    """Where nothing is to be shortened, the longest word is."""
    name, street = firm.name or "", firm.street or ""
    for long, short in SHORT:
        name, street = name.replace(long, short), street.replace(long, short)
    if name == firm.name:
        longest = max(name.split(), key=len)
        name = name.replace(longest, longest[: max(4, len(longest) // 2)] + ".")
    return firm._replace(name=name, street=street)


def other_form(rng: Random, firm: Said, _other: Said) -> Said:
    """The firm was converted, or the list does not say its form. A conversion brings a number."""
    stem = FORM.sub("", firm.name or "")
    form = NEXT_DOOR.get(firm.legal_form or "")
    if form is None or rng.random() < 0.4:
        return firm._replace(name=stem, legal_form=None)
    return firm._replace(name=f"{stem} {form}", legal_form=form, register_number=None)


def umlauts(rng: Random, firm: Said, _other: Said) -> Said:
    table = rng.choice((PLAIN, BARE))
    spelt = (firm.name or "").translate(table), (firm.street or "").translate(table)
    return firm._replace(name=spelt[0], street=spelt[1])


def moved(rng: Random, firm: Said, other: Said) -> Said:
    """To where another firm is; the telephone stays with most."""
    there = {name: getattr(other, name) for name in PLACE}
    kept = firm.phone if rng.random() < 0.7 else phone(rng)
    return firm._replace(**there, phone=kept and firm.phone and kept)


PLACE = ("street", "house_number", "postcode", "latitude", "longitude")


def swapped_words(rng: Random, firm: Said, _other: Said) -> Said:
    stem = FORM.sub("", firm.name or "")
    words = stem.replace(",", "").split()
    first = rng.randrange(1, len(words)) if len(words) > 1 else 0
    swapped = " ".join(words[first:] + words[:first])
    return firm._replace(name=swapped + (firm.name or "")[len(stem) :])


def a_word_less(rng: Random, firm: Said, _other: Said) -> Said:
    words = FORM.sub("", firm.name or "").split()
    if len(words) < 3:
        return firm
    del words[rng.randrange(len(words))]
    return firm._replace(name=" ".join(words))


def a_word_more(rng: Random, firm: Said, other: Said) -> Said:
    """``Inh.`` and somebody, or what else belongs to it."""
    more = rng.choice((f"Inh. {(other.name or '').split()[-1]}", "Magdeburg", "Service", "Nord"))
    return firm._replace(name=f"{firm.name} {more}")


def written_together(rng: Random, firm: Said, _other: Said) -> Said:
    words = (firm.name or "").split()
    if len(words) < 2:
        return firm
    words[:2] = [words[0] + words[1].lower()]
    return firm._replace(name=" ".join(words))


def other_phone(rng: Random, firm: Said, _other: Said) -> Said:
    return firm._replace(phone=phone(rng))


def other_number(rng: Random, firm: Said, _other: Said) -> Said:
    """A letter behind the house number, or the next house."""
    number = firm.house_number or "1"
    digits = re.sub(r"\D", "", number)
    return firm._replace(house_number=rng.choice((digits + "a", f"{digits}-{int(digits) + 2}",
                                                  str(int(digits) + 2))))  # fmt: skip


def other_trade(rng: Random, firm: Said, other: Said) -> Said:
    return firm._replace(wz_code=other.wz_code)


ALTERATIONS: dict[Alteration, int] = {
    typo: 20, two_typos: 6, abbreviated: 12, other_form: 12, umlauts: 10, moved: 12,
    swapped_words: 10, a_word_less: 6, a_word_more: 5, written_together: 4, other_phone: 8,
    other_number: 6, other_trade: 3,
}  # fmt: skip
"""And how often."""
HOW_MANY = {1: 5, 2: 3, 3: 2}


def altered(rng: Random, firm: Said, other: Said) -> Said:
    """One to three of them, then what the other list has no column for is lost."""
    (size,) = rng.choices(list(HOW_MANY), list(HOW_MANY.values()))
    chosen = rng.choices(list(ALTERATIONS), list(ALTERATIONS.values()), k=size)
    for alteration in dict.fromkeys(chosen):
        firm = alteration(rng, firm, other)
    return delivered(rng, firm)


KEPT = {"phone": 0.6, "register_number": 0.4, "website": 0.5, "chamber_number": 0.25,
        "wz_code": 0.75, "legal_form": 0.7, "latitude": 0.6}  # fmt: skip
METRES_OFF = 0.0003


def delivered(rng: Random, firm: Said) -> Said:
    """As another office's list has it: gaps, and coordinates of another surveyor."""
    lost = {name: None for name, share in KEPT.items() if rng.random() >= share}
    firm = firm._replace(**lost)
    if firm.latitude is None or firm.longitude is None:
        return firm._replace(latitude=None, longitude=None)
    return firm._replace(
        latitude=firm.latitude + rng.gauss(0, METRES_OFF),
        longitude=firm.longitude + rng.gauss(0, METRES_OFF),
    )
