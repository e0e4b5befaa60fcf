"""Official counts and outlines of districts that are refused."""

import json

from crm.register.counts.layouts import LAYOUTS
from tests.register.broken.fault import Fault
from tests.register.broken.makers import NEVER_RECKONED, workbook
from tests.register.broken.rows import NOT_STORED

HEADER = "year,district_number,total,B-F,G,H,I,J,K-N,O-Q,A_and_R-U\n"
RING = [[11, 52], [12, 52], [12, 53], [11, 53], [11, 52]]
FAR = [[x + 5, y] for x, y in RING]
BOW_TIE = [[11, 52], [12, 53], [12, 52], [11, 53], [11, 52]]
METRES = [[x * 60_000, y * 100_000] for x, y in RING]


def outlines(*rings: list[list[float]], **more: object) -> bytes:
    features = [district(ring, n) for n, ring in enumerate(rings, start=1)]
    return collection(*features, **more)


def district(ring: object, number: object = 1, kind: str = "Polygon") -> dict[str, object]:
    geometry = {"type": kind, "coordinates": [ring] if kind == "Polygon" else ring}
    named = {"number": str(number), "name": f"District {number}"}
    return {"type": "Feature", "properties": named, "geometry": geometry}


def collection(*features: object, **more: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


KNOWN = "; ".join(" ".join(one.columns) for one in LAYOUTS.values())
CRS = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
OUTLINES = [
    (
        "outlines: no JSON",
        b"number;name\n",
        "Das ist keine GeoJSON-Datei mit Stadtteilen (FeatureCollection).",
    ),
    (
        "outlines: no collection",
        b'{"type": "Point"}',
        "Das ist keine GeoJSON-Datei mit Stadtteilen (FeatureCollection).",
    ),
    ("outlines: none", collection(), "Die Datei hat 0 Stadtteile; möglich sind 1 bis 2000."),
    (
        "outlines: another system",
        outlines(RING, crs=CRS),
        (
            "Die Umrisse liegen in urn:ogc:def:crs:EPSG::25832 vor. Speichern Sie "
            "sie in WGS 84 (EPSG:4326)."
        ),
    ),
    (
        "outlines: metres",
        outlines(METRES),
        ("Stadtteil District 1: Das sind keine Grade. Speichern Sie ihn in WGS 84 (EPSG:4326)."),
    ),
    (
        "outlines: crossing itself",
        outlines(BOW_TIE),
        (
            "Stadtteil District 1: Der Umriss überschneidet sich selbst bei 11.5 52.5. "
            "Reparieren Sie ihn."
        ),
    ),
    (
        "outlines: a point",
        collection(district([11, 52], kind="Point")),
        "Stadtteil District 1: Ein Umriss ist eine Fläche, nicht Point.",
    ),
    (
        "outlines: without a name",
        collection({**district(RING), "properties": {"number": "1"}}),
        "Die Stadtteile haben keine Eigenschaft „name“. Es gibt: number.",
    ),
    (
        "outlines: a number twice",
        collection(district(RING), {**district(FAR), "properties": {"number": "1", "name": "B"}}),
        "Die Nummer 1 steht zweimal in der Datei.",
    ),
    (
        "outlines: one on the other",
        outlines(RING, RING),
        "„District 1“ und „District 2“ überlappen sich.",
    ),
]
COUNTS = [
    (
        "counts: another layout",
        b"Jahr,Betriebe\n2018,12\n",
        f"Keine bekannte Tabelle hat diese Spalten. Es gibt: {KNOWN}.",
    ),
    ("counts: only the header", HEADER.encode(), "Die Tabelle hat keine Zeilen."),
    (
        "counts: a year of letters",
        f"{HEADER}neu,01,20,5,4,3,2,1,5,0,0\n".encode(),
        "Zeile 2, year „neu“: Erwartet wird ein Jahr, etwa 2023.",
    ),
    (
        "counts: a half firm",
        f"{HEADER}2023,01,20,4.5,4,3,2,1,5,0,0\n".encode(),
        ("Zeile 2, B-F „4.5“: Erwartet wird eine ganze Zahl oder ein Punkt für eine vertrauliche."),
    ),
    (
        "counts: a sum that is none",
        f"{HEADER}2023,01,21,5,4,3,2,1,5,0,0\n".encode(),
        "Zeile 2, total „21“: Die Gruppen dieser Zeile ergeben zusammen 20.",
    ),
    (
        "counts: a district of nowhere",
        f"{HEADER}2023,77,20,5,4,3,2,1,5,0,0\n".encode(),
        (
            "Zeile 2, district_number „77“: Kein hinterlegter Stadtteil hat diese "
            "Nummer. Lesen Sie zuerst die Stadtteile ein."
        ),
    ),
    (
        "counts: a row twice",
        (HEADER + "2023,01,20,5,4,3,2,1,5,0,0\n" * 2).encode(),
        "Zeile 3, district_number „01“: Zeile 2 sagt dasselbe schon.",
    ),
    (
        "counts: quotation marks",
        f'{HEADER}2023,"01,20,5,4,3,2,1,5,0,0\n'.encode(),
        "Das Anführungszeichen, das in Zeile 2 beginnt, wird nie geschlossen.",
    ),
    (
        "counts: a column twice",
        HEADER.replace("total", "year").encode(),
        "Die Kopfzeile nennt eine Spalte doppelt: year.",
    ),
]
NEVER_STORED = Fault(
    "counts: a formula never reckoned",
    workbook(HEADER.strip().split(","), ["2023", "01", NEVER_RECKONED, *"54321500"]),
    NOT_STORED % "C2",
    door="counts",
    file_name="counts.xlsx",
)
OUTLINED = [Fault(*one, door="outlines") for one in OUTLINES]
COUNTED = [*(Fault(*one, door="counts") for one in COUNTS), NEVER_STORED]
OTHERS = OUTLINED + COUNTED
