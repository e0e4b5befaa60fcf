"""Files of which nothing goes in."""

import gzip
from datetime import date

from crm.register.sources.ihk_berlin import NEEDED
from tests.register.broken.fault import Fault
from tests.register.broken.makers import (
    HEADER,
    ROW,
    csv_of,
    packed,
    with_entry,
    with_sheet,
    workbook,
)  # fmt: skip
from tests.register.broken.old_excel import SIGNATURE, locked_workbook, old_workbook
from tests.register.broken.open_document import locked_document

DAMAGED = (
    "Die Arbeitsmappe ist beschädigt. Bitte in der Tabellenkalkulation öffnen und neu speichern."
)
LARGE = (
    "Die Arbeitsmappe ist zu groß. Bitte die Tabelle als CSV (UTF-8) speichern und diese Datei"
    " einlesen."
)
EMPTY = "Die Datei ist leer."
NO_TEXT = "Das ist keine Textdatei. Bitte speichern Sie sie zuerst als CSV (UTF-8)."
LACKS = "Das ist keine Datei der Quelle IHK Berlin: in der Kopfzeile fehlt "
LACKS_ALL = f"{LACKS}{', '.join(name for name in HEADER if name in NEEDED)}."
TWICE = "Die Kopfzeile nennt eine Spalte doppelt: city."
NO_SHEET = "Kein sichtbares Blatt der Arbeitsmappe hat die Kopfzeile von IHK Berlin."
BINARY = (
    "Das ist eine binäre Arbeitsmappe (XLSB). Bitte zuerst als XLSX oder CSV (UTF-8) speichern."
)
NEVER_CLOSED = "Das Anführungszeichen, das in Zeile 2 beginnt, wird nie geschlossen."
LOCKED = "Die Arbeitsmappe ist mit einem Kennwort geschützt. Bitte zuerst ohne Kennwort speichern."
OTHER_KIND = (
    "Das ist %s und keine Tabelle. Bitte speichern Sie die Tabelle als XLSX oder CSV (UTF-8)."
)
NO_BOOK = (
    "Dieses Archiv enthält keine Arbeitsmappe. Bitte speichern Sie die Tabelle als XLSX oder CSV"
    " (UTF-8) und lesen Sie diese ein."
)
TO_COME = "Der Tag 01.01.2999 liegt noch in der Zukunft."
LONG_AGO = "Der Tag 01.01.1492 liegt vor allen Registern."
PAGE = b"<html><table><tr><td>opendata_id</td></tr></table></html>"
SOUND = workbook(HEADER, ROW)
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'

