"""A council paper has the head of 2004's, cites only what was released, and says what is wrong."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from crm.cli.language import translations
from crm.errors import DomainError
from reports.papers.cite import Figures
from reports.papers.make import write
from reports.papers.oparl import read_motion
from reports.papers.read import read_paper
from reports.papers.released import Released
from reports.report import WITHHELD
from reports.writers.book import Book
from reports.writers.tables_json import tables
from tests.reports.writers.conftest import BOOK

HERE = Path(__file__).parent
GERMAN = translations("de").ugettext
HEAD_OF_2004 = """
Landeshauptstadt Magdeburg
Stellungnahme der Verwaltung
Stadtamt Team 2 Stellungnahme-Nr. S0037/04 Datum 11.02.2004
zum Antrag Nr. A0201/03 d. Frau/Herrn/Fraktion SPD-Ratsfraktion der Landeshauptstadt Magdeburg,
v.21.11.2003 Datum der Genehmigung 17.02.2004
Genehmigungsvermerk OB, gez. Dr. Trümper
Bezeichnung Ansprechpartner für kleine Unternehmen Dezernenten III
Verteiler Sitzungstermin
Der Oberbürgermeister 17.02.2004 8:00
A.f.Wirtschaft,Tourismus u. Regionalentwickl. 04.03.2004 17:00
Stadtrat 15.04.2004 14:00
Ansprechpartner für kleine Unternehmen
"""
"""Magdeburg's S0037/04, from its first word to that of its text."""


def words(document: BytesIO) -> list[str]:
    return " ".join(_texts(document)).split()


def _texts(document: BytesIO) -> Iterator[str]:
    paper = Document(document)
    for part in paper.element.body:
        if part.tag == qn("w:p"):
            yield Paragraph(part, paper).text
        elif part.tag == qn("w:tbl"):
            for row in Table(part, paper).rows:
                yield from (Paragraph(each, paper).text for each in row._tr.iter(qn("w:p")))


def released(book: Book = BOOK) -> Released:
    pages = [replace(page, places=tuple((name,) for name in page.names)) for page in book.pages]
    printed = tables(replace(book, pages=tuple(pages)))["tables"]
    sheets = [page.sheet for page in pages]
    return Released(sheets, book.key_figures, printed, book.subtitle, book.words.language)


def made(path: Path, figures: Mapping[str, Released] | None = None, **more: Any) -> BytesIO:
    paper, _releases = read_paper(path)
    target = BytesIO()
    write(paper, Figures(figures or {}), lambda text: text and GERMAN(text), target, **more)
    target.seek(0)
    return target


def test_the_head_is_that_of_2004() -> None:
    found = words(made(HERE / "statement.json"))
    expected = HEAD_OF_2004.split()
    assert found[: len(expected)] == expected


def test_lines_belong_together_and_points_stand_alone() -> None:
    paper = Document(made(HERE / "statement.json"))
    found = [(each.text, each.style.name) for each in paper.paragraphs]  # type: ignore[union-attr]
    assert ("Wer betreut die kleinen Unternehmen? Das Dezernat.", "Normal") in found
    assert ("Betriebsbesuche & Gespräche", "List Bullet") in found
    assert ("Mehr dazu im Bericht.", "Normal") in found
    assert found[-1][0] == "Dr. Puchta"
    assert paper.core_properties.title == "S0037/04 Ansprechpartner für kleine Unternehmen"
    assert paper.core_properties.author == "Landeshauptstadt Magdeburg, Team 2"


def test_a_city_has_its_own_form() -> None:
    form = Document()
    form.add_paragraph("Vorlage {{ number }} vom {{ day }}: {{ subject }}")
    form.add_paragraph("{%p for each in paragraphs %}")
    form.add_paragraph("{{ each.text }}")
    form.add_paragraph("{%p endfor %}")
    template = BytesIO()
    form.save(template)
    template.seek(0)
    found = words(made(HERE / "statement.json", template=template))
    assert found[:4] == ["Vorlage", "S0037/04", "vom", "11.02.2004:"]


