"""A council paper as a Word document: a template that the city may replace, filled by docxtpl."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO

from docx import Document
from docx.document import Document as Template
from docx.shared import Cm, Pt
from docx.table import Table
from docxtpl import DocxTemplate

TYPEFACE, SIZE = "Arial", 11
MARGINS = {"left_margin": 2.5, "right_margin": 2.0, "top_margin": 2.0, "bottom_margin": 2.0}
WIDTHS = (7.5, 5.0, 4.0)
"""Centimetres."""


@dataclass(frozen=True)
class Sheet:
    """What a template may use, all of it text: ``head`` by name, ``route`` with body and meeting,
    ``paragraphs``, points among them.
    """

    head: Mapping[str, str]
    route: Sequence[Mapping[str, str]]
    paragraphs: Sequence[Mapping[str, Any]]
    """text, is_point"""


@dataclass(frozen=True)
class Labels:
    """The words of our own template."""

    office: str
    number: str
    day: str
    answers: str
    by: str
    of: str
    approved_on: str
    approved_by: str
    subject: str
    deputy: str
    route: str
    meeting: str
    contact: str


def write(sheet: Sheet, template: BinaryIO, target: BinaryIO) -> None:
    document = DocxTemplate(template)
    document.render(
        {**sheet.head, "route": sheet.route, "paragraphs": sheet.paragraphs}, autoescape=True
    )
    document.save(target)


def our_template(labels: Labels) -> BytesIO:
    """The form of the statements of Magdeburg's administration."""
    document = Document()
    _set_up(document)
    document.add_paragraph("{{ city }}").runs[0].bold = True
    document.add_heading("{{ kind }}", level=1)
    _head(document, labels)
    document.add_heading("{{ subject }}", level=2)
    for line in ("{%p for each in paragraphs %}", "{%p if each.is_point %}"):
        document.add_paragraph(line)
    document.add_paragraph("{{ each.text }}", style="List Bullet")
    document.add_paragraph("{%p else %}")
    document.add_paragraph("{{ each.text }}")
    for line in ("{%p endif %}", "{%p endfor %}"):
        document.add_paragraph(line)
    document.add_paragraph("{{ signed_by }}").paragraph_format.space_before = Pt(36)
    found = BytesIO()
    document.save(found)
    found.seek(0)
    return found


def _set_up(document: Template) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = TYPEFACE, Pt(SIZE)
    style.paragraph_format.space_after = Pt(6)
    for name in ("Heading 1", "Heading 2"):
        document.styles[name].font.name = TYPEFACE
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    for name, width in MARGINS.items():
        setattr(section, name, Cm(width))


def _head(document: Template, labels: Labels) -> None:
    motion = (
        "{% if motion_number %}"
        f"{labels.answers} {{{{ motion_number }}}} {labels.by} {{{{ motion_by }}}}, {labels.of}"
        "{{ motion_on }}{% endif %}"
    )
    approved_on = f"{{% if approved_on %}}{labels.approved_on} {{{{ approved_on }}}}{{% endif %}}"
    approved_by = f"{{% if approved_by %}}{labels.approved_by} {{{{ approved_by }}}}{{% endif %}}"
    deputy = f"{{% if deputy %}}{labels.deputy} {{{{ deputy }}}}{{% endif %}}"
    contact = f"{{% if contact %}}{labels.contact} {{{{ contact }}}}{{% endif %}}"
    lines = (
        (f"{labels.office} {{{{ office }}}}", f"{labels.number} {{{{ number }}}}",
         f"{labels.day} {{{{ day }}}}"),
        (motion, "", approved_on),
        (contact, "", approved_by),
        (f"{labels.subject} {{{{ subject }}}}", "", deputy),
        (labels.route, labels.meeting, ""),
    )  # fmt: skip
    table = document.add_table(rows=0, cols=len(WIDTHS))
    table.style = "Table Grid"
    for line in lines:
        _row(table, line)
    for line in (
        ("{%tr for each in route %}", "", ""), ("{{ each.body }}", "{{ each.meeting }}", ""),
        ("{%tr endfor %}", "", ""),
    ):  # fmt: skip
        _row(table, line)


def _row(table: Table, texts: Iterable[str]) -> None:
    cells: Sequence[Any] = table.add_row().cells  # type: ignore[no-untyped-call]
    for cell, text, width in zip(cells, texts, WIDTHS, strict=True):
        cell.text, cell.width = text, Cm(width)
