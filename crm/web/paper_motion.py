"""The motion that a paper answers, from the file as which the council publishes it (OParl)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from crm.enums import N_
from crm.errors import DomainError
from crm.web.paper_form import PaperForm
from reports.papers.oparl import Found, read_found

LARGEST = 256 << 10
"""Bytes: such a file has a few thousand."""
LONGEST = {"motion_number": 40, "motion_by": 200, "motion_title": 200}


@dataclass(frozen=True)
class FilledIn:
    """What became of the file: a ``problem``, or the labels of the fields that it filled."""

    problem: str = ""
    filled: tuple[str, ...] = ()
    differs: bool = False
    says_nobody: bool = False


def fill_in(form: PaperForm, file: FileStorage | None) -> FilledIn:
    """Empty fields are filled; beside others stands what the file says instead."""
    if file is None or not file.filename:
        return FilledIn(problem=_("Please choose a file."))
    try:
        found = _read(file)
    except DomainError as refusal:
        return FilledIn(problem=refusal.said(_))
    filled = [each for name, said in _values(found).items() if (each := _fill(form, name, said))]
    differs = any(hasattr(form[name], "in_file") for name in _values(found))
    return FilledIn("", tuple(filled), differs, not found.by)


def _read(file: FileStorage) -> Found:
    content = file.stream.read(LARGEST + 1)
    file.close()
    if len(content) > LARGEST:
        raise DomainError(N_("The file is too large: at most %(size)s KB."), size=LARGEST >> 10)
    return read_found(content)


def _values(found: Found) -> dict[str, Any]:
    said = {"motion_number": found.number, "motion_by": found.by, "motion_title": found.title}
    cut = {name: text[: LONGEST[name]] for name, text in said.items()}
    return {**cut, "motion_on": found.on}


def _fill(form: PaperForm, name: str, said: Any) -> str:
    """The field's label where it was empty and is filled now."""
    field: Any = form[name]
    typed = field.raw_data[0] if field.raw_data else ""
    if not said or field.data == said:
        return ""
    if typed.strip():
        field.in_file = said
        return ""
    field.data, field.raw_data, field.errors = said, None, []
    return str(field.label.text)
