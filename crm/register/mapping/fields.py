"""What a column of a table of firms can be, and by which words people head it."""

import re
from typing import NamedTuple

from crm.enums import N_


class Field(NamedTuple):
    name: str
    label: str
    words: tuple[str, ...]
    """Folded; German and English."""
    looks: re.Pattern[str] | None = None
    """What nearly every cell of such a column matches."""


def _looks(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


FIRM_FIELDS = (
    Field(
        "key", N_("Number in the list"),
        ("nummer", "nr", "lfd nr", "id", "betriebsnummer", "betriebs nr", "mitgliedsnummer",
         "kammernummer", "rollennummer", "number", "member number", "plant number"),
    ),
    Field(
        "name", N_("Name of the firm"),
        ("firma", "name", "firmenname", "unternehmen", "betrieb", "firmenbezeichnung",
         "eingetragener name", "company", "company name", "firm", "business name"),
    ),
    Field("legal_form", N_("Legal form"), ("rechtsform", "legal form")),
    Field(
        "register_number", N_("Register number"),
        ("handelsregister", "registernummer", "hrb", "hr nummer", "handelsregisternummer",
         "register number"),
        _looks(r"(HR[AB]|GnR|VR|PR) ?\d+.*"),
    ),
    Field("street", N_("Street"), ("strasse", "str", "street")),
    Field("house_number", N_("House number"), ("hausnummer", "hausnr", "hnr", "house number")),
    Field(
        "address", N_("Street and house number"),
        ("anschrift", "adresse", "strasse", "str", "street", "strasse hausnummer",
         "strasse und hausnummer", "strasse nr", "address", "betriebsstaette"),
        _looks(r"[^\d@]{4,} \d+ ?[a-z]?( ?[-/] ?\d+ ?[a-z]?)?"),
    ),
    Field("postcode", N_("Postcode"), ("plz", "postleitzahl", "postcode", "zip"),
          _looks(r"\d{5}")),
    Field("city", N_("Town"), ("ort", "stadt", "wohnort", "city", "town")),
    Field(
        "postcode_and_city", N_("Postcode and town"), ("plz ort", "plz und ort"),
        _looks(r"\d{5} \D+"),
    ),
    Field("neighbourhood", N_("Neighbourhood"), ("quartier", "ortslage", "neighbourhood")),
    Field("district", N_("District"), ("stadtteil", "bezirk", "ortsteil", "district")),
    Field("phone", N_("Telephone"),
          ("telefon", "tel", "rufnummer", "telefonnummer", "fon", "phone", "telephone"),
          _looks(r"(\+|0)[\d /().-]{5,}")),
    Field("email", N_("E-mail"), ("e mail", "email", "mail", "e mail adresse"),
          _looks(r"\S+@\S+\.\S+")),
    Field("website", N_("Website"), ("internet", "homepage", "webseite", "website", "web", "url"),
          _looks(r"(https?://|www\.)\S+")),
    Field("founded_on", N_("Founded on"),
          ("gruendung", "gruendungsdatum", "gegruendet", "beginn", "eintragung", "founded",
           "eintragungsdatum", "seit", "start")),
    Field("employees", N_("Employees"),
          ("mitarbeiter", "beschaeftigte", "anzahl mitarbeiter", "ma", "employees", "headcount",
           "mitarbeiterzahl", "groessenklasse")),
    Field("wz_2008", N_("WZ code (2008)"),
          ("wz", "wz code", "wz 2008", "wz2008", "wirtschaftszweig", "nace", "branchenschluessel"),
          _looks(r"\d{2}\.\d{1,2}(\.\d)?")),
    Field("wz_2025", N_("WZ code (2025)"), ("wz 2025", "wz2025")),
    Field("description", N_("What it does"),
          ("gewerk", "taetigkeit", "branche", "handwerk", "beschreibung", "gewerbe", "beruf",
           "trade", "sector", "description", "gegenstand")),
)  # fmt: skip
PLACE = ("street", "address", "postcode", "city", "postcode_and_city", "neighbourhood", "district")
