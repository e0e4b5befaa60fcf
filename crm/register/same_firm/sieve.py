"""Of many that met, the few that are worth a close look; all at once, by rough measures."""

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from crm.register.same_firm.blocks import Array, Met
from crm.register.same_firm.shelf import Shelf
from crm.register.same_firm.traits import Traits
from crm.register.same_firm.weights import MOST_JUDGED

A_BLOCK = 10.0
"""Beside the name's up to 100 points: what having met once more is worth."""
FEWEST = 68.0
BEHIND = 70.0
"""Points behind the best from which on a candidate has no chance."""


def sifted(asking: Sequence[Traits], on_file: Shelf, met: Met) -> Met:
    """Nobody is a candidate for itself. Equal points are put in the order of keys, so that
    candidates never depend on the order of the input.
    """
    mine = [asking[at].name for at in met.asking.tolist()]
    yours = on_file.names(met.firm.tolist())
    alike = process.cpdist(mine, yours, scorer=fuzz.token_sort_ratio, dtype=np.float32)
    points = alike + A_BLOCK * met.times
    own = np.fromiter([firm.key for firm in asking], np.int64, len(asking))[met.asking]
    key = np.asarray(on_file.keys)[met.firm]
    worth_it = (points >= FEWEST) & (key != own)
    return _best(Met(*(column[worth_it] for column in met)), points[worth_it], key[worth_it])


def _best(met: Met, points: Array, key: Array) -> Met:
    order = np.lexsort((key, -points, met.asking))
    who = met.asking[order]
    first = np.searchsorted(who, who)
    near = points[order] >= points[order][first] - BEHIND
    kept = order[near & (np.arange(len(who)) - first < MOST_JUDGED)]
    return Met(*(column[kept] for column in met))
