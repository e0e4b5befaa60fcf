"""Today's firms: as many per district and group as the tables say, each of a trade and a size."""

import numpy as np
from numpy.random import Generator

from crm.enums import SizeBand
from seed import plan
from seed.days import NONE
from seed.dice import pick
from seed.firms import BANDS, CRAFT_GROUP, Firms
from seed.official_counts import GROUPS, UNASSIGNED, craft, filled
from seed.sources import Array, apportion, rows
from seed.trades import trades


def active_stock(years: float, scale: plan.Scale | None) -> dict[tuple[int, int], int]:
    """(district, group) -> firms: as in the official tables, or in their proportion."""
    numbers = [row["number"] for row in rows("districts")] + [UNASSIGNED]
    counts = {(numbers.index(d), GROUPS.index(g)): count for (d, g), count in filled().items()}
    counts |= {(numbers.index(d), CRAFT_GROUP): count for d, count in craft().items()}
    if scale is not None:
        total = round(scale.companies / (1 + ended_share(years)))
        counts = dict(zip(counts, apportion(list(counts.values()), total).tolist(), strict=True))
    return {(-1 if d == len(numbers) - 1 else d, g): n for (d, g), n in counts.items()}


def ended_share(years: float) -> float:
    return min(plan.CLOSURES_PER_YEAR * years, plan.MOST_ENDED)


def how_many_ended(active: int, years: float, scale: plan.Scale | None) -> int:
    return scale.companies - active if scale else round(active * ended_share(years))


def stock(rng: Generator, counts: dict[tuple[int, int], int]) -> Firms:
    cells = np.repeat(np.array(list(counts)), list(counts.values()), axis=0)
    cells = cells[rng.permutation(len(cells))]
    trade = some_trades(rng, cells[:, 1])
    size = len(cells)
    return Firms(
        district=cells[:, 0],
        group=cells[:, 1],
        trade=trade,
        band=bands(rng, cells[:, 1] == CRAFT_GROUP, trade),
        founded=np.full(size, NONE),
        ended=np.full(size, NONE),
        reason=np.full(size, -1),
        merged_into=np.full(size, -1),
    )


def some_trades(rng: Generator, groups: Array) -> Array:
    found = np.zeros(len(groups), dtype=int)
    for group in range(CRAFT_GROUP + 1):
        here = groups == group
        weights = trades().weights(group)
        found[here] = pick(rng, np.arange(len(weights)), int(here.sum()), weights)
    return found


def bands(rng: Generator, is_craft: Array, trade: Array) -> Array:
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
