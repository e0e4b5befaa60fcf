"""Size and sector of firms over the years: periods that adjoin, the last one open."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from crm.enums import SizeBand
from crm.models import CompanyFact
from seed import plan
from seed.bulk import Loader
from seed.days import NONE, Calendar, day, instants, iso
from seed.dice import Dice
from seed.firms import BANDS, Firms, begun_on_record
from seed.reference_rows import table_of
from seed.sources import Array
from seed.trades import EDITIONS, trades

UNKNOWN = BANDS.index(SizeBand.UNKNOWN)
STRADDLES = BANDS.index(SizeBand.FROM_200)
"""The band 200-499, whose exact headcount would say more than the chambers do."""
SOURCES = (
    "Register der Industrie- und Handelskammer",
    "Handwerksrolle",
    "Angabe im Gespräch",
    "Umstellung auf WZ 2025",
)
TALK, CARRIED_OVER = 2, 3
MONTH = 30
"""Days that a fact holds at least."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """Columns; ``firm`` is a position, ``source`` one in SOURCES, ``edition`` one in EDITIONS."""

    firm: Array
    band: Array
    edition: Array
    source: Array
    begun: Array
    ended: Array

    def split(self, at: Array, days: Array, band: Array, source: int) -> "_Facts":
        """What holds in these rows begins on these days; before that another band held."""
        later = self.begun.copy(), self.source.copy()
        later[0][at], later[1][at] = days, source
        former_edition = np.where(source == CARRIED_OVER, 0, self.edition[at])
        return _Facts(
            np.append(self.firm, self.firm[at]),
            np.append(self.band, band),
            np.append(self.edition, former_edition),
            np.append(later[1], self.source[at]),
            np.append(later[0], self.begun[at]),
            np.append(self.ended, days - 1),
        )


def add_company_facts(
    loader: Loader, dice: Dice, calendar: Calendar, firms: Firms, ids: Array
) -> None:
    rng = dice.of("facts")
    facts = _facts(rng, calendar, firms)
    order = np.lexsort((facts.begun, facts.firm))
    firm, edition = facts.firm[order], facts.edition[order].tolist()
    trade = firms.trade[firm].tolist()
    entered = instants(rng, np.minimum(facts.begun[order] + 4, calendar.until))
    loader.add(
        table_of(CompanyFact),
        {
            "company_id": ids[firm].tolist(),
            "size_band": [BANDS[at].value for at in facts.band[order].tolist()],
            "employees": _employees(rng, facts.band[order]),
            "wz_code": [trades().codes[t][e] for t, e in zip(trade, edition, strict=True)],
            "wz_edition": [EDITIONS[e].value for e in edition],
            "wz_section": [trades().sections[t][e] for t, e in zip(trade, edition, strict=True)],
            "valid_from": iso(facts.begun[order]),
            "valid_to": iso(facts.ended[order]),
            "source": [SOURCES[at] for at in facts.source[order].tolist()],
            "created_at": entered,
            "changed_at": entered,
        },
    )


def _facts(rng: Generator, calendar: Calendar, firms: Firms) -> _Facts:
    """What holds now, and for some firms what held before, and before that."""
    begun = begun_on_record(firms, calendar)
    new = (firms.founded >= day(plan.WZ_2025_FROM)) & trades().has_2025[firms.trade]
    edition = (new & (rng.random(len(firms)) < plan.FOUNDED_WITH_WZ_2025)).astype(int)
    nothing = np.full(len(firms), NONE)
    source = firms.is_craft.astype(int)
    facts = _Facts(np.arange(len(firms)), firms.band, edition, source, begun, nothing)
    for share in plan.SIZE_CHANGES:
        facts = _size_changed(rng, calendar, firms, facts, share)
    return _carried_over(rng, calendar, firms, facts)


def _size_changed(
    rng: Generator, calendar: Calendar, firms: Firms, facts: _Facts, share: float
) -> _Facts:
    """Also facts that were changed before may change again: the oldest of a firm is split."""
    oldest = _oldest(facts)
    begun = facts.begun[oldest] + MONTH
    until = np.minimum(
        _last_day(calendar, firms)[facts.firm[oldest]], _end(calendar, facts, oldest)
    )
    room = (until - MONTH - begun).astype(int)
    chosen = (rng.random(len(oldest)) < share) & (room > 0) & (facts.band[oldest] != UNKNOWN)
    at, room, begun = oldest[chosen], room[chosen], begun[chosen]
    days = begun + (rng.random(len(at)) * room).astype(int)
    return facts.split(at, days, _neighbours(rng, facts.band[at]), TALK)


def _carried_over(rng: Generator, calendar: Calendar, firms: Firms, facts: _Facts) -> _Facts:
    """Firms whose code is given in WZ 2025 from some day on; before that in WZ 2008."""
    first = np.maximum(facts.begun + MONTH, day(plan.WZ_2025_FROM))
    room = (_last_day(calendar, firms)[facts.firm] - MONTH - first).astype(int)
    fits = np.isnat(facts.ended) & (facts.edition == 0) & trades().has_2025[firms.trade[facts.firm]]
    chosen = np.flatnonzero(fits & (room > 0) & (rng.random(len(room)) < plan.TO_WZ_2025))
    days = first[chosen] + (rng.random(len(chosen)) * room[chosen]).astype(int)
    facts.edition[chosen] = 1
    return facts.split(chosen, days, facts.band[chosen], CARRIED_OVER)


def _oldest(facts: _Facts) -> Array:
    """The row of each firm's first fact."""
    order = np.lexsort((facts.begun, facts.firm))
    _firms, first = np.unique(facts.firm[order], return_index=True)
    return order[first]


def _last_day(calendar: Calendar, firms: Firms) -> Array:
    return np.where(firms.is_active, calendar.until, firms.ended)


def _end(calendar: Calendar, facts: _Facts, at: Array) -> Array:
    return np.where(np.isnat(facts.ended[at]), calendar.until, facts.ended[at])


def _neighbours(rng: Generator, band: Array) -> Array:
    """One band up or down; sometimes nothing was known."""
    step = np.where(rng.random(len(band)) < 0.5, 1, -1)
    found = np.clip(band + np.where(band == 0, 1, step), 0, BANDS.index(SizeBand.FROM_1000))
    return np.where(rng.random(len(band)) < 0.12, UNKNOWN, found)


def _employees(rng: Generator, band: Array) -> list[int | None]:
    """For part of the firms, inside the band, the lower end more often."""
    lowest = np.array([one.lowest or 0 for one in BANDS])[band]
    highest = np.array([one.highest or one.lowest or 0 for one in BANDS])[band]
    count = lowest + (rng.random(len(band)) ** 1.5 * (highest - lowest + 1)).astype(int)
    hidden = (band == UNKNOWN) | (band == STRADDLES)
    hidden |= rng.random(len(band)) >= plan.EXACT_HEADCOUNT
    return [None if no else n for no, n in zip(hidden.tolist(), count.tolist(), strict=True)]
