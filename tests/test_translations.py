"""Every text for people is translated, and none stands in a template without being marked."""

import importlib.util
import re
from pathlib import Path

import pytest
from babel.support import Translations

from reports.catalogue import REPORTS

ROOT = Path(__file__).parents[1]
TEMPLATES = sorted((ROOT / "crm/web/templates").rglob("*.html"))
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]+>", re.DOTALL)
SPOKEN = re.compile(r'\b(?:title|aria-label|placeholder|alt)="([^"{]*[A-Za-zÄÖÜäöüß]{2}[^"{]*)"')
WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{2,}")
SAME_IN_EVERY_LANGUAGE = {"Ansprechpartner", "XLSX", "CSV", "WZ", "DOCTYPE", "html"}


def _translations():
    spec = importlib.util.spec_from_file_location("translations", ROOT / "scripts/translations.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_has_its_german() -> None:
    assert _translations().faults() == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda p: p.name)
def test_no_text_stands_bare_in_a_template(template: Path) -> None:
    text = JINJA.sub(" ", template.read_text(encoding="utf-8"))
    shown = TAG.sub(" ", text) + " ".join(SPOKEN.findall(text))
    bare = [word for word in WORD.findall(shown) if word not in SAME_IN_EVERY_LANGUAGE]
    assert [w for w in bare if not w.startswith("nbsp")] == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_tab_of_a_workbook_is_a_name_that_excel_takes(language: str) -> None:
    words = Translations.load(ROOT / "crm/web/translations", [language]).gettext
    for report in REPORTS:
        tabs = [words(sheet.tab) for sheet in report.sheets]
        assert len(set(tabs)) == len(tabs), report.name
        assert [tab for tab in tabs if len(tab) > 31 or set(tab) & set("[]:*?/\\")] == []
