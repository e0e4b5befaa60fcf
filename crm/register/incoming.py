"""One row on its way in, whatever it is about."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from crm.enums import RowOutcome
from crm.register.reading.row import RawRow
from crm.register.reasons import as_text
from crm.register.source import Cells, Origin
from crm.rules import Problem


@dataclass(slots=True)
class Incoming:
    row: RawRow
    key: str | None = None
    fingerprint: str = ""
    company_id: int | None = None
    outcome: RowOutcome = RowOutcome.UNCHANGED
    problem: Problem | None = None
    value: str = ""

    def refuse(self, problem: Problem, value: str = "") -> None:
        self.outcome, self.problem, self.value = RowOutcome.REFUSED, problem, value

    @property
    def counts_as(self) -> RowOutcome:
        return self.outcome

    @property
    def is_refused(self) -> bool:
        return self.outcome is RowOutcome.REFUSED


def fingerprint(cells: Cells, source: Origin) -> str:
    """Of the source's own columns in its own order, so that neither matters in the file."""
    text = "\x1f".join([cells.get(column, "") for column in source.columns])
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def record(one: Incoming, batch_id: int, source: Origin, cells: Cells) -> dict[str, Any]:
    """The source_record of the row, with the cells that are kept of it."""
    problem = one.problem
    return {
        "batch_id": batch_id,
        "row_number": one.row.number,
        "source": source.name,
        "key": one.key,
        "fingerprint": one.fingerprint,
        "raw": json.dumps(cells, ensure_ascii=False, separators=(",", ":")),
        "outcome": one.outcome,
        "company_id": one.company_id,
        "column": problem.field if problem else None,
        "value": one.value if problem else None,
        "reason": as_text(problem) if problem else None,
    }


def own_cells(cells: Cells, source: Origin) -> Cells:
    """Those of the columns that are read, and a row out of order."""
    own = {*source.columns, ""}
    return {column: cell for column, cell in cells.items() if column in own}
