"""Who runs a firm, who ran it before, and who else is somebody there."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.random import Generator

from seed import plan
from seed.days import NONE, Calendar
from seed.firms import Firms
from seed.names import PARTNERS, Names, by_band
from seed.people_names import some_first_names, some_last_names
from seed.sources import Array

HEADS = (
    ("Inhaber", "Inhaberin"),
    ("Gesellschafter", "Gesellschafterin"),
    ("Vorstand", "Vorständin"),
    ("Geschäftsführer", "Geschäftsführerin"),
)
OTHERS = (
    ("Prokurist", "Prokuristin"),
    ("Betriebsleiter", "Betriebsleiterin"),
    ("Büroleiter", "Büroleiterin"),
    ("Personalleiter", "Personalleiterin"),
    ("Ausbildungsleiter", "Ausbildungsleiterin"),
    ("Assistent der Geschäftsführung", "Assistentin der Geschäftsführung"),
)
FUNCTIONS = (*HEADS, *OTHERS)
YEAR = 365


@dataclass(frozen=True, slots=True)
class Seats:
    """Columns: who sits where; ``function`` is a position in HEADS + OTHERS."""

    firm: Array
    is_woman: Array
    first_name: Array
    last_name: Array
    function: Array
    begun: Array
    ended: Array


def everybody(
    rng: Generator, calendar: Calendar, firms: Firms, names: Names
) -> tuple[list[Seats], Array]:
    """Today's heads (one per firm), former heads, others; and when the head took over, if ever."""
    taken_over = _successions(rng, calendar, firms)
    heads = _heads(firms, names, taken_over)
    return [heads, _former(rng, firms, names, taken_over), _others(rng, firms)], taken_over


def stacked(groups: list[Seats]) -> Seats:
    columns = [field.name for field in fields(Seats)]
    return Seats(*(np.concatenate([getattr(one, name) for one in groups]) for name in columns))


def _successions(rng: Generator, calendar: Calendar, firms: Firms) -> Array:
    first = np.maximum(firms.founded, calendar.first) + YEAR
    last = np.where(firms.is_active, calendar.until, firms.ended) - YEAR // 4
    room = (last - first).astype(int)
    chosen = (rng.random(len(firms)) < plan.SUCCESSIONS) & (room > 0)
    return np.where(
        chosen, first + (rng.random(len(firms)) * np.maximum(room, 0)).astype(int), NONE
    )


def _head_function(legal_form: Array) -> Array:
    by_form = [0] * PARTNERS + [1, 3, 3, 3, 1, 3, 2]
    return np.array(by_form)[legal_form]


def _heads(firms: Firms, names: Names, taken_over: Array) -> Seats:
    begun = np.where(np.isnat(taken_over), firms.founded, taken_over)
    who = (names.is_woman, names.first_name, names.last_name)
    return Seats(np.arange(len(firms)), *who, _head_function(names.legal_form), begun, firms.ended)


def _former(rng: Generator, firms: Firms, names: Names, taken_over: Array) -> Seats:
    """Half of those who handed over were of the family."""
    firm = np.flatnonzero(~np.isnat(taken_over))
    is_woman = rng.random(len(firm)) < plan.WOMEN_ELSEWHERE
    strangers = some_last_names(rng, len(firm))
    last = np.where(rng.random(len(firm)) < 0.5, names.last_name[firm], strangers)
    function = _head_function(names.legal_form[firm])
    begun, ended = firms.founded[firm], taken_over[firm] - 1
    return Seats(firm, is_woman, some_first_names(rng, is_woman), last, function, begun, ended)


def _others(rng: Generator, firms: Firms) -> Seats:
    wanted = by_band(plan.PERSONS)[firms.band] - 1
    count = np.floor(wanted + rng.random(len(firms))).astype(int)
    firm = np.repeat(np.arange(len(firms)), count)
    is_woman = rng.random(len(firm)) < 0.55
    function = len(HEADS) + rng.integers(0, len(OTHERS), len(firm))
    first, last = some_first_names(rng, is_woman), some_last_names(rng, len(firm))
    return Seats(firm, is_woman, first, last, function, firms.founded[firm], firms.ended[firm])
