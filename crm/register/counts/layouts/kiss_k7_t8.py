"""Table K7_T8 as the portal KISS-MD exports it: craft firms by district and group of trades.

Nothing in the file says which group of trades is which, and the order is not the usual one, so
that only their sum is read: it has to be the total.
"""

from collections.abc import Iterator

from crm.enums import N_, OfficiallyCounted
from crm.register.counts.cells import counts, place, year
from crm.register.counts.count import CITY, UNASSIGNED, Cells, Count, Layout
from crm.register.counts.layouts import craft_by_district

YEAR, DISTRICT, TOTAL = "K7_T8_var1", "K7_T8_var2", "K7_T8_var3"
TRADES = {f"K7_T8_var{number}": f"trades {number}" for number in range(4, 11)}
PLACES = {"15003": CITY, "99998": UNASSIGNED}


def read(cells: Cells) -> Iterator[Count]:
    where = (year(cells, YEAR), place(cells, DISTRICT, PLACES))
    found = counts(cells, OfficiallyCounted.CRAFT, where, {TOTAL: None, **TRADES})
    yield from (count for count in found if count.key.part is None)


LAYOUT = Layout(
    name="kiss-k7-t8",
    title=craft_by_district.LAYOUT.title,
    source=craft_by_district.LAYOUT.source,
    columns=(YEAR, DISTRICT, TOTAL, *TRADES),
    counts=read,
    remark=N_("The groups of trades have no names in this file; only their total is taken over."),
)
