"""Firms in columns: where, of which trade, how large, from when to when.

One entry per firm in the order of founding (numpy), so that the set of 300,000 is made as the
city is. Rows for the database are made of them elsewhere.
"""

from dataclasses import dataclass, fields, replace

import numpy as np

from crm.enums import SizeBand
from seed.days import Calendar
from seed.official_counts import GROUPS
from seed.sources import Array, rows, shares

CRAFT_GROUP = len(GROUPS)
BANDS = list(SizeBand)


@dataclass
class Firms:
    """Columns of equal length. Districts are positions in districts.csv, -1 for none."""

    district: Array
    group: Array
    trade: Array
    band: Array
    """Position in SizeBand, today or when it ended."""
    founded: Array
    ended: Array
    reason: Array
    merged_into: Array
    """Position of the other firm, -1 for none."""

    def __len__(self) -> int:
        return len(self.trade)

    @property
    def is_craft(self) -> Array:
        return np.asarray(self.group == CRAFT_GROUP)

    @property
    def is_active(self) -> Array:
        return np.isnat(self.ended)

    def take(self, order: Array) -> "Firms":
        return replace(self, **{f.name: getattr(self, f.name)[order] for f in fields(self)})


def joined(first: Firms, second: Firms) -> Firms:
    return Firms(
        *(np.concatenate([getattr(first, f.name), getattr(second, f.name)]) for f in fields(Firms))
    )


def begun_on_record(firms: Firms, calendar: Calendar) -> Array:
    """From which day a firm is on file: the register's first year, or its founding after that."""
    return np.maximum(firms.founded, register_day(calendar))


def register_day(calendar: Calendar) -> np.datetime64:
    return np.datetime64(calendar.first.astype("datetime64[Y]"), "D")


def population(firms: Firms) -> Array:
    """Firms per district, as shares."""
    return shares(
        np.bincount(firms.district[firms.district >= 0], minlength=len(rows("districts")))
    )
