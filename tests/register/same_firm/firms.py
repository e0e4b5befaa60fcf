"""Firms as a register has them, in any number, from the demo city's names and addresses."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

import numpy as np

from crm.register.same_firm.traits import Said
from seed import plan
from seed.companies import COURT
from seed.days import Calendar, years_before
from seed.dice import Dice
from seed.names import make_names
from seed.places import CITY, make_places
from seed.plan import Scale
from seed.texts import slug
from seed.trades import trades
from seed.turnover import make_firms

DAY = date(2026, 11, 27)
PHONES, WEBSITES, CHAMBER_NUMBERS = 0.75, 0.4, 0.5
REGISTERED = 0.85
"""Of the firms that stand in a court's register."""


def firms(seed: int, size: int) -> list[Said]:
    """In no order. Keys from 1 on."""
    rng = Random(seed)
    found = [_said(rng, *columns) for columns in _columns(seed, size)]
    found = [firm._replace(website=site) for firm, site in zip(found, _sites(found), strict=True)]
    rng.shuffle(found)
    return [firm._replace(key=key) for key, firm in enumerate(found, start=1)]


def _sites(firms: list[Said]) -> Iterator[str | None]:
    """Each domain can be had once."""
    taken: Counter[str] = Counter()
    for firm in firms:
        name = slug(firm.name or "")
        taken[name] += 1
        number = "" if taken[name] == 1 else f"-{taken[name]}"
        yield f"https://www.{name}{number}.de" if firm.website else None


@dataclass(frozen=True, slots=True)
class Place:
    street: str
    house_number: str
    postcode: str
    latitude: float
    longitude: float


def _columns(seed: int, size: int) -> Iterator[tuple[str, str, str, Place]]:
    dice = Dice(seed, DAY)
    calendar = Calendar(years_before(DAY, 5), DAY)
    made = make_firms(dice, calendar, 5, Scale(size, size * 7))
    names = make_names(dice, made)
    places = make_places(dice.of("sites"), made.district)
    for at in np.flatnonzero(made.district >= 0).tolist():
        place = Place(
            places.street[at], places.house_number[at], places.postcode[at],
            float(places.latitude[at]), float(places.longitude[at]),
        )  # fmt: skip
        form = plan.LEGAL_FORMS[int(names.legal_form[at])]
        yield names.name[at], form, str(trades().codes[int(made.trade[at])][0]), place


def _said(rng: Random, name: str, form: str, wz_code: str, place: Place) -> Said:
    serial = rng.randrange(10_000_000)
    court = COURT.get(form)
    return Said(
        0,
        name,
        form,
        place.street,
        place.house_number,
        place.postcode,
        CITY,
        place.latitude,
        place.longitude,
        phone(rng) if rng.random() < PHONES else None,
        f"{court} {serial}" if court and rng.random() < REGISTERED else None,
        "yes" if rng.random() < WEBSITES else None,
        None,
        f"IHK-{serial:07}" if rng.random() < CHAMBER_NUMBERS else None,
        wz_code,
        "2008",
    )


def phone(rng: Random) -> str:
    """Nobody has a number that begins with a nought behind the town's."""
    return f"0391 0{rng.randrange(10_000_000):07}"
