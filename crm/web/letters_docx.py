"""Invitations on paper: one document, one page for each firm, folded for a window envelope."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_BREAK
from docx.oxml.shape import CT_Inline
from docx.shared import Cm, Pt

TYPEFACE, SIZE = "Arial", 11
MARGINS = {"left_margin": 2.5, "right_margin": 2.0, "top_margin": 4.5, "bottom_margin": 2.0}
"""Centimetres; the address stands in the window of a DIN 5008 form B letter."""
ADDRESS_LINES = 6
CODE_WIDTH = 2.8
"""Centimetres."""


@dataclass(frozen=True, slots=True)
class PaperLetter:
    sender: str
    address: list[str]
    place_and_day: str
    subject: str
    text: str
    code: bytes
    """A picture that a telephone reads, and beside it what it is."""
    code_words: str


def letters_document(letters: Iterable[PaperLetter], title: str) -> bytes:
    paper = _blank(title)
    for number, letter in enumerate(letters, 1):
        _add(paper, letter, number)
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _blank(title: str) -> Paper:
    paper = Document()
    paper.core_properties.title = title
    style = paper.styles["Normal"]
    style.font.name, style.font.size = TYPEFACE, Pt(SIZE)
    style.paragraph_format.space_after = Pt(0)
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    for name, width in MARGINS.items():
        setattr(section, name, Cm(width))
    return paper


def _add(paper: Paper, letter: PaperLetter, number: int) -> None:
    sender = paper.add_paragraph()
    if number > 1:
        sender.add_run().add_break(WD_BREAK.PAGE)
    sender.add_run(letter.sender).font.size = Pt(8)
    lines = letter.address[:ADDRESS_LINES]
    for line in lines + [""] * (ADDRESS_LINES - len(lines) + 2):
        paper.add_paragraph(line)
    paper.add_paragraph(letter.place_and_day).paragraph_format.space_after = Pt(SIZE * 2)
    subject = paper.add_paragraph()
    subject.add_run(letter.subject).bold = True
    subject.paragraph_format.space_after = Pt(SIZE)
    for line in letter.text.split("\n"):
        paper.add_paragraph(line)
    _add_code(paper, letter, number)


def _add_code(paper: Paper, letter: PaperLetter, number: int) -> None:
    """With its words for whoever has the page read to them, too. Numbered by ourselves: the library
    reads the whole document for each picture's number.
    """
    line = paper.add_paragraph()
    line.paragraph_format.keep_together = True
    run = line.add_run()
    rel, _image = paper.part.get_or_add_image(io.BytesIO(letter.code))
    picture = CT_Inline.new_pic_inline(number, rel, "code.png", Cm(CODE_WIDTH), Cm(CODE_WIDTH))
    picture.docPr.set("descr", letter.code_words)
    run._r.add_drawing(picture)
    line.add_run(f"  {letter.code_words}").font.size = Pt(9)