TEXTS = [
    Fault("a file of no bytes", b"", EMPTY),
    Fault("blank lines alone", b"\n\r\n  \n", EMPTY),
    Fault("a mark of UTF-8 and nothing else", b"\xef\xbb\xbf", EMPTY),
    Fault("a file of zero bytes", bytes(100), NO_TEXT),
    Fault("a zero byte among the words", csv_of().replace("ä", "\0").encode(), NO_TEXT),
    Fault("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", NO_TEXT),
    Fault("a file packed by gzip", gzip.compress(csv_of().encode(), mtime=0), NO_TEXT),
    Fault("bytes that no encoding has", b"a;b\n\x81\x8d\x8f\n", NO_TEXT),
    Fault("UTF-16 cut within a character", "opendata".encode("utf-16") + b"\0", NO_TEXT),
    Fault("UTF-16 without its mark", csv_of().encode("utf-16-le"), NO_TEXT),
    Fault("JSON", b'[{"opendata_id": "755150660"}]', OTHER_KIND % "JSON"),
    Fault("a PDF", b"%PDF-1.7\n1 0 obj\n", OTHER_KIND % "PDF"),
    Fault("another register", b"a;b;c\n1;2;3\n", LACKS_ALL),
    Fault("a register without its header", (";".join(ROW) + "\n").encode(), LACKS_ALL),
    Fault("columns parted by bars", csv_of(delimiter="|").encode(), LACKS_ALL),
    Fault("another CSV named .xlsx", b"a;b\n1;2\n", LACKS_ALL, file_name="firms.xlsx"),
    Fault("a web page named .xls", PAGE, OTHER_KIND % "HTML/XML", file_name="firms.xls"),
    Fault("no column of ids", csv_of(HEADER[1:], ROW[1:]).encode(), f"{LACKS}opendata_id."),
    Fault("two columns of one name", csv_of([*HEADER, "city"], [*ROW, "Berlin"]).encode(), TWICE),
    Fault("a sound file of a day to come", csv_of().encode(), TO_COME, as_of=date(2999, 1, 1)),
    Fault("a sound file of long ago", csv_of().encode(), LONG_AGO, as_of=date(1492, 1, 1)),
    Fault(
        "a quotation mark that nothing closes", csv_of(row=['"', *ROW[1:]]).encode(), NEVER_CLOSED
    ),
]
WORKBOOKS = [
    Fault("a workbook cut short", SOUND[:3000], DAMAGED),
    Fault("a workbook without its last bytes", SOUND[:-9], DAMAGED),
    Fault("a damaged XLSX named .csv", SOUND[:500], DAMAGED, file_name="firms.csv"),
    Fault("an XLS cut short", SIGNATURE + bytes(5000), DAMAGED),
    Fault("a text in an archive", packed({"a.txt": b"a;b"}), NO_BOOK),
    Fault("a Word document", packed({"word/document.xml": b"<w/>"}), NO_BOOK),
    Fault("an archive with a path that leads out of it", with_entry("../../etc/x", b""), DAMAGED),
    Fault("an archive with the letter of a drive", with_entry("C:x", b""), DAMAGED),
    Fault(
        "a few kilobytes that unfold to fifty megabytes",
        with_entry("xl/media/x", bytes(50 << 20)),
        LARGE,
    ),
    Fault("more than a thousand parts", packed({f"x{n}": b"" for n in range(1001)}), LARGE),
    Fault("a single cell in XFD1048576", with_sheet(b'r="T2"', b'r="XFD1048576"'), LARGE),
    Fault("a single cell in row 1048576", with_sheet(b'r="T2"', b'r="T1048576"'), LARGE),
    Fault("XML that multiplies itself", with_sheet(b"<worksheet", BOMB + b"<worksheet"), DAMAGED),
    Fault("cells without a place", with_sheet(b' r="B2"', b""), DAMAGED),
    Fault("a locked XLSX", locked_workbook(), LOCKED, file_name="firms.xlsx"),
    Fault("a locked XLSX named .csv", locked_workbook(), LOCKED),
    Fault("a locked XLS", old_workbook(HEADER, ROW, locked=True), LOCKED),
    Fault("a locked ODS", locked_document(), LOCKED, file_name="firms.ods"),
    Fault("a binary workbook (XLSB)", with_entry("xl/workbook.bin", b""), BINARY),
    Fault(
        "a sheet that calls itself a picture", with_entry("xl/x.png", b'<c r="XFD1048576"/>'), LARGE
    ),
    Fault("an empty sheet", workbook(), NO_SHEET),
    Fault(
        "a workbook whose table is on a hidden sheet", workbook(HEADER, ROW, hidden=True), NO_SHEET
    ),
    Fault(
        "a workbook with another table", workbook(["Jahr", "Betriebe"], ["2018", "12"]), NO_SHEET
    ),
    Fault("a workbook without ids", workbook(HEADER[1:], ROW[1:]), f"{LACKS}opendata_id."),
    Fault("a workbook with two cities", workbook([*HEADER, "city"]), TWICE),
    Fault("an ODS of nothing", packed({"content.xml": b""}), DAMAGED),
    Fault("an ODS that multiplies itself", packed({"content.xml": BOMB + b"<x>&b;</x>"}), DAMAGED),
]
WHOLE = TEXTS + WORKBOOKS
