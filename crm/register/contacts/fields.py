"""What a column of a list of contacts can be, and by which words people head it."""

import re

from crm.enums import N_
from crm.register.mapping.fields import FIRM_FIELDS, Field

OF_FIRMS = {field.name: field for field in FIRM_FIELDS}
DAY_WRITTEN = re.compile(r"\d{1,2}\. ?\d{1,2}\. ?\d{4}.*|\d{4}-\d{1,2}-\d{1,2}.*")

CONTACT_FIELDS = (
    Field(
        "day", N_("Day"),
        ("datum", "tag", "am", "besuchsdatum", "besuchstag", "termin", "kontaktdatum",
         "gespraechsdatum", "datum des besuchs", "date", "day", "visited on", "date of visit"),
        DAY_WRITTEN,
    ),
    OF_FIRMS["name"],
    Field(
        "number", N_("Number in a register or list"),
        ("firmennummer", "firmennr", "betriebsnummer", "betriebsnr", "kammernummer", "ihk nummer",
         "handelsregister", "registernummer", "hrb", "handelsregisternummer", "hr nummer",
         "register number", "company number", "firm number"),
        re.compile(r"(HR[AB]|GnR|VR|PR) ?\d+.*", re.IGNORECASE),
    ),
    *(OF_FIRMS[name] for name in
      ("street", "house_number", "address", "postcode", "city", "postcode_and_city")),
    Field(
        "advisor", N_("Advisor"),
        ("berater", "beraterin", "berater in", "mitarbeiter", "mitarbeiterin", "bearbeiter",
         "bearbeiterin", "betreuer", "betreuerin", "kollege", "durch", "wer", "von uns",
         "zustaendig", "ansprechpartner bei uns", "unser ansprechpartner", "advisor", "adviser",
         "by", "colleague", "staff"),
    ),
    Field(
        "kind", N_("Kind of contact"),
        ("art", "kontaktart", "art des kontakts", "anlass", "kontakt", "besuchsart", "kind",
         "type", "kind of contact", "contact type"),
    ),
    Field(
        "topics", N_("Topics"),
        ("thema", "themen", "betreff", "gegenstand", "schlagwort", "schlagworte", "topic",
         "topics", "subject"),
    ),
    Field(
        "minutes", N_("Duration"),
        ("dauer", "minuten", "dauer min", "dauer in minuten", "zeit", "duration", "minutes",
         "length"),
    ),
    Field(
        "notes", N_("Notes"),
        ("notiz", "notizen", "bemerkung", "bemerkungen", "inhalt", "ergebnis", "protokoll",
         "anmerkung", "text", "gespraechsnotiz", "note", "notes", "remarks", "comment", "result"),
    ),
    Field(
        "people", N_("Who took part from the firm"),
        ("teilnehmer", "teilnehmende", "ansprechpartner", "ansprechpartnerin", "gespraechspartner",
         "gespraechspartnerin", "person", "personen", "kontaktperson", "participants", "met",
         "contact person", "people"),
    ),
)  # fmt: skip
