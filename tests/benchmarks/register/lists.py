"""Two lists of firms, half of whose rows are on file: one that gives each its number, as IHK
Berlin's does, and one by whose names and addresses a firm has to be recognised.
"""

import csv
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from crm.register.same_firm.traits import Said
from seed.berlin_register import COLUMNS, register
from tests.register.same_firm.held_out import HeldOut

BEFORE, AFTER, MONTHS_LATER = "2023-04-30", "2023-10-31", 6
COLUMNS_OF = {
    "name": "Firma", "legal_form": "Rechtsform", "street": "Straße", "house_number": "Hausnummer",
    "postcode": "PLZ", "city": "Ort", "phone": "Telefon", "register_number": "Registernummer",
    "website": "Internet", "email": "E-Mail", "wz_2008": "WZ 2008", "key": "Nummer",
}  # fmt: skip


def write_numbered(folder: Path, on_file: int, listed: int) -> tuple[Path, Path]:
    """What is on file, and half a year later a list in no order of which half is on file."""
    before, after = folder / "numbered-on-file.csv", folder / "numbered-listed.csv"
    _write(before, COLUMNS, register(on_file))
    new = listed // 2
    rows = list(islice(register(on_file + new, month=MONTHS_LATER), on_file - listed + new, None))
    Random(listed).shuffle(rows)
    _write(after, COLUMNS, rows[:listed])
    return before, after


def write_named(folder: Path, rows: HeldOut) -> Path:
    path = folder / "named-listed.csv"
    _write(path, COLUMNS_OF.values(), (tuple(cells_of(row).values()) for row in rows.listed))
    return path


def cells_of(firm: Said) -> dict[str, str]:
    said = firm._asdict() | {"wz_2008": firm.wz_code}
    return {column: str(said[field] or "") for field, column in COLUMNS_OF.items()}


def first_rows(file: Path, number: int) -> Path:
    """The same list, but only its first rows."""
    short = file.with_stem(f"{file.stem}-{number}")
    with file.open(encoding="utf-8") as rows, short.open("w", encoding="utf-8") as some:
        some.writelines(islice(rows, number + 1))
    return short


def _write(path: Path, columns: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)
