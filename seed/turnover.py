"""Firms come and go: who closed in these years, who followed them, who was merged into whom."""

import numpy as np
from numpy.random import Generator

from crm.enums import SizeBand
from seed import plan
from seed.days import Calendar
from seed.dice import Dice, pick
from seed.firms import BANDS, Firms, joined
from seed.stock import active_stock, bands, how_many_ended, some_trades, stock

FOUNDED = {1949: 1, 1965: 1, 1980: 2, 1990: 14, 1995: 22, 2000: 12, 2005: 12, 2010: 14, 2016: 22}
"""From this year to the next on the list: how many of today's firms, roughly, were founded."""


def make_firms(dice: Dice, calendar: Calendar, years: float, scale: plan.Scale | None) -> Firms:
    today = stock(dice.of("stock"), active_stock(years, scale))
    ended = _ended(dice.of("ended"), today, calendar, how_many_ended(len(today), years, scale))
    _found(dice.of("founded"), today, calendar)
    _follow(dice.of("successors"), today, ended, calendar)
    firms = joined(today, ended)
    firms = firms.take(np.lexsort((np.arange(len(firms)), firms.founded)))
    _merge(dice.of("merged"), firms, calendar)
    return firms


def _ended(rng: Generator, today: Firms, calendar: Calendar, size: int) -> Firms:
    """Firms that closed in these years: like some of today's, rather smaller, and not in order."""
    ended = today.take(rng.permutation(len(today))[:size])
    span = int((calendar.until - calendar.first).astype(int))
    ended.ended = calendar.first + rng.integers(5, max(span - 5, 6), size)
    age = 200 + rng.exponential(8 * 365, size).astype(int)
    ended.founded = ended.ended - np.minimum(age, 60 * 365)
    reasons = list(plan.END_REASONS.values())
    ended.reason = pick(rng, np.arange(len(reasons)), size, reasons)
    ended.trade = some_trades(rng, ended.group)
    ended.band = bands(rng, ended.is_craft, ended.trade)
    return ended


def _found(rng: Generator, today: Firms, calendar: Calendar) -> None:
    """Days of founding before the years of the demo."""
    years = np.array([*FOUNDED, int(str(calendar.first)[:4]) + 1])
    at = pick(rng, np.arange(len(FOUNDED)), len(today), list(FOUNDED.values()))
    begins = years.astype(str).astype("datetime64[Y]").astype("datetime64[D]")
    length = np.maximum((begins[at + 1] - begins[at]).astype(int), 1)
    days = begins[at] + (rng.random(len(today)) * length).astype(int)
    today.founded = np.minimum(days, calendar.first - 1 - rng.integers(0, 300, len(today)))


def _follow(rng: Generator, today: Firms, ended: Firms, calendar: Calendar) -> None:
    """Each firm that closed is followed, some weeks later, by one of today's in its place."""
    cell = (today.district + 1) * 100 + today.group
    gone = (ended.district + 1) * 100 + ended.group
    here = np.lexsort((rng.random(len(today)), cell))
    left = np.lexsort((rng.random(len(ended)), gone))
    rank = np.arange(len(ended)) - np.searchsorted(gone[left], gone[left], side="left")
    successor = here[np.searchsorted(cell[here], gone[left], side="left") + rank]
    founded = ended.ended[left] + rng.integers(1, 60, len(ended))
    today.founded[successor] = np.minimum(founded, calendar.until - 1)


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
