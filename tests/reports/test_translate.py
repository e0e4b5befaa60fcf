"""A declaration in a language."""

from reports.catalogue import REPORTS
from reports.report import Column
from reports.translate import translated


def test_labels_notes_and_names_are_translated_and_keys_are_not() -> None:
    column = Column("size", "Size", note="By headcount", names={"micro": "Micro"})
    german = translated(column, {"Size": "Größe", "Micro": "Kleinst"}.get)
    assert (german.key, german.label, german.names) == ("size", "Größe", {"micro": "Kleinst"})


def test_the_empty_text_stays_empty() -> None:
    """gettext's answer to it would be the catalogue's head."""
    asked: list[str] = []
    for report in REPORTS:
        translated(report, lambda text: asked.append(text) or text)
    assert asked
    assert "" not in asked
