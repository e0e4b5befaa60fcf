"""Reading single cells, shared by the sources. Each refuses the row when a cell makes no sense."""

from crm.register.cells.days import day
from crm.register.cells.identifiers import identifier
from crm.register.cells.numbers import amount, number
from crm.register.cells.places import district, postcode, town
from crm.register.cells.sectors import Sector, wz_code
from crm.register.cells.sizes import size_band
from crm.register.cells.texts import NOTHING, refusal, text

__all__ = [
    "NOTHING", "Sector", "amount", "day", "district", "identifier", "number", "postcode",
    "refusal", "size_band", "text", "town", "wz_code",
]  # fmt: skip
