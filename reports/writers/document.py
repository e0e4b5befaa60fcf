"""A council paper as a Word document: a template that the city may replace, filled by docxtpl."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as Template
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docxtpl import DocxTemplate
from jinja2 import TemplateError

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


class Unfit(ValueError):
    """A template that is no document, or whose fields cannot be read."""


def write(sheet: Sheet, template: BinaryIO, target: BinaryIO) -> None:
    document = DocxTemplate(template)
    fields = {**sheet.head, "route": sheet.route, "paragraphs": sheet.paragraphs}
    try:
        document.render(fields, autoescape=True)
    except (TemplateError, BadZipFile, KeyError, ValueError) as fault:
        raise Unfit(str(fault)) from fault
    properties = document.docx.core_properties
    properties.title = f"{sheet.head['number']} {sheet.head['subject']}"
    properties.author = f"{sheet.head['city']}, {sheet.head['office']}"
    properties.comments = properties.last_modified_by = ""
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
    for name, size in (("Normal", SIZE), ("Heading 1", SIZE + 5), ("Heading 2", SIZE + 1)):
        style = document.styles[name]
        _set_typeface(style, size)
        style.paragraph_format.space_after = Pt(6)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    for name, width in MARGINS.items():
        setattr(section, name, Cm(width))


def _set_typeface(style: Any, size: int) -> None:
    """In black; a theme's typeface would be taken instead of ours."""
    style.font.name, style.font.size, style.font.color.rgb = TYPEFACE, Pt(size), RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for name in [each for each in fonts.attrib if each.endswith("Theme")]:
        del fonts.attrib[name]


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


def _row(table: Table, texts: Sequence[str]) -> None:
    """What has nothing beside it is as wide as both."""
    cells: Sequence[Any] = table.add_row().cells  # type: ignore[no-untyped-call]
    for cell, width in zip(cells, WIDTHS, strict=True):
        cell.width = Cm(width)
    first, second, third = texts
    if not second and not third and "{%" not in first:
        cells[0].merge(cells[2])
    elif not second:
        cells[0].merge(cells[1])
    elif not third:
        cells[1].merge(cells[2])
    for cell, text in zip(cells, texts, strict=True):
        if text:
            paragraph = cell.paragraphs[0]
            paragraph.text = text
            paragraph.paragraph_format.space_before = Pt(3)
            paragraph.paragraph_format.space_after = Pt(3)
