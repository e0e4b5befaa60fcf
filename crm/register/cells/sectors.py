"""WZ codes, however they were written."""

from typing import NamedTuple

from crm.enums import WzEdition
from crm.register.cells.texts import text
from crm.register.source import Cells, RefusedRow
from crm.rules import Problem
from crm.rules.wz import resolve, resolve_either


class Sector(NamedTuple):
    code: str | None = None
    edition: WzEdition | None = None
    section: str | None = None


def wz_code(
    cells: Cells,
    column: str,
    edition: WzEdition | None = None,
    description: str | None = None,
    layout: int | None = None,
) -> Sector:
    """With or without dots and leading zero; ``edition`` None where the file does not say which,
    ``layout`` where all codes of the column have as many digits.
    """
    words = text(cells, column)
    if edition is None:
        edition, found = resolve_either(words, description, layout)
    else:
        found = resolve(words, edition, description, layout)
    if found.problem:
        problem = Problem(column, found.problem.message, found.problem.values)
        raise RefusedRow(problem, cells.get(column, ""))
    return Sector(found.code, edition if found.code else None, found.section)
