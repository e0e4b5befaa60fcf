"""Craft firms of the craft statistics by size, those that need a licence and those that do not."""

from collections.abc import Iterator

from crm.enums import N_, OfficiallyCounted
from crm.register.counts.cells import number, year
from crm.register.counts.count import CITY, Cells, Count, Key, Layout, Unreadable
from crm.rules import Problem

SIZES = {
    "unter 5 Personen": "under_5", "5 - 9 Personen": "5-9", "10 - 19 Personen": "10-19",
    "20 - 49 Personen": "20-49", "50 und mehr Personen": "50+", "insgesamt": None,
}  # fmt: skip
KINDS = ("firms_licensed", "firms_unlicensed")


def read(cells: Cells) -> Iterator[Count]:
    size = cells.get("size_class", "").strip()
    if size not in SIZES:
        expected = ", ".join(SIZES)
        problem = Problem("size_class", N_("Expected is one of: %(expected)s."), {
            "expected": expected,
        })  # fmt: skip
        raise Unreadable(problem, size)
    firms = [number(cells, column) for column in KINDS]
    known = [value for value in firms if value is not None]
    key = Key(OfficiallyCounted.CRAFT_STATISTICS, year(cells, "year"), CITY, SIZES[size])
    yield Count(key, sum(known) if len(known) == len(KINDS) else None, KINDS[0])


LAYOUT = Layout(
    name="craft-by-size",
    title=N_("Craft firms of the craft statistics by size"),
    source="Landeshauptstadt Magdeburg, Amt für Statistik (KISS-MD)",
    columns=("year", "size_class", *KINDS),
    counts=read,
    remark=N_(
        "The craft statistics count only firms with turnover tax or employees, and the owner among"
        " the people: they are kept and shown, but not compared with the register."
    ),
)