def with_text(tmp_path: Path, **changes: Any) -> Path:
    data = json.loads((HERE / "statement.json").read_text(encoding="utf-8")) | changes
    file = tmp_path / "paper.json"
    file.write_text(json.dumps({k: v for k, v in data.items() if v is not ...}), encoding="utf-8")
    (tmp_path / "motion.json").write_bytes((HERE / "motion.json").read_bytes())
    return file


def test_figures_are_cited_as_they_were_released(tmp_path: Path) -> None:
    text = "Von {{coverage.size.total.companies}} Unternehmen im Zeitraum {{ coverage.period }}"
    found = words(made(with_text(tmp_path, text=text), {"coverage": released()}))
    page = BOOK.page("size")
    value = f"{page.value('total', 'companies'):,}".replace(",", ".")
    assert f"Von {value} Unternehmen im Zeitraum {BOOK.subtitle}" in " ".join(found)


def test_figures_of_the_first_page_have_a_name(tmp_path: Path) -> None:
    one = BOOK.key_figures[0]
    found = Figures({"coverage": released()})
    long = f"coverage.{one.sheet}.{one.row}.{one.column}"
    assert found.said(f"coverage.{one.name}") == found.said(long)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("response.median", "response.median is no figure of a release"),
        ("coverage.nothing", "There is no figure coverage.nothing. Such as: coverage."),
        ("coverage.size.total.nothing", "There is no figure coverage.size.total.nothing"),
        ("coverage.size.nobody.companies", "There is no figure"),
        ("__class__", "__class__ is no figure of a release"),
    ],
)
def test_what_cannot_be_cited_is_said(name: str, sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        Figures({"coverage": released()}).filled(f"Es sind {{{{ {name} }}}}.")


def test_what_is_withheld_is_not_cited() -> None:
    page = BOOK.page("size")
    frame = page.frame.astype("object")
    frame.loc[0, "companies"] = WITHHELD
    pages = (replace(page, frame=frame), *(one for one in BOOK.pages if one is not page))
    figures = Figures({"coverage": released(replace(BOOK, pages=pages))})
    with pytest.raises(DomainError, match="is withheld in the release"):
        figures.said(f"coverage.size.{page.names[0]}.companies")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"on": "11.02.2004"}, 'The field on is "11.02.2004". Expected is: 2004-02-11.'),
        ({"on": ...}, "The field on is –."),
        ({"kind": "letter"}, 'The field kind is "letter"'),
        ({"subject": " "}, 'The field subject is " "'),
        ({"route": [{"meets_at": "2004-04-15T14:00"}]}, "The field route is"),
        ({"route": [{"body": "Rat", "meets_at": "morgen"}]}, 'The field meets_at is "morgen"'),
        ({"route": {}}, "The field route is {}"),
        ({"motion": "A0201/03"}, 'The field motion is "A0201/03"'),
        ({"motion": {"oparl": "other.json"}}, "There is no file other.json"),
        ({"titel": "x"}, "titel is no field of a paper"),
    ],
)
def test_a_field_that_is_not_as_expected_is_named(
    tmp_path: Path, changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(DomainError) as refused:
        read_paper(with_text(tmp_path, **changes))
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"Antrag", "no JSON"),
        (b"[]", "no Paper of OParl"),
        (b'{"type": "https://schema.oparl.org/1.1/Person"}', "no Paper of OParl"),
        (b'{"type": "https://schema.oparl.org/1.1/Paper"}', "no number"),
        (b'{"type": "https://schema.oparl.org/1.1/Paper", "reference": "A1"}', "date is not one"),
        (b'{"type": "https://schema.oparl.org/1.0/Paper", "reference": "A1", "date": "2003-11-21",'
         b' "originatorOrganization": ["https://oparl.example.org/organization/1"]}',
         "does not name the group"),
    ],
)  # fmt: skip
def test_a_motion_that_cannot_be_read_is_said(content: bytes, sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        read_motion(content)
