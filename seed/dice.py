"""Random numbers that depend on the seed, the day and what they are for, and on nothing else."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from zlib import crc32

import numpy as np
from numpy.random import Generator

from seed.sources import Array, shares


@dataclass(frozen=True, slots=True)
class Dice:
    seed: int
    until: date

    def of(self, purpose: str) -> Generator:
        return np.random.default_rng([self.seed, self.until.toordinal(), crc32(purpose.encode())])


def between(rng: Generator, limits: tuple[int, int], size: int | None = None) -> Any:
    """Whole numbers from the first to the second limit, both included."""
    return rng.integers(limits[0], limits[1] + 1, size)


def pick(rng: Generator, values: Any, size: int, weights: Any = None) -> Array:
    """So many of the values; much faster than rng.choice with probabilities."""
    if weights is None:
        return np.asarray(values)[rng.integers(0, len(values), size)]
    steps = np.cumsum(shares(weights))
    steps[-1] = 1.0
    return np.asarray(values)[np.searchsorted(steps, rng.random(size), side="right")]
