"""Where firms work: their main site, the one before a move, branches."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from crm.enums import SiteKind
from crm.models import Site
from seed import plan
from seed.bulk import Loader
from seed.days import NONE, Calendar, instants, iso
from seed.dice import Dice, pick
from seed.firms import Firms, begun_on_record, population
from seed.names import by_band
from seed.places import CITY, Places, make_places
from seed.reference_rows import table_of
from seed.sources import Array

AT_LEAST_DAYS = 60
"""That a firm stays at one place."""


@dataclass(frozen=True, slots=True)
class Sites:
    """By the firm's position: ids of its main site and of the one before it moved (0 for none)."""

    main_id: Array
    former_id: Array
    moved_on: Array

    def on(self, firms: Array, days: Array) -> Array:
        """The main site that a firm had on a day."""
        before = days < self.moved_on[firms]
        return np.where(before, self.former_id[firms], self.main_id[firms])


@dataclass(frozen=True, slots=True)
class _Stays:
    """Columns: which firm was where from when to when."""

    firm: Array
    district: Array
    begun: Array
    ended: Array


def add_sites(
    loader: Loader, dice: Dice, calendar: Calendar, firms: Firms, ids: Array, district_ids: Array
) -> Sites:
    rng = dice.of("sites")
    moved_on = _moves(rng, calendar, firms)
    stays = [
        _Stays(np.arange(len(firms)), firms.district, _begun(firms, moved_on), firms.ended),
        _former(rng, firms, moved_on),
        _branches(rng, calendar, firms),
    ]
    firm, district, begun, ended = (
        np.concatenate([getattr(part, name) for part in stays]) for name in _Stays.__slots__
    )
    is_branch = np.arange(len(firm)) >= len(firm) - len(stays[2].firm)
    order = np.lexsort((begun, is_branch, firm))
    places = make_places(rng, district)
    on_file = np.maximum(begun, begun_on_record(firms, calendar)[firm]) + 3
    new = loader.add(
        table_of(Site),
        {
            "company_id": ids[firm[order]].tolist(),
            "kind": np.where(is_branch, SiteKind.BRANCH.value, SiteKind.MAIN.value)[order].tolist(),
            **_columns(places, order, district_ids),
            "valid_from": iso(begun[order]),
            "valid_to": iso(ended[order]),
            **_entered(rng, np.minimum(on_file, calendar.until)[order]),
        },
    )
    site_id = np.empty(len(firm), dtype=int)
    site_id[order] = new
    former_id = np.zeros(len(firms), dtype=int)
    former_id[stays[1].firm] = site_id[len(firms) : len(firms) + len(stays[1].firm)]
    return Sites(site_id[: len(firms)], former_id, moved_on)


def _moves(rng: Generator, calendar: Calendar, firms: Firms) -> Array:
    """The day on which a firm came to where it is; none for those that never moved."""
    first = np.maximum(firms.founded, calendar.first) + AT_LEAST_DAYS
    last = np.where(np.isnat(firms.ended), calendar.until, firms.ended) - AT_LEAST_DAYS
    room = (last - first).astype(int)
    years = room / 365.25
    moves = (rng.random(len(firms)) < plan.MOVES_PER_YEAR * years) & (firms.district >= 0)
    days = first + (rng.random(len(firms)) * np.maximum(room, 0)).astype(int)
    return np.where(moves, days, NONE)


def _begun(firms: Firms, moved_on: Array) -> Array:
    return np.where(np.isnat(moved_on), firms.founded, moved_on)


def _former(rng: Generator, firms: Firms, moved_on: Array) -> _Stays:
    moved = np.flatnonzero(~np.isnat(moved_on))
    other = _some_districts(rng, firms, len(moved))
    away = rng.random(len(moved)) < plan.MOVES_TO_OTHER_DISTRICT
    district = np.where(away, other, firms.district[moved])
    return _Stays(moved, district, firms.founded[moved], moved_on[moved] - 1)


def _branches(rng: Generator, calendar: Calendar, firms: Firms) -> _Stays:
    with_branch = rng.random(len(firms)) < by_band(plan.BRANCHES)[firms.band]
    with_branch &= firms.band < len(by_band(plan.BRANCHES)) - 1
    firm = np.repeat(np.flatnonzero(with_branch), 1)
    firm = np.sort(np.concatenate([firm, firm[rng.random(len(firm)) < 0.35]]))
    last = np.where(np.isnat(firms.ended), calendar.until, firms.ended)[firm]
    age = (last - firms.founded[firm]).astype(int)
    begun = firms.founded[firm] + (rng.random(len(firm)) * age).astype(int)
    return _Stays(firm, _some_districts(rng, firms, len(firm)), begun, firms.ended[firm])


def _some_districts(rng: Generator, firms: Firms, size: int) -> Array:
    shares = population(firms)
    return pick(rng, np.arange(len(shares)), size, shares)


def _columns(places: Places, order: Array, district_ids: Array) -> dict[str, list[object]]:
    district = places.district[order].tolist()
    known = district_ids.tolist()
    return {
        "street": places.street[order].tolist(),
        "house_number": places.house_number[order].tolist(),
        "postcode": places.postcode[order].tolist(),
        "city": [CITY] * len(order),
        "district_id": [known[at] if at >= 0 else None for at in district],
        "latitude": _or_none(places.latitude[order]),
        "longitude": _or_none(places.longitude[order]),
    }


def _or_none(numbers: Array) -> list[object]:
    return [None if number != number else number for number in numbers.tolist()]


def _entered(rng: Generator, days: Array) -> dict[str, list[str]]:
    entered = instants(rng, days)
    return {"created_at": entered, "changed_at": entered}
