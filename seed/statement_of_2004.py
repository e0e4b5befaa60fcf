"""What the administration's statement S0037/04 of 11 February 2004 names: days, titles, partners.

What the statement does not say (who the firms are, who asked what) is made up.
"""

from datetime import date
from typing import NamedTuple

from crm.enums import InteractionKind, PartnerKind

KIND = InteractionKind
FIRST, LAST = date(2001, 1, 8), date(2004, 3, 31)
"""Of what is written down here."""
ADVISORS = (
    ("Regine Hentschel", "bestandsbetreuung", True),
    ("Lothar Weidner", "bestandsbetreuung", False),
    ("Sabine Mehlhorn", "bestandsbetreuung", False),
    ("Gerd Ackermann", "akquise", True),
    ("Kerstin Jahnke", "akquise", False),
)
"""Name, team, whether they lead it."""
TRADE_OFFICE = "Ordnungsamt, Bereich Gewerbeangelegenheiten"
CRAFT_CHAMBER, CRAFT_ASSOCIATION = "Handwerkskammer", "Kreishandwerkerschaft"
CITIZENS_OFFICES = ("Bürgerbüro Mitte", "Bürgerbüro Nord", "Bürgerbüro Süd", "Bürgerbüro West")
PARTNERS = {
    CRAFT_CHAMBER: PartnerKind.CHAMBER,
    CRAFT_ASSOCIATION: PartnerKind.ASSOCIATION,
    "Industrie- und Handelskammer": PartnerKind.CHAMBER,
    TRADE_OFFICE: PartnerKind.TRADE_OFFICE,
    **dict.fromkeys(CITIZENS_OFFICES, PartnerKind.CITIZENS_OFFICE),
}


class Day(NamedTuple):
    kind: InteractionKind
    on: date
    title: str
    guests: int
    until: date | None = None
    partners: tuple[str, ...] = ()


CONSULTING_DAYS = (date(2003, 9, 18), date(2003, 12, 4), date(2004, 2, 5))
"""EGO-Sprechtage; both teams are there."""
GATHERINGS = (
    Day(KIND.FORUM, date(2003, 5, 15), "Wirtschaftsforum Innenstadt", 9),
    Day(KIND.FORUM, date(2003, 11, 6), "Wirtschaftsforum Handwerk", 11, None, (CRAFT_CHAMBER,)),
    Day(KIND.ROUND_TABLE, date(2003, 3, 4), "Unternehmerstammtisch", 5),
    Day(KIND.ROUND_TABLE, date(2003, 9, 2), "Unternehmerstammtisch", 6),
    Day(KIND.ROUND_TABLE, date(2004, 1, 6), "Unternehmerstammtisch", 7),
    Day(KIND.FAIR, date(2004, 2, 27), "Dialogmesse „Business to Dialog“", 8, date(2004, 2, 28)),
)
CAMPAIGN = "Gemeinsame Maßnahme der Bestandsbetreuung mit dem Handwerk"
CAMPAIGN_GOAL = (
    "Mit Handwerkskammer und Kreishandwerkerschaft die Handwerksbetriebe ansprechen, deren"
    " durchschnittliche Größe bei sechs Beschäftigten liegt."
)
CAMPAIGN_DAYS = date(2001, 1, 1), date(2003, 12, 31)
BROCHURE, EDITION, PRINTED = "Wir für Unternehmen", "Anfang 2004", 3_000
HANDOUTS = (
    (date(2004, 1, 12), TRADE_OFFICE, 400),
    (date(2004, 2, 16), TRADE_OFFICE, 300),
    *((date(2004, 3, 22), name, 150) for name in CITIZENS_OFFICES),
)
"""First to the Ordnungsamt; after the trial to the Bürgerbüros."""
ASKED = (
    (date(2004, 1, 20), "financing", "Zuschuss für eine neue Maschine"),
    (date(2004, 1, 29), "financing", "Bürgschaft für die Übernahme der Werkstatt"),
    (date(2004, 2, 12), "permits", "Schild an der Fassade"),
    (date(2004, 2, 24), "financing", "Öffentliche Hilfen für den ersten Lehrling"),
    (date(2004, 3, 5), "space", "Halle in der Nähe der Werkstatt"),
    (date(2004, 3, 16), "financing", "Darlehen für den Umbau des Ladens"),
)
"""Asked because of the brochure: day, topic, words."""
FORWARDED = (
    (date(2003, 10, 14), "traffic", "Baustelle vor dem Geschäft"),
    (date(2003, 12, 22), "permits", "Stände auf dem Gehweg"),
    (date(2004, 2, 18), "taxes_fees", "Gebühr für die Sondernutzung"),
)
"""Forwarded by citizens' offices."""
FOUNDERS = ("Anja Pretzsch", "Dirk Ullmann", "Heike Sommerlatte", "Mario Zander", "Ute Kolbe")
