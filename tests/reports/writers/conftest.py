"""A small book with figures that can be worked out by hand."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from pandas import DataFrame

from reports.report import (
    TOTAL,
    Chart,
    Column,
    Definition,
    KeyFigure,
    Kind,
    Ratio,
    Shape,
    Sheet,
)
from reports.writers.book import Book, Page, Words

WORDS = Words(
    language="de",
    cover="Deckblatt",
    contents="Inhalt",
    contents_lead="Was darin ist",
    back="Inhalt",
    key_figures="Auf einen Blick",
    key_figures_lead="Das Wichtigste",
    method="Methode",
    method_lead="In Worten",
    term="Begriff",
    definition="Definition",
    withheld="zurückgehalten",
    no_value="keine Unternehmen",
    arms="Wappen von %(city)s",
    page="Seite %(page)s von %(pages)s",
)

SPLIT = (
    Column("companies", "Unternehmen"),
    Column("individual", "Einzelkontakt"),
    Column("events_only", "nur Veranstaltungen"),
    Column("none", "kein Kontakt"),
    Column(
        "coverage",
        "Kontaktquote in %",
        Kind.SHARE,
        "erreichte durch alle.",
        Ratio(("individual", "events_only"), ("companies",)),
        shaded=True,
    ),
    Column("index", "Index", Kind.INDEX, ratio=Ratio(("coverage",), ("coverage",), True)),
)


def no_rows(source: object, asked: object) -> DataFrame:
    raise AssertionError("writers ask for no rows")


BY_SIZE = Page(
    Sheet(
        "size",
        "Nach Größe",
        "Kontakte nach Größenklassen",
        "Wen erreichen wir?",
        (Column("size_class", "Größenklasse", Kind.LABEL), *SPLIT),
        no_rows,
        chart=Chart(
            "Unternehmen nach Art des Kontakts",
            "Balken je Größenklasse & Stadt",
            Shape.STACKED_SHARES,
            ("individual", "events_only", "none"),
            with_total=True,
        ),
        notes=("Klassen nach Beschäftigten.",),
    ),
    DataFrame(
        [
            ["Kleinst", 12_000, 900, 300, 10_800],
            ["=Klein", 1_000, 200, 50, 750],
            ["Groß", 0, 0, 0, 0],
        ],
        columns=["size_class", "companies", "individual", "events_only", "none"],
    ),
    ("micro", "small", "large"),
    {"size_class": "Stadt", "companies": 13_000, "individual": 1_100, "events_only": 350,
     "none": 11_550},
)  # fmt: skip

BY_MONTH = Page(
    Sheet(
        "month",
        "Nach Monat",
        "Kontakte nach Monat",
        "Wann?",
        (
            Column("month", "Monat", Kind.MONTH),
            Column("visit", "Betriebsbesuch"),
            Column("forum", "Wirtschaftsforum"),
            Column("reached", "Erreichte Unternehmen"),
        ),
        no_rows,
        adds_up=False,
        chart=Chart(
            "Monate", "Säulen je Monat", Shape.COLUMNS_AND_LINE, ("visit", "forum"), "reached"
        ),
    ),
    DataFrame(
        [[date(2025, month, 1), 10 + month, month % 3 * 20, 8 + month] for month in range(1, 13)],
        columns=["month", "visit", "forum", "reached"],
    ),
    tuple(f"2025-{month:02}" for month in range(1, 13)),
    {"month": "Gesamt", "visit": 198, "forum": 240, "reached": 101},
)  # fmt: skip

BOOK = Book(
    title="Kontakte zu Unternehmen",
    subtitle="1. Januar 2025 bis 31. Dezember 2025",
    remark="",
    question="Wen haben wir erreicht?",
    city="Stadt & Land",
    office="Wirtschaftsförderung",
    status="Intern – nicht zur Veröffentlichung",
    first_day=date(2025, 1, 1),
    last_day=date(2025, 12, 31),
    created_at=datetime(2026, 11, 23, 14, 5),
    author="Claudia Weiß",
    version="1.2.3",
    facts=(("Zeitraum", "1. Januar 2025 bis 31. Dezember 2025"), ("Programm", "1.2.3")),
    words=WORDS,
    pages=(BY_SIZE, BY_MONTH),
    key_figures=(
        KeyFigure("firms", "Unternehmen", "in der Stadt", "size", "companies"),
        KeyFigure("small_coverage", "Quote", "der kleinen", "size", "coverage", "small"),
        KeyFigure("large_coverage", "Quote", "der großen", "size", "coverage", "large"),
        KeyFigure("visits", "Besuche", "im Zeitraum", "month", "visit", TOTAL),
    ),
    key_chart="size",
    definitions=(Definition("Kontaktquote", "Erreichte durch alle."),),
)


@pytest.fixture
def book() -> Book:
    return BOOK


@pytest.fixture
def english_book() -> Book:
    return replace(BOOK, words=replace(WORDS, language="en"))
