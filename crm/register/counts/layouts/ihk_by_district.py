"""Member firms of the chamber of commerce by district and group of sections, as a CSV file."""

from collections.abc import Iterator

from crm.enums import N_, OfficiallyCounted
from crm.register.counts.cells import counts, place, year
from crm.register.counts.count import CITY, UNASSIGNED, Cells, Count, Layout

PARTS = {
    "total": None, "B-F": "B-F", "G": "G", "H": "H", "I": "I", "J": "J", "K-N": "K-N",
    "O-Q": "O-Q", "A_and_R-U": "A,R-U",
}  # fmt: skip
REMARK = N_(
    "Sure of the groups of sections is that G is trade and B-F are industry and construction."
    " The others are assigned by the order of the classification."
)


def read(cells: Cells) -> Iterator[Count]:
    where = place(cells, "district_number", {"city": CITY, "unassigned": UNASSIGNED})
    yield from counts(cells, OfficiallyCounted.CHAMBER, (year(cells, "year"), where), PARTS)


LAYOUT = Layout(
    name="ihk-by-district",
    title=N_("Members of the chamber of commerce by district and group of sections"),
    source="Landeshauptstadt Magdeburg, Amt für Statistik (KISS-MD)",
    columns=("year", "district_number", *PARTS),
    counts=read,
    remark=REMARK,
)
