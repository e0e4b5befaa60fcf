"""The table of the terminal speaks the reader's language: names for codes, numbers as written."""

import pytest

from crm.cli.figures_table import table

FOUND = {
    "by": ["size_class"],
    "rows": [
        {"size_class": "micro", "companies": 12345, "individual": 1000, "events_only": 100,
         "none": 11245, "contacts": 1500, "visits": 700},
        {"size_class": "large", "companies": 0, "individual": 0, "events_only": 0,
         "none": 0, "contacts": 0, "visits": 0},
    ],
    "total": {"companies": 12345, "individual": 1000, "events_only": 100, "none": 11245,
              "contacts": 1500, "visits": 700},
}  # fmt: skip
NAMES = {"size_class": {"micro": "Kleinst", "large": "Groß"}}


@pytest.mark.parametrize(
    ("language", "firms", "rate"), [("de", "12.345", "8,9\xa0%"), ("en", "12,345", "8.9\xa0%")]
)
def test_rates_have_one_decimal_as_the_language_writes_it(
    monkeypatch: pytest.MonkeyPatch, language: str, firms: str, rate: str
) -> None:
    monkeypatch.setenv("ANSPRECHPARTNER_LANGUAGE", language)
    head, micro, large, total = table(FOUND, NAMES).splitlines()
    assert ("Kontaktquote" if language == "de" else "Contact coverage") in head
    assert micro.startswith("Kleinst ")
    assert firms in micro
    assert rate.replace("\xa0", " ") in micro.replace("\xa0", " ")
    assert "–" in large
    assert total.startswith("Gesamt" if language == "de" else "Total")
