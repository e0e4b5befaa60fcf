"""What firms are called: after their trade, their owner, a pun or the river."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.random import Generator

from crm.enums import SizeBand
from seed import plan
from seed.dice import Dice, pick
from seed.firms import Firms
from seed.people_names import some_first_names, some_last_names
from seed.sources import Array, rows
from seed.trades import COMPANY_ONLY, trades

PARTNERS = plan.LEGAL_FORMS.index("GbR")
"""Up to here people run firms in their own names."""
SUFFIXES = {"Einzelunternehmen": "", "UG": " UG (haftungsbeschränkt)"}


@dataclass(frozen=True, slots=True)
class Names:
    """Columns beside Firms: the legal form (position in the plan), the name, and who runs it."""

    legal_form: Array
    name: list[str]
    is_woman: Array
    first_name: Array
    last_name: Array


def make_names(dice: Dice, firms: Firms) -> Names:
    rng = dice.of("names")
    legal_form = _legal_forms(rng, firms)
    is_woman = rng.random(len(firms)) < _share_of_women()[firms.trade]
    first, last = some_first_names(rng, is_woman), some_last_names(rng, len(firms))
    return Names(legal_form, _names(rng, firms, legal_form, first, last), is_woman, first, last)


def by_band(table: dict[SizeBand, float]) -> Array:
    """Position in SizeBand -> value, each holding until the next band that is named."""
    found, value = [], 0.0
    for band in SizeBand:
        value = table.get(band, value)
        found.append(value)
    return np.array(found)


def _legal_forms(rng: Generator, firms: Firms) -> Array:
    found = np.zeros(len(firms), dtype=int)
    marks = list(plan.LEGAL_WEIGHTS)
    row = by_band({band: at for at, band in enumerate(marks)}).astype(int)[firms.band]
    for at, weights in enumerate(plan.LEGAL_WEIGHTS.values()):
        here = row == at
        found[here] = pick(rng, np.arange(len(weights)), int(here.sum()), weights)
    impersonal = np.array([style in COMPANY_ONLY for style in trades().style])[firms.trade]
    companies = pick(rng, np.array([3, 4, 5]), len(firms), [1, 6, 3])
    return np.where(impersonal & (found <= PARTNERS), companies, found)


def _share_of_women() -> Array:
    return np.array([plan.WOMEN.get(style, plan.WOMEN_ELSEWHERE) for style in trades().style])


@cache
def _patterns(style: str, form: str) -> tuple[list[str], list[float]]:
    table = [row for row in rows("name_patterns") if row["form"] == form]
    own = [row for row in table if row["style"] == style]
    chosen = own or [row for row in table if row["style"] == "*"]
    total = sum(int(row["weight"]) for row in chosen)
    steps = np.cumsum([int(row["weight"]) / total for row in chosen]).tolist()
    return [row["pattern"] for row in chosen], steps


@cache
def _words() -> dict[str, list[str]]:
    return {row["style"]: row["words"].split("|") for row in rows("name_words")}


def _names(rng: Generator, firms: Firms, legal: Array, first: Array, last: Array) -> list[str]:
    chances = rng.random((len(firms), 6))
    others = some_last_names(rng, len(firms))
    columns = (firms.trade.tolist(), legal.tolist(), first, last, others, chances.tolist())
    return [_name(*values) for values in zip(*columns, strict=True)]


def _name(trade: int, legal: int, first: str, last: str, other: str, chances: list[float]) -> str:
    style, words = trades().style[trade], _words()
    patterns, steps = _patterns(style, "person" if legal <= PARTNERS else "company")
    pattern = patterns[next((i for i, step in enumerate(steps) if chances[0] < step), -1)]
    name = pattern.format(
        noun=_one(trades().nouns[trade], chances[1]),
        first=first,
        last=f"{last} & {other}" if legal == PARTNERS else last,
        last2=other,
        word=_one(words.get(style, words["region"]), chances[2]),
        region=_one(words["region"], chances[3]),
        place=_one(words["place"], chances[4]),
        street=_one(words["place"], chances[5]),
        number=2 + int(chances[5] * 28),
    )
    form = plan.LEGAL_FORMS[legal]
    return name + SUFFIXES.get(form, " " + form)


def _one(values: list[str], chance: float) -> str:
    return values[int(chance * len(values))]
