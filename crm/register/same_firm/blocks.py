"""Firms by their keys: sorted arrays, the newest in small ones that are merged now and then.

A key and the position of a firm in the index are packed into one number, 38 bits and 24, so that
300,000 firms with 22 keys each take 50 MB and are sorted in place.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from crm.register.same_firm.keys import ALWAYS, COUNTED, NUMBERS
from crm.register.same_firm.weights import MOST_IN_A_BLOCK

Array = NDArray[Any]
FIRM_BITS, KEY_BITS = 24, 38
FIRM, KEY = (1 << FIRM_BITS) - 1, (1 << KEY_BITS) - 1
A_NUMBER = 5
"""Blocks that a common number counts for."""


class Met(NamedTuple):
    """Columns: who asked, whom they met, and in how many blocks, numbers counting more."""

    asking: Array
    firm: Array
    times: Array


class Blocks:
    def __init__(self) -> None:
        self._segments: list[Array] = []

    def add(self, keys: Sequence[Sequence[int]], first: int) -> None:
        """Of firms at positions from ``first`` on."""
        flat, at = _flat(keys)
        self._segments.append(np.sort((flat << FIRM_BITS | (at + first))[flat != 0]))
        while len(self._segments) > 1 and self._is_due():
            merged = np.concatenate([self._segments.pop(), self._segments.pop()])
            merged.sort()
            self._segments.append(merged)

    def _is_due(self) -> bool:
        return len(self._segments[-2]) <= len(self._segments[-1])

    def meet(self, keys: Sequence[Sequence[int]]) -> tuple[Met, Array]:
        """Also how many firms share each of the counted keys, a row for each that asks."""
        flat, asking = _flat(keys)
        spans = [_span(segment, flat) for segment in self._segments]
        sizes = sum((end - begin for begin, end in spans), np.zeros(len(flat), np.int64))
        always = np.cumsum([0, *map(len, keys)])[:-1, None] + np.arange(ALWAYS)
        times = np.where((sizes <= MOST_IN_A_BLOCK) & (flat != 0), 1, 0)
        times[always[:, :NUMBERS]] *= A_NUMBER
        return self._met(spans, asking, times), sizes[always[:, COUNTED]]

    def _met(self, spans: Sequence[tuple[Array, Array]], asking: Array, times: Array) -> Met:
        pairs, counts = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for segment, (begin, end) in zip(self._segments, spans, strict=True):
            length = np.where(times > 0, end - begin, 0)
            firm = segment[_ranges(begin, length)] & FIRM
            pairs.append(np.repeat(asking, length) << FIRM_BITS | firm)
            counts.append(np.repeat(times, length))
        pair, which = np.unique(np.concatenate(pairs), return_inverse=True)
        total = np.bincount(which, np.concatenate(counts), len(pair))
        return Met(pair >> FIRM_BITS, pair & FIRM, total)


def _flat(keys: Sequence[Sequence[int]]) -> tuple[Array, Array]:
    """All keys, one after the other, and whose each is."""
    lengths = np.fromiter(map(len, keys), np.int64, len(keys))
    flat = np.fromiter((key for firm in keys for key in firm), np.int64, int(lengths.sum()))
    return flat & KEY, np.repeat(np.arange(len(keys)), lengths)


def _span(segment: Array, keys: Array) -> tuple[Array, Array]:
    """Sorted keys are looked up without jumping about in the memory."""
    order = np.argsort(keys)
    begin, end = np.empty_like(keys), np.empty_like(keys)
    begin[order] = np.searchsorted(segment, keys[order] << FIRM_BITS)
    end[order] = np.searchsorted(segment, (keys[order] + 1) << FIRM_BITS)
    return begin, end


def _ranges(begin: Array, length: Array) -> Array:
    """begin, begin + 1, … for each, one after the other."""
    before = np.repeat(np.cumsum(length) - length - begin, length)
    found: Array = np.arange(length.sum()) - before
    return found
