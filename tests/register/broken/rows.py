"""One row makes no sense; the other one goes in."""

from collections.abc import Mapping

from tests.register.broken.fault import Fault, row_fault, two_rows
from tests.register.broken.makers import ROW

FIRM = {
    "Nr": "1", "Firma": "Bäckerei Lüdecke", "PLZ": "39104", "Ort": "Magdeburg",
    "Mitarbeiter": "12", "Gegründet": "", "WZ": "10.71",
}  # fmt: skip
ROOFER = FIRM | {"Nr": "2", "Firma": "Dach", "Mitarbeiter": "3", "WZ": ""}
NOTICE = {
    "Anzeige": "Anmeldung", "Eingetragener Name": "Dach GmbH",
    "Anschrift der Betriebsstätte": "Breiter Weg 1", "PLZ": "39104", "Ort": "Magdeburg",
    "Tätigkeit": "Dachdecker", "Datum": "30.05.2023",
}  # fmt: skip
OTHER_NOTICE = NOTICE | {"Eingetragener Name": "Bäckerei Lüdecke GmbH"}


def table_fault(name: str, column: str, cell: str, sentence: str) -> Fault:
    content = text_of(FIRM, ROOFER | {column: cell})
    return Fault(name, content, sentence, "table", column)


def notice_fault(name: str, column: str, cell: str, sentence: str) -> Fault:
    content = text_of(OTHER_NOTICE, NOTICE | {column: cell})
    return Fault(name, content, sentence, "notices", column)


def text_of(*rows: Mapping[str, str]) -> bytes:
    lines = [rows[0].keys(), *(row.values() for row in rows)]
    return "".join(";".join(line) + "\n" for line in lines).encode()


ROUNDED = (
    "Eine Tabellenkalkulation hat diese Nummer gerundet; die richtige ist verloren. Bitte nehmen"
    " Sie die Originaldatei."
)
NO_SUCH_DAY = "Diesen Tag gibt es im Kalender nicht."
NO_SUCH_CODE = "Diesen Code gibt es in der WZ 2008 nicht."
NOT_STORED = (
    "Das Ergebnis der Formel in %s ist nicht gespeichert. Öffnen Sie die Datei in einer"
    " Tabellenkalkulation und speichern Sie sie dort."
)
ROWS = [
    row_fault(
        "an id in E-notation",
        "opendata_id",
        "9,43032E+11",
        ROUNDED,
    ),
    row_fault("no id", "opendata_id", "", "Die Nummer fehlt."),
    row_fault("an id of letters", "opendata_id", "DE-4712", "Eine Nummer besteht nur aus Ziffern."),
    row_fault(
        "another town",
        "city",
        "Potsdam",
        (
            "Dieses Unternehmen sitzt nicht in Berlin. Ist es weggezogen, tragen "
            "Sie sein Ende auf der Seite des Unternehmens ein."
        ),
    ),
    row_fault(
        "a postcode without its zero",
        "postcode",
        "1067",
        ("Eine Postleitzahl hat fünf Ziffern. Tabellenprogramme lassen eine führende Null weg."),
    ),
    row_fault(
        "a postcode of another city",
        "postcode",
        "39104",
        "Diese Postleitzahl gehört nicht zu Berlin.",
    ),
    row_fault(
        "a district misspelt",
        "Bezirk",
        "Marzahn-Hellersdrof",
        (
            "Berlin hat keinen Stadtteil „Marzahn-Hellersdrof“. Am ähnlichsten ist "
            "„Marzahn-Hellersdorf“."
        ),
    ),
    row_fault(
        "a size band of nobody",
        "employees_range",
        "viele",
        "Das ist keine der Größenklassen der Kammern.",
    ),
    row_fault("no such sector", "nace_id", "9999", NO_SUCH_CODE),
    row_fault("a sector in words", "nace_id", "Bäckerei", NO_SUCH_CODE),
    row_fault("an age in words", "business_age", "alt", "Das ist kein Alter in Jahren."),
    row_fault(
        "a latitude beyond the pole", "latitude", "95", "Der Wert muss zwischen -90 und 90 liegen."
    ),
    row_fault("a longitude in words", "longitude", "Ost", "Das ist keine Zahl."),
    Fault(
        "a row too short",
        two_rows(ROW[:-3]),
        "Die Zeile hat 17 Zellen, die Kopfzeile 20.",
        column="",
    ),
    Fault(
        "a row too long",
        two_rows([*ROW, "x", "y"]),
        "Die Zeile hat 22 Zellen, die Kopfzeile 20.",
        column="",
    ),
    Fault(
        "an id twice",
        two_rows(["4711", *ROW[1:]]),
        "Diese Nummer hat schon Zeile 2.",
        column="opendata_id",
    ),
    table_fault("a firm without a name", "Firma", "", "Wie heißt das Unternehmen?"),
    table_fault(
        "31 February",
        "Gegründet",
        "31.02.2001",
        NO_SUCH_DAY,
    ),
    table_fault(
        "a year of two digits",
        "Gegründet",
        "1.2.03",
        ("Das Jahr kann 1903 oder 2003 sein. Bitte schreiben Sie es mit vier Ziffern."),
    ),
    table_fault(
        "founded tomorrow",
        "Gegründet",
        "1.1.2999",
        "01.01.2999 liegt nach dem 31.05.2023, dem Stand der Datei.",
    ),
    table_fault(
        "founded before 1800",
        "Gegründet",
        "1.1.1492",
        "01.01.1492 liegt vor dem Jahr 1800.",
    ),
    table_fault(
        "a day in words",
        "Gegründet",
        "Ostern",
        "Das ist kein Tag. Bitte schreiben Sie ihn wie 23.11.2026.",
    ),
    table_fault(
        "a serial of no day",
        "Gegründet",
        "9999999",
        "Das ist kein Tag. Bitte schreiben Sie ihn wie 23.11.2026.",
    ),
    table_fault(
        "staff in words",
        "Mitarbeiter",
        "einige",
        "Weder eine Zahl noch eine Größenklasse wie 10 - 19.",
    ),
    table_fault(
        "a number rounded",
        "Nr",
        "9,43E+11",
        ROUNDED,
    ),
    table_fault(
        "a row of Halle",
        "Ort",
        "Halle",
        (
            "Dieses Unternehmen sitzt nicht in Magdeburg. Ist es weggezogen, "
            "tragen Sie sein Ende auf der Seite des Unternehmens ein."
        ),
    ),
    table_fault(
        "four digits of a postcode",
        "PLZ",
        "6108",
        ("Eine Postleitzahl hat fünf Ziffern. Tabellenprogramme lassen eine führende Null weg."),
    ),
    table_fault(
        "a code of two readings",
        "WZ",
        "1610",
        (
            "1610 kann 16.10 Säge-, Hobel- und Holzimprägnierwerke oder 01.61.0 Erbringung von"
            " landwirtschaftlichen Dienstleistungen für den Pflanzenbau sein. Bitte schreiben Sie"
            " den Code mit Punkten."
        ),
    ),
    notice_fault(
        "a notice of a day to come",
        "Datum",
        "01.06.2023",
        "01.06.2023 liegt nach dem 31.05.2023, dem Stand der Datei.",
    ),
]
