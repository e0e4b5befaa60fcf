"""Relations between numbers as rows of a matrix, a column for each number that is open."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from reports.protect.number import Link, Number


class System(NamedTuple):
    """``low`` <= ``matrix`` times the open numbers <= ``high``."""

    matrix: csr_array
    low: NDArray[Any]
    high: NDArray[Any]


def system(links: Iterable[Link], at: Mapping[Number, int], known: Mapping[Number, int]) -> System:
    """``at``: the columns of the open numbers; all others are ``known``."""
    rows, columns, factors = list[int](), list[int](), list[int]()
    low, high = list[float](), list[float]()
    for row, relation in enumerate(relation for link in links for relation in link.relations):
        fixed = 0
        for number, factor in relation.factors.items():
            if number in at:
                rows.append(row)
                columns.append(at[number])
                factors.append(factor)
            else:
                fixed += factor * known[number]
        low.append(relation.low - fixed)
        high.append(relation.high - fixed)
    matrix = coo_array((factors, (rows, columns)), shape=(len(low), len(at))).tocsr()
    return System(matrix, np.array(low, float), np.array(high, float))
