"""One row about a firm on its way in."""

from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from crm.enums import RowOutcome
from crm.register.firm import Firm
from crm.register.incoming import Incoming, fingerprint, own_cells
from crm.register.incoming import record as record_of
from crm.register.judge import Verdict
from crm.register.known import Known
from crm.register.reading.row import RawRow
from crm.register.same_firm.likeness import Likeness
from crm.register.source import NOTHING, Cells, Notice, RefusedRow, Source
from crm.rules import Problem
from crm.rules.company import company_problems
from crm.rules.site import site_problems


@dataclass(slots=True)
class Entry(Incoming):
    known: Known | None = None
    verdict: Verdict | None = None
    firm: Firm | None = None
    """What the row says; read only where it matters."""
    notice: Notice = NOTHING
    alike: tuple[Likeness, ...] = ()
    """Firms on file that it may be, the likeliest first."""
    linked: Likeness | None = None
    """Why it was taken for the firm on file, where its key was new."""
    goes_on: bool = False
    """The row's key has left, and the firm is still listed by another."""

    def refuse(self, problem: Problem, value: str = "") -> None:
        self.verdict = None
        Incoming.refuse(self, problem, value)

    @property
    def counts_as(self) -> RowOutcome:
        return RowOutcome.UNCHANGED if self.goes_on else self.outcome


def entry(row: RawRow, source: Source, as_of: date) -> Entry:
    made = Entry(row, fingerprint=fingerprint(row.cells, source))
    try:
        if row.problem is None or _tells_its_id(row.problem, source):
            made.key = source.key(row.cells)
            made.notice = source.notice(row.cells, as_of)
    except RefusedRow as refused:
        made.refuse(refused.problem, refused.value)
    if row.problem:
        made.refuse(row.problem)
    return made


def _tells_its_id(problem: Problem, source: Source) -> bool:
    """Only one cell is missing, and another one is the id."""
    return source.has_ids and problem.field not in ("", source.key_column)


def firm_of(cells: Cells, source: Source, as_of: date) -> Firm:
    """Asks the rules that forms ask; RefusedRow when they object."""
    firm = source.firm(cells, as_of)
    values = {**firm.place._asdict(), "district_id": firm.place.district}
    values |= {"founded_on": firm.founded_on, "today": as_of}
    for problem in chain(site_problems(values), company_problems(values)):
        column = source.column_of.get(problem.field, problem.field)
        shown = Problem(column, problem.message, problem.values)
        raise RefusedRow(shown, cells.get(column, ""))
    return firm


def record(one: Entry, batch_id: int, source: Source) -> dict[str, Any]:
    """The source_record of the row."""
    cells = one.row.cells if source.keeps_all else own_cells(one.row.cells, source)
    return record_of(one, batch_id, source, cells)
