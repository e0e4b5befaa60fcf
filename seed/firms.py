"""Which firms there are: where, of which trade, how large, from when to when.

Everything is kept in columns (numpy), one entry per firm in the order of founding, so that the
set of 300,000 is made as the city is. Rows for the database are made of them elsewhere.
"""

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.random import Generator

from crm.enums import SizeBand
from seed import plan
from seed.days import NONE, Calendar
from seed.dice import Dice, pick
from seed.official_counts import GROUPS, UNASSIGNED, craft, filled
from seed.sources import Array, apportion, rows, shares
from seed.trades import trades

CRAFT_GROUP = len(GROUPS)
BANDS = list(SizeBand)
FOUNDED = {1949: 1, 1965: 1, 1980: 2, 1990: 14, 1995: 22, 2000: 12, 2005: 12, 2010: 14, 2016: 22}
"""From this year to the next on the list: how many of today's firms, roughly, were founded."""


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


def make_firms(dice: Dice, calendar: Calendar, years: float, scale: plan.Scale | None) -> Firms:
    active = _active_stock(years, scale)
    stock = _stock(dice.of("stock"), active)
    ended = _ended(dice.of("ended"), stock, calendar, _how_many_ended(len(stock), years, scale))
    _found(dice.of("founded"), stock, calendar)
    _follow(dice.of("successors"), stock, ended, calendar)
    firms = _joined(stock, ended)
    firms = firms.take(np.lexsort((np.arange(len(firms)), firms.founded)))
    _merge(dice.of("merged"), firms, calendar)
    return firms


def _active_stock(years: float, scale: plan.Scale | None) -> dict[tuple[int, int], int]:
    """(district, group) -> firms: as in the official tables, or in their proportion."""
    numbers = [row["number"] for row in rows("districts")] + [UNASSIGNED]
    counts = {(numbers.index(d), GROUPS.index(g)): count for (d, g), count in filled().items()}
    counts |= {(numbers.index(d), CRAFT_GROUP): count for d, count in craft().items()}
    if scale is not None:
        total = round(scale.companies / (1 + _ended_share(years)))
        counts = dict(zip(counts, apportion(list(counts.values()), total).tolist(), strict=True))
    return {(-1 if d == len(numbers) - 1 else d, g): n for (d, g), n in counts.items()}


def _ended_share(years: float) -> float:
    return min(plan.CLOSURES_PER_YEAR * years, plan.MOST_ENDED)


def _how_many_ended(active: int, years: float, scale: plan.Scale | None) -> int:
    return scale.companies - active if scale else round(active * _ended_share(years))


def _stock(rng: Generator, counts: dict[tuple[int, int], int]) -> Firms:
    cells = np.repeat(np.array(list(counts)), list(counts.values()), axis=0)
    cells = cells[rng.permutation(len(cells))]
    trade = _trades(rng, cells[:, 1])
    size = len(cells)
    return Firms(
        district=cells[:, 0],
        group=cells[:, 1],
        trade=trade,
        band=_bands(rng, cells[:, 1] == CRAFT_GROUP, trade),
        founded=np.full(size, NONE),
        ended=np.full(size, NONE),
        reason=np.full(size, -1),
        merged_into=np.full(size, -1),
    )


def _trades(rng: Generator, groups: Array) -> Array:
    found = np.zeros(len(groups), dtype=int)
    for group in range(CRAFT_GROUP + 1):
        here = groups == group
        weights = trades().weights(group)
        found[here] = pick(rng, np.arange(len(weights)), int(here.sum()), weights)
    return found


def _bands(rng: Generator, is_craft: Array, trade: Array) -> Array:
    """As many firms per band as registers have; which ones they are depends on their trade."""
    found = np.zeros(len(trade), dtype=int)
    leaning = trades().size[trade] + rng.normal(0, 0.75, len(trade))
    for column, here in (("ihk", ~is_craft), ("craft", is_craft)):
        quota = {row["band"]: int(row[column]) for row in rows("size_bands")}
        counts = dict(zip(quota, apportion(list(quota.values()), int(here.sum())), strict=True))
        at = np.flatnonzero(here)
        unknown = rng.permutation(at)[: counts.pop(SizeBand.UNKNOWN)]
        known = np.setdiff1d(at, unknown)
        known = known[np.argsort(leaning[known], kind="stable")]
        positions = [BANDS.index(SizeBand(band)) for band in counts]
        found[known] = np.repeat(positions, list(counts.values()))
        found[unknown] = BANDS.index(SizeBand.UNKNOWN)
    return found


def _ended(rng: Generator, stock: Firms, calendar: Calendar, size: int) -> Firms:
    """Firms that closed in these years: like some of today's, rather smaller, and not in order."""
    ended = stock.take(rng.permutation(len(stock))[:size])
    span = int((calendar.until - calendar.first).astype(int))
    ended.ended = calendar.first + rng.integers(5, max(span - 5, 6), size)
    age = 200 + rng.exponential(8 * 365, size).astype(int)
    ended.founded = ended.ended - np.minimum(age, 60 * 365)
    reasons = list(plan.END_REASONS.values())
    ended.reason = pick(rng, np.arange(len(reasons)), size, reasons)
    ended.trade = _trades(rng, ended.group)
    ended.band = _bands(rng, ended.is_craft, ended.trade)
    return ended


def _found(rng: Generator, stock: Firms, calendar: Calendar) -> None:
    """Days of founding before the years of the demo."""
    years = np.array([*FOUNDED, int(str(calendar.first)[:4]) + 1])
    at = pick(rng, np.arange(len(FOUNDED)), len(stock), list(FOUNDED.values()))
    begins = years.astype(str).astype("datetime64[Y]").astype("datetime64[D]")
    length = np.maximum((begins[at + 1] - begins[at]).astype(int), 1)
    days = begins[at] + (rng.random(len(stock)) * length).astype(int)
    stock.founded = np.minimum(days, calendar.first - 1 - rng.integers(0, 300, len(stock)))


def _follow(rng: Generator, stock: Firms, ended: Firms, calendar: Calendar) -> None:
    """Each firm that closed is followed, some weeks later, by one of today's in its place."""
    cell = (stock.district + 1) * 100 + stock.group
    gone = (ended.district + 1) * 100 + ended.group
    today = np.lexsort((rng.random(len(stock)), cell))
    before = np.lexsort((rng.random(len(ended)), gone))
    rank = np.arange(len(ended)) - np.searchsorted(gone[before], gone[before], side="left")
    successor = today[np.searchsorted(cell[today], gone[before], side="left") + rank]
    founded = ended.ended[before] + rng.integers(1, 60, len(ended))
    stock.founded[successor] = np.minimum(founded, calendar.until - 1)


def _joined(stock: Firms, ended: Firms) -> Firms:
    return Firms(
        *(np.concatenate([getattr(stock, f.name), getattr(ended, f.name)]) for f in fields(Firms))
    )


def _merge(rng: Generator, firms: Firms, calendar: Calendar) -> None:
    """Who was merged went into an older, larger firm of the same group that still exists."""
    merged = list(plan.END_REASONS).index("merged")
    large = firms.is_active & (firms.band >= BANDS.index(SizeBand.FROM_4))
    large &= (firms.founded < calendar.first) & (firms.band < BANDS.index(SizeBand.UNKNOWN))
    for at in np.flatnonzero(firms.reason == merged):
        older = large[:at] & (firms.group[:at] == firms.group[at])
        if older.any():
            firms.merged_into[at] = rng.choice(np.flatnonzero(older))
        else:
            firms.reason[at] = 0


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
