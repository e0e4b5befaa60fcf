"""One row makes no sense; the other one goes in."""

from tests.register.broken.fault import Fault, row_fault, two_rows
from tests.register.broken.makers import ROW

TABLE = "Nr;Firma;PLZ;Ort;Mitarbeiter;Gegründet\n1;Bäckerei Lüdecke;39104;Magdeburg;12;\n"


def table_fault(name: str, row: str, column: str, sentence: str) -> Fault:
    return Fault(name, (TABLE + row + "\n").encode(), sentence, "table", column)


ROWS = [
    row_fault(
        "an id in E-notation",
        "opendata_id",
        "9,43032E+11",
        (
            "Eine Tabellenkalkulation hat diese Nummer gerundet; die richtige ist "
            "verloren. Bitte nehmen Sie die Originaldatei."
        ),
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
    row_fault("no such sector", "nace_id", "9999", "Diesen Code gibt es in der WZ 2008 nicht."),
    row_fault(
        "a sector in words", "nace_id", "Bäckerei", "Diesen Code gibt es in der WZ 2008 nicht."
    ),
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
    table_fault(
        "a firm without a name", "2;;39104;Magdeburg;3;", "Firma", "Wie heißt das Unternehmen?"
    ),
    table_fault(
        "31 February",
        "2;Dach;39104;Magdeburg;3;31.02.2001",
        "Gegründet",
        "Diesen Tag gibt es im Kalender nicht.",
    ),
    table_fault(
        "a year of two digits",
        "2;Dach;39104;Magdeburg;3;1.2.03",
        "Gegründet",
        ("Das Jahr kann 1903 oder 2003 sein. Bitte schreiben Sie es mit vier Ziffern."),
    ),
    table_fault(
        "founded tomorrow",
        "2;Dach;39104;Magdeburg;3;1.1.2999",
        "Gegründet",
        "01.01.2999 liegt nach dem 31.05.2023, dem Stand der Datei.",
    ),
    table_fault(
        "founded before 1800",
        "2;Dach;39104;Magdeburg;3;1.1.1492",
        "Gegründet",
        "01.01.1492 liegt vor dem Jahr 1800.",
    ),
    table_fault(
        "a day in words",
        "2;Dach;39104;Magdeburg;3;Ostern",
        "Gegründet",
        "Das ist kein Tag. Bitte schreiben Sie ihn wie 23.11.2026.",
    ),
    table_fault(
        "a serial of no day",
        "2;Dach;39104;Magdeburg;3;9999999",
        "Gegründet",
        "Das ist kein Tag. Bitte schreiben Sie ihn wie 23.11.2026.",
    ),
    table_fault(
        "staff in words",
        "2;Dach;39104;Magdeburg;einige;",
        "Mitarbeiter",
        "Weder eine Zahl noch eine Größenklasse wie 10 - 19.",
    ),
    table_fault(
        "a number rounded",
        "9,43E+11;Dach;39104;Magdeburg;3;",
        "Nr",
        (
            "Eine Tabellenkalkulation hat diese Nummer gerundet; die richtige ist "
            "verloren. Bitte nehmen Sie die Originaldatei."
        ),
    ),
    table_fault(
        "a row of Halle",
        "2;Dach;06108;Halle;3;",
        "Ort",
        (
            "Dieses Unternehmen sitzt nicht in Magdeburg. Ist es weggezogen, "
            "tragen Sie sein Ende auf der Seite des Unternehmens ein."
        ),
    ),
    table_fault(
        "four digits of a postcode",
        "2;Dach;6108;Magdeburg;3;",
        "PLZ",
        ("Eine Postleitzahl hat fünf Ziffern. Tabellenprogramme lassen eine führende Null weg."),
    ),
]
