"""Files of which nothing goes in."""

import gzip
from datetime import date

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
LACKS_ALL = f"{LACKS}opendata_id, city, postcode, latitude, longitude, nace_id, "
TWICE = "Die Kopfzeile nennt eine Spalte doppelt: city."
NO_SHEET = "Kein sichtbares Blatt der Arbeitsmappe hat die Kopfzeile von IHK Berlin."
BINARY = (
    "Das ist eine binäre Arbeitsmappe (XLSB). Bitte zuerst als XLSX oder CSV (UTF-8) speichern."
)
NEVER_CLOSED = "Das Anführungszeichen, das in Zeile 2 beginnt, wird nie geschlossen."
LOCKED = "Die Arbeitsmappe ist mit einem Kennwort geschützt. Bitte zuerst ohne Kennwort speichern."
TO_COME = "Der Tag 01.01.2999 liegt noch in der Zukunft."
LONG_AGO = "Der Tag 01.01.1492 liegt vor allen Registern."
PAGE = b"<html><table><tr><td>opendata_id</td></tr></table></html>"
SOUND = workbook(HEADER, ROW)
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'

TEXTS = [
    Fault("nothing", b"", EMPTY),
    Fault("blank lines", b"\n\r\n  \n", EMPTY),
    Fault("a mark of UTF-8 and nothing else", b"\xef\xbb\xbf", EMPTY),
    Fault("zero bytes", bytes(100), NO_TEXT),
    Fault("a zero byte among the words", csv_of().replace("ä", "\0").encode(), NO_TEXT),
    Fault("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", NO_TEXT),
    Fault("packed by gzip", gzip.compress(csv_of().encode(), mtime=0), NO_TEXT),
    Fault("bytes no code page has", b"a;b\n\x81\x8d\x8f\n", NO_TEXT),
    Fault("half of UTF-16", "opendata".encode("utf-16") + b"\0", NO_TEXT),
    Fault("UTF-16 without its mark", csv_of().encode("utf-16-le"), NO_TEXT),
    Fault("JSON", b'{"opendata_id": "755150660"}', LACKS_ALL),
    Fault("another register", b"a;b;c\n1;2;3\n", LACKS_ALL),
    Fault("no header", (";".join(ROW) + "\n").encode(), LACKS_ALL),
    Fault("columns parted by bars", csv_of(delimiter="|").encode(), LACKS_ALL),
    Fault("a text named as a workbook", b"a;b\n1;2\n", LACKS_ALL, file_name="firms.xlsx"),
    Fault("a web page named as a workbook", PAGE, LACKS_ALL, file_name="firms.xls"),
    Fault("no column of ids", csv_of(HEADER[1:], ROW[1:]).encode(), f"{LACKS}opendata_id."),
    Fault("two columns of one name", csv_of([*HEADER, "city"], [*ROW, "Berlin"]).encode(), TWICE),
    Fault("a sound file of a day to come", csv_of().encode(), TO_COME, as_of=date(2999, 1, 1)),
    Fault("a sound file of long ago", csv_of().encode(), LONG_AGO, as_of=date(1492, 1, 1)),
    Fault("a quotation mark", csv_of(row=['"', *ROW[1:]]).encode(), NEVER_CLOSED),
]
WORKBOOKS = [
    Fault("a workbook cut short", SOUND[:3000], DAMAGED),
    Fault("a workbook without its last bytes", SOUND[:-9], DAMAGED),
    Fault("a damaged workbook named as text", SOUND[:500], DAMAGED, file_name="firms.csv"),
    Fault("old Excel cut short", SIGNATURE + bytes(5000), DAMAGED),
    Fault("a text in an archive", packed({"a.txt": b"a;b"}), DAMAGED),
    Fault("a text document", packed({"word/document.xml": b"<w/>"}), DAMAGED),
    Fault("a path that leads out", with_entry("../../etc/x", b""), DAMAGED),
    Fault("a drive", with_entry("C:x", b""), DAMAGED),
    Fault("fifty megabytes of nothing", with_entry("xl/media/x", bytes(50 << 20)), LARGE),
    Fault("a thousand entries", packed({f"x{n}": b"" for n in range(1001)}), LARGE),
    Fault("the last cell", with_sheet(b'r="T2"', b'r="XFD1048576"'), LARGE),
    Fault("the last row", with_sheet(b'r="T2"', b'r="T1048576"'), LARGE),
    Fault("an entity bomb", with_sheet(b"<worksheet", BOMB + b"<worksheet"), DAMAGED),
    Fault("cells without a place", with_sheet(b' r="B2"', b""), DAMAGED),
    Fault("a locked workbook", locked_workbook(), LOCKED, file_name="firms.xlsx"),
    Fault("a locked workbook named as text", locked_workbook(), LOCKED),
    Fault("a locked workbook of old Excel", old_workbook(HEADER, ROW, locked=True), LOCKED),
    Fault("a locked OpenDocument", locked_document(), LOCKED, file_name="firms.ods"),
    Fault("a binary workbook", with_entry("xl/workbook.bin", b""), BINARY),
    Fault("a sheet by another name", with_entry("xl/x.png", b'<c r="XFD1048576"/>'), LARGE),
    Fault("an empty sheet", workbook(), NO_SHEET),
    Fault("a hidden sheet", workbook(HEADER, ROW, hidden=True), NO_SHEET),
    Fault("another table", workbook(["Jahr", "Betriebe"], ["2018", "12"]), NO_SHEET),
    Fault("a workbook without ids", workbook(HEADER[1:], ROW[1:]), f"{LACKS}opendata_id."),
    Fault("a workbook with two cities", workbook([*HEADER, "city"]), TWICE),
    Fault("OpenDocument of nothing", packed({"content.xml": b""}), DAMAGED),
    Fault("OpenDocument with a bomb", packed({"content.xml": BOMB + b"<x>&b;</x>"}), DAMAGED),
]
WHOLE = TEXTS + WORKBOOKS
