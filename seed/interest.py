"""Which firms the office comes across, and how often: uneven, with neglected corners."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from seed import plan
from seed.days import Calendar
from seed.dice import Dice
from seed.firms import Firms
from seed.names import by_band
from seed.sources import Array, rows
from seed.trades import trades

TRIES = 12


@dataclass(frozen=True, slots=True)
class Pool:
    """Firms to draw from (positions) with the running sum of their weights."""

    firms: Array
    steps: Array

    @classmethod
    def of(cls, firms: Array, weights: Array) -> "Pool":
        chosen = firms[weights[firms] > 0]
        return cls(chosen, np.cumsum(weights[chosen]))

    def draw(self, rng: Generator, size: int) -> Array:
        at = np.searchsorted(self.steps, rng.random(size) * self.steps[-1], side="right")
        return np.asarray(self.firms[np.minimum(at, len(self.firms) - 1)])


def individual_interest(dice: Dice, firms: Firms) -> Array:
    """Weight of each firm among those who are spoken to one by one; 0 for closed doors."""
    rng = dice.of("interest")
    doors = rng.random(len(firms)) < by_band(plan.OPEN_DOORS)[firms.band]
    return np.asarray(doors * _weights(rng, firms))


def sociability(dice: Dice, firms: Firms) -> Array:
    """Weight of each firm among those who come to gatherings."""
    rng = dice.of("sociability")
    return np.asarray((rng.random(len(firms)) < plan.SOCIABLE) * _weights(rng, firms))


def _weights(rng: Generator, firms: Firms) -> Array:
    luck = np.minimum(rng.lognormal(0.0, plan.UNEVENNESS, len(firms)), plan.LUCKIEST)
    size = by_band(plan.INTEREST)[firms.band]
    section = np.array([plan.NEGLECTED_SECTIONS.get(s[0], 1.0) for s in trades().sections])
    numbers = [row["number"] for row in rows("districts")]
    district = np.array([plan.NEGLECTED_DISTRICTS.get(n, 1.0) for n in numbers] + [0.3])
    return np.asarray(luck * size * section[firms.trade] * district[firms.district])


def existing(firms: Firms, at: Array, days: Array) -> Array:
    """Whether each firm exists on its day."""
    begun = firms.founded[at] <= days
    return np.asarray(begun & (firms.is_active[at] | (firms.ended[at] >= days)))


def draw_existing(
    rng: Generator, pool: Pool, firms: Firms, days: Array, calendar: Calendar
) -> Array:
    """A firm of the pool for each day, one that existed then."""
    found = pool.draw(rng, len(days))
    left = np.flatnonzero(~existing(firms, found, days))
    for _try in range(TRIES):
        found[left] = pool.draw(rng, len(left))
        left = left[~existing(firms, found[left], days[left])]
    if len(left):
        found[left] = always_there(pool, firms, calendar).draw(rng, len(left))
    return found


def always_there(pool: Pool, firms: Firms, calendar: Calendar) -> Pool:
    """Those of the pool that existed on every day."""
    weights = np.diff(pool.steps, prepend=0.0)
    stays = firms.is_active[pool.firms] & (firms.founded[pool.firms] <= calendar.first)
    return Pool(pool.firms[stays], np.cumsum(weights[stays]))
