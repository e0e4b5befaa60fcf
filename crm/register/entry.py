"""One row on its way in."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from crm.enums import RowOutcome
from crm.register.firm import Firm
from crm.register.judge import Verdict
from crm.register.known import Known
from crm.register.reading.row import RawRow
from crm.register.reasons import as_text
from crm.register.same_firm.likeness import Likeness
from crm.register.source import NOTHING, Cells, Notice, RefusedRow, Source
from crm.rules import Problem
from crm.rules.company import company_problems
from crm.rules.site import site_problems


@dataclass(slots=True)
class Entry:
    row: RawRow
    key: str | None = None
    fingerprint: str = ""
    known: Known | None = None
    verdict: Verdict | None = None
    company_id: int | None = None
    outcome: RowOutcome = RowOutcome.UNCHANGED
    problem: Problem | None = None
    value: str = ""
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
        self.outcome, self.problem, self.value = RowOutcome.REFUSED, problem, value

    @property
    def counts_as(self) -> RowOutcome:
        return RowOutcome.UNCHANGED if self.goes_on else self.outcome

    @property
    def is_refused(self) -> bool:
        return self.outcome is RowOutcome.REFUSED


def entry(row: RawRow, source: Source, as_of: date) -> Entry:
    made = Entry(row, fingerprint=_fingerprint(row.cells, source))
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


def _fingerprint(cells: Cells, source: Source) -> str:
    """Of the source's own columns in its own order, so that neither matters in the file."""
    text = "\x1f".join([cells.get(column, "") for column in source.columns])
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


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


def record(entry: Entry, batch_id: int, source: Source) -> dict[str, Any]:
    """The source_record of the row."""
    problem, cells = entry.problem, entry.row.cells
    if not source.keeps_all:
        own = {*source.columns, ""}
        cells = {column: cell for column, cell in cells.items() if column in own}
    return {
        "batch_id": batch_id,
        "row_number": entry.row.number,
        "source": source.name,
        "key": entry.key,
        "fingerprint": entry.fingerprint,
        "raw": json.dumps(cells, ensure_ascii=False, separators=(",", ":")),
        "outcome": entry.outcome,
        "company_id": entry.company_id,
        "column": problem.field if problem else None,
        "value": entry.value if problem else None,
        "reason": as_text(problem) if problem else None,
    }
