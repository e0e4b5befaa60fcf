"""IHK Berlin, Gewerbedaten (CC0): every member firm of Berlin, without names.

``business_type`` is kept raw only: its two values were swapped in every file until April 2026.
So is ``planungsraum_id``, of which a spreadsheet takes the leading zero.
"""

import re
from datetime import date

from crm.enums import N_, Chamber, WzEdition
from crm.register.cells import (
    district,
    identifier,
    number,
    postcode,
    refusal,
    size_band,
    text,
    town,
    wz_code,
)
from crm.register.firm import Firm, Place, SizeAndSector
from crm.register.source import Cells, Source

COLUMNS = (
    "opendata_id", "city", "postcode", "latitude", "longitude", "ihk_branch_id", "nace_id",
    "branch_top_level_id", "employees_range", "ihk_branch_desc", "nace_desc",
    "branch_top_level_desc", "business_age", "business_type", "Bezirk", "planungsraum_id",
    "Planungsraum", "Bezirksregion", "Prognoseraum", "Ortsteil",
)  # fmt: skip
NEEDED = frozenset(
    {
        "opendata_id", "city", "postcode", "latitude", "longitude", "nace_id", "employees_range",
        "business_age", "Bezirk", "Planungsraum",
    }
)  # fmt: skip
CITY = "Berlin"
POSTCODES = range(10_000, 14_200)
DISTRICTS = {
    "Mitte": "01", "Friedrichshain-Kreuzberg": "02", "Pankow": "03",
    "Charlottenburg-Wilmersdorf": "04", "Spandau": "05", "Steglitz-Zehlendorf": "06",
    "Tempelhof-Schöneberg": "07", "Neukölln": "08", "Treptow-Köpenick": "09",
    "Marzahn-Hellersdorf": "10", "Lichtenberg": "11", "Reinickendorf": "12",
}  # fmt: skip
"""The twelve Bezirke."""
NACE_DIGITS = 4
NO_BRANCH = "noch unbekannt"
OPEN_AGE = "100+"


def key(cells: Cells) -> str:
    words = identifier(cells, "opendata_id")
    if words is None:
        raise refusal(cells, "opendata_id", N_("The id is missing."))
    if not re.fullmatch(r"[0-9]{1,20}", words):
        raise refusal(cells, "opendata_id", N_("An id consists of digits only."))
    return words


def firm(cells: Cells, as_of: date) -> Firm:
    return Firm(
        chamber=Chamber.IHK,
        description=_branch(cells),
        founded_on=_founded_on(cells, as_of),
        place=Place(
            postcode=postcode(cells, "postcode", CITY, POSTCODES),
            city=town(cells, "city", CITY),
            neighbourhood=text(cells, "Planungsraum"),
            district=district(cells, "Bezirk", CITY, DISTRICTS),
            latitude=number(cells, "latitude"),
            longitude=number(cells, "longitude"),
        ),
        fact=_fact(cells),
    )


def _branch(cells: Cells) -> str | None:
    branch = text(cells, "ihk_branch_desc")
    return text(cells, "nace_desc") if branch in (None, NO_BRANCH) else branch


def _fact(cells: Cells) -> SizeAndSector:
    said = text(cells, "nace_desc")
    sector = wz_code(cells, "nace_id", WzEdition.WZ_2008, said, NACE_DIGITS)
    return SizeAndSector(size_band(cells, "employees_range"), *sector)


def _founded_on(cells: Cells, as_of: date) -> date | None:
    """1 January of the year that the age in years leads to; the oldest are only "100+"."""
    age = text(cells, "business_age")
    if age in (None, OPEN_AGE):
        return None
    if not re.fullmatch(r"\d{1,3}", str(age)):
        raise refusal(cells, "business_age", N_("This is not an age in years."))
    return date(as_of.year - int(str(age)), 1, 1)


SOURCE = Source(
    name="ihk-berlin",
    title="IHK Berlin",
    city=CITY,
    columns=COLUMNS,
    needed=NEEDED,
    key_column="opendata_id",
    key=key,
    firm=firm,
    column_of={"founded_on": "business_age", "neighbourhood": "Planungsraum"},
)
