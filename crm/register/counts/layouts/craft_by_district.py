"""Craft firms by district, as a CSV file."""

from collections.abc import Iterator

from crm.enums import N_, OfficiallyCounted
from crm.register.counts.cells import counts, place, year
from crm.register.counts.count import CITY, UNASSIGNED, Cells, Count, Layout

PARTS = {"total": None}


def read(cells: Cells) -> Iterator[Count]:
    where = place(cells, "district_number", {"city": CITY, "unassigned": UNASSIGNED})
    yield from counts(cells, OfficiallyCounted.CRAFT, (year(cells, "year"), where), PARTS)


LAYOUT = Layout(
    name="craft-by-district",
    title=N_("Craft firms by district"),
    source="Landeshauptstadt Magdeburg, Amt für Statistik (KISS-MD)",
    columns=("year", "district_number", *PARTS),
    counts=read,
)
