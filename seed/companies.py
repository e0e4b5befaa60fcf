"""Rows of companies."""

import re

import numpy as np
from numpy.random import Generator

from crm.enums import Chamber
from crm.models import Company
from seed import plan
from seed.bulk import Loader
from seed.days import Calendar, instants, iso
from seed.dice import Dice, pick
from seed.firms import Firms, begun_on_record
from seed.names import Names
from seed.reference_rows import table_of
from seed.sources import Array
from seed.texts import DOMAINS, phones, slug, thinned

LEGAL_TAIL = re.compile(r" (UG \(haftungsbeschränkt\)|GmbH & Co\. KG|GmbH|e\. K\.|GbR|OHG|KG|AG)$")
COURT = {"UG": "HRB", "GmbH": "HRB", "AG": "HRB", "GmbH & Co. KG": "HRA", "KG": "HRA", "OHG": "HRA"}


def add_companies(
    loader: Loader, dice: Dice, calendar: Calendar, firms: Firms, names: Names
) -> Array:
    """The firms' ids, by their position."""
    rng = dice.of("companies")
    table = table_of(Company)
    size = len(firms)
    forms = [plan.LEGAL_FORMS[at] for at in names.legal_form.tolist()]
    on_file = instants(rng, np.minimum(begun_on_record(firms, calendar) + 9, calendar.until))
    ids = loader.add(
        table,
        {
            "name": names.name,
            "legal_form": [form if form != "UG" else "UG (haftungsbeschränkt)" for form in forms],
            "register_number": _register_numbers(rng, firms, forms),
            "chamber": np.where(firms.is_craft, Chamber.HWK.value, Chamber.IHK.value).tolist(),
            "is_craft": firms.is_craft.astype(int).tolist(),
            "is_sideline": _sideline(rng, firms, names).astype(int).tolist(),
            "founded_on": iso(firms.founded),
            "ended_on": iso(firms.ended),
            "end_reason": [[*plan.END_REASONS, None][at] for at in firms.reason.tolist()],
            "merged_into_id": _merged_into(firms, loader.next_id(table)),
            "phone": thinned(rng, phones(rng, size), 0.8).tolist(),
            **_on_the_net(rng, names),
            "created_at": on_file,
            "changed_at": on_file,
        },
    )
    return np.array(ids)


def _register_numbers(rng: Generator, firms: Firms, forms: list[str]) -> list[str]:
    """Commercial register beyond the numbers in use, else the chamber's own."""
    serial = rng.permutation(len(firms)).tolist()
    chambers = np.where(firms.is_craft, "HWK", "IHK").tolist()
    return [
        f"{COURT[form]} {900_000 + at}" if form in COURT else f"{chamber}-{at:07}"
        for form, chamber, at in zip(forms, chambers, serial, strict=True)
    ]


def _sideline(rng: Generator, firms: Firms, names: Names) -> Array:
    alone = (firms.band == 0) & (names.legal_form == 0)
    return np.asarray(alone & (rng.random(len(firms)) < plan.SIDELINE))


def _merged_into(firms: Firms, first: int) -> list[int | None]:
    return [first + at if at >= 0 else None for at in firms.merged_into.tolist()]


def _on_the_net(rng: Generator, names: Names) -> dict[str, list[str | None]]:
    short = [slug(LEGAL_TAIL.sub("", name)) for name in names.name]
    domains = pick(rng, DOMAINS, len(short)).tolist()
    pairs = list(zip(short, domains, strict=True))
    emails = np.array([f"{name}@{domain}" for name, domain in pairs], dtype=object)
    websites = np.array([f"https://{name}.{domain}" for name, domain in pairs], dtype=object)
    return {
        "email": thinned(rng, emails, 0.62).tolist(),
        "website": thinned(rng, websites, 0.4).tolist(),
    }
