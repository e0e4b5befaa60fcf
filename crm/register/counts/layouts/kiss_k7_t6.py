"""Table K7_T6 as the portal KISS-MD exports it: members of the chamber of commerce.

Its columns have numbers for names; by the printed table they are those of ihk_by_district.
"""

from collections.abc import Iterator

from crm.enums import OfficiallyCounted
from crm.register.counts.cells import counts, place, year
from crm.register.counts.count import CITY, UNASSIGNED, Cells, Count, Layout
from crm.register.counts.layouts import ihk_by_district

YEAR, DISTRICT = "K7_T6_var1", "K7_T6_var2"
PARTS = {
    f"K7_T6_var{number}": part
    for number, part in enumerate(ihk_by_district.PARTS.values(), start=3)
}
PLACES = {"15003": CITY, "99998": UNASSIGNED}


def read(cells: Cells) -> Iterator[Count]:
    where = (year(cells, YEAR), place(cells, DISTRICT, PLACES))
    yield from counts(cells, OfficiallyCounted.CHAMBER, where, PARTS)


LAYOUT = Layout(
    name="kiss-k7-t6",
    title=ihk_by_district.LAYOUT.title,
    source=ihk_by_district.LAYOUT.source,
    columns=(YEAR, DISTRICT, *PARTS),
    counts=read,
    remark=ihk_by_district.REMARK,
)
