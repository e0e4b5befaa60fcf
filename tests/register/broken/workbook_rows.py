"""One row of a workbook makes no sense; the other one goes in."""

from collections.abc import Mapping

from tests.register.broken.fault import Fault
from tests.register.broken.makers import NEVER_RECKONED, workbook
from tests.register.broken.old_excel import old_workbook
from tests.register.broken.open_document import open_document
from tests.register.broken.rows import (
    FIRM,
    NO_SUCH_CODE,
    NO_SUCH_DAY,
    NOT_STORED,
    ROOFER,
    ROUNDED,
)

KINDS = {"XLSX": workbook, "XLS": old_workbook, "ODS": open_document}
IN_EACH = [
    ("31 February", "Gegründet", "31.02.2001", NO_SUCH_DAY),
    ("an id in E-notation", "Nr", "9,43E+11", ROUNDED),
    ("an id of eighteen digits", "Nr", 943032412345678912.0, ROUNDED),
    ("no such sector", "WZ", "99.99", NO_SUCH_CODE),
    ("an id twice", "Nr", 1.0, "Diese Nummer hat schon Zeile 2."),
]


def fault(kind: str, name: str, column: str, cell: str | float, sentence: str) -> Fault:
    content = of_rows(kind, ROOFER | {column: cell})
    return Fault(f"{kind}: {name}", content, sentence, "table", column, f"firms.{kind.lower()}")


def of_rows(kind: str, *rows: Mapping[str, str | float]) -> bytes:
    return KINDS[kind](list(FIRM), list(FIRM.values()), *(list(row.values()) for row in rows))


FORMULA = ("a formula never reckoned", "Mitarbeiter", NEVER_RECKONED, NOT_STORED % "E3")
ONLY_FORMULAS = dict.fromkeys(FIRM, NEVER_RECKONED)
WORKBOOK_ROWS = [
    *(fault(kind, *one) for kind in KINDS for one in IN_EACH),
    *(fault(kind, *FORMULA) for kind in ("XLSX", "ODS")),
    *(
        Fault(
            f"{kind}: a row of formulas alone",
            of_rows(kind, ONLY_FORMULAS),
            NOT_STORED % "A3",
            "table",
            "Nr",
            f"firms.{kind.lower()}",
        )
        for kind in ("XLSX", "ODS")
    ),
]
