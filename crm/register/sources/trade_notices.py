"""Notices of the trade office: a business begins, changes or ends (GewA 1, 2 and 3).

The columns are the fields of the forms in the annexes of the Gewerbeanzeigeverordnung; there is no
prescribed file of them. What the forms ask of people (birth, nationality, home) is not read and
not kept. XGewerbeanzeige is not read: its schema is only to be had by registered parties.
"""

import hashlib
from collections.abc import Mapping
from datetime import date

from crm.enums import N_, Chamber, EndReason, SizeBand
from crm.register.address import house_and_street
from crm.register.cells import day, postcode, refusal, text
from crm.register.firm import Firm, Place, SizeAndSector
from crm.register.source import Cells, Notice, Source
from crm.rules.fold import fold

COLUMNS = (
    "Anzeige", "Eingetragener Name", "Registereintrag", "Familienname", "Vornamen",
    "Anschrift der Betriebsstätte", "PLZ", "Ort", "Frühere Anschrift", "Frühere PLZ", "Telefon",
    "E-Mail", "Internet", "Tätigkeit", "Neue Tätigkeit", "Nebenerwerb", "Datum", "Art des Betriebs",
    "Vollzeit", "Teilzeit", "Grund",
)  # fmt: skip
NEEDED = frozenset({"Anzeige", "Anschrift der Betriebsstätte", "PLZ", "Tätigkeit", "Datum"})
BEGINS, CHANGES, ENDS = "anmeldung", "ummeldung", "abmeldung"
KINDS: Mapping[str, str] = {
    "gewa 1": BEGINS, "gewa1": BEGINS, "anmeldung": BEGINS, "gewerbeanmeldung": BEGINS,
    "gewa 2": CHANGES, "gewa2": CHANGES, "ummeldung": CHANGES, "gewerbeummeldung": CHANGES,
    "gewa 3": ENDS, "gewa3": ENDS, "abmeldung": ENDS, "gewerbeabmeldung": ENDS,
}  # fmt: skip
REASONS: Mapping[str, EndReason] = {
    "insolvenz": EndReason.INSOLVENCY,
    "verlegung": EndReason.MOVED_AWAY,
    "aufgabe": EndReason.CLOSED,
}
"""A word of the reason -> why it ended; the first that occurs."""
PARTNER_LEFT = "gesellschafteraustritt"
YES = frozenset({"ja", "j", "x", "1", "true"})
IN_GERMANY = range(1_000, 100_000)


def key(cells: Cells) -> str:
    """The forms have no id of the firm: its name and where it was tell it from others."""
    street = text(cells, "Frühere Anschrift") or text(cells, "Anschrift der Betriebsstätte")
    code = text(cells, "Frühere PLZ") or text(cells, "PLZ")
    told = "\x1f".join(fold(words or "") for words in (_name(cells), street, code))
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def _name(cells: Cells) -> str:
    people = [text(cells, column) for column in ("Vornamen", "Familienname")]
    name = text(cells, "Eingetragener Name") or " ".join(filter(None, people))
    if not name:
        raise refusal(cells, "Eingetragener Name", N_("What is the firm called?"))
    return name


def _kind(cells: Cells) -> str:
    words = fold(cells.get("Anzeige", ""))
    if words not in KINDS:
        message = N_("Neither Anmeldung nor Ummeldung nor Abmeldung (GewA 1, 2, 3).")
        raise refusal(cells, "Anzeige", message)
    return KINDS[words]


def notice(cells: Cells, as_of: date) -> Notice:
    kind, when = _kind(cells), day(cells, "Datum", as_of)
    if when is None:
        raise refusal(cells, "Datum", N_("The day is missing."))
    if kind == ENDS:
        return Notice(when, end=_reason(cells))
    moved = kind == CHANGES and text(cells, "Frühere Anschrift") is not None
    return Notice(when, moved=moved)


def _reason(cells: Cells) -> EndReason:
    words = fold(cells.get("Grund", ""))
    if PARTNER_LEFT in words:
        message = N_("A partner has left and the firm goes on: nothing changes here.")
        raise refusal(cells, "Grund", message)
    found = (reason for word, reason in REASONS.items() if word in words)
    return next(found, EndReason.UNKNOWN)


def firm(cells: Cells, as_of: date) -> Firm:
    street, number = house_and_street(text(cells, "Anschrift der Betriebsstätte"))
    return Firm(
        chamber=Chamber.UNKNOWN,
        name=_name(cells),
        register_number=text(cells, "Registereintrag"),
        place=Place(
            street=street,
            house_number=number,
            postcode=postcode(cells, "PLZ", "", IN_GERMANY),
            city=text(cells, "Ort"),
        ),
        fact=SizeAndSector(_band(cells)),
        is_craft="handwerk" in fold(cells.get("Art des Betriebs", "")),
        is_sideline=fold(cells.get("Nebenerwerb", "")) in YES,
        phone=text(cells, "Telefon"),
        email=text(cells, "E-Mail"),
        website=text(cells, "Internet"),
        description=text(cells, "Neue Tätigkeit") or text(cells, "Tätigkeit"),
        founded_on=day(cells, "Datum", as_of) if _kind(cells) == BEGINS else None,
    )


def _band(cells: Cells) -> SizeBand:
    """Full-time and part-time, without the owner; unknown where neither is said."""
    said = [words for column in ("Vollzeit", "Teilzeit") if (words := text(cells, column))]
    if not said:
        return SizeBand.UNKNOWN
    for column in ("Vollzeit", "Teilzeit"):
        words = text(cells, column)
        if words and not words.isdecimal():
            raise refusal(cells, column, N_("This is not a whole number."))
    return SizeBand.of_headcount(sum(map(int, said)))


SOURCE = Source(
    name="trade-notices",
    title="Gewerbeanzeigen",
    city="",
    columns=COLUMNS,
    needed=NEEDED,
    key_column="Eingetragener Name",
    key=key,
    has_ids=False,
    firm=firm,
    column_of={
        "name": "Eingetragener Name",
        "street": "Anschrift der Betriebsstätte",
        "postcode": "PLZ",
        "founded_on": "Datum",
    },
    names_beginners=False,
    recognises=True,
    keeps_all=False,
    notice=notice,
    is_of_events=True,
)
