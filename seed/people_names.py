"""First and last names: our own weighted lists, with the package Faker's for variety."""

import re
from functools import cache

import numpy as np
from faker.providers.person.de_DE import Provider
from numpy.random import Generator

from seed.dice import pick
from seed.sources import Array, rows

FROM_FAKER = 0.12
"""Weight of each of Faker's names; ours have 1 to 9."""
NOT_THESE = {"Killer", "Heydrich", "Junk", "Junken", "Austermühle", "Bolnbach", "Möchlichen"}


@cache
def last_names() -> tuple[list[str], list[float]]:
    return _mixed(rows("last_names"), list(Provider.last_names))


@cache
def first_names(sex: str) -> tuple[list[str], list[float]]:
    ours = [row for row in rows("first_names") if row["sex"] == sex]
    theirs = Provider.first_names_female if sex == "f" else Provider.first_names_male
    return _mixed(ours, list(theirs))


def _mixed(ours: list[dict[str, str]], theirs: list[str]) -> tuple[list[str], list[float]]:
    weights = {name: float(row["weight"]) for row in ours for name in row["names"].split("|")}
    for name in theirs:
        if re.fullmatch(r"[A-ZÄÖÜ][a-zäöüß]+", name) and name not in NOT_THESE:
            weights.setdefault(name, FROM_FAKER)
    return list(weights), list(weights.values())


def some_last_names(rng: Generator, size: int) -> Array:
    names, weights = last_names()
    return pick(rng, np.array(names, dtype=object), size, weights)


def some_first_names(rng: Generator, is_woman: Array) -> Array:
    found = np.empty(len(is_woman), dtype=object)
    for sex, here in (("f", is_woman), ("m", ~is_woman)):
        names, weights = first_names(sex)
        found[here] = pick(rng, np.array(names, dtype=object), int(here.sum()), weights)
    return found
