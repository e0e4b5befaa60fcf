"""The trades firms are of, with their codes in both editions of the classification."""

from functools import cache

import numpy as np
from wz_code import WZ

from crm.enums import WzEdition
from crm.rules.wz import section_of
from seed.official_counts import CRAFT, GROUPS, group_of
from seed.sources import Array, rows

EDITIONS = (WzEdition.WZ_2008, WzEdition.WZ_2025)
COMPANY_ONLY = ("holding", "energie")
"""Styles whose firms are never run by one person in their own name."""


class Trades:
    """One entry per row of trades.csv, column by column."""

    def __init__(self) -> None:
        table = rows("trades")
        self.codes = [(row["wz_code"], _code_2025(row["wz_code"])) for row in table]
        self.sections = [_sections(codes) for codes in self.codes]
        self.group = np.array([_group(codes[0]) for codes in self.codes])
        self.weight = np.array([int(row["ihk"]) for row in table])
        self.craft_weight = np.array([int(row["craft"]) for row in table])
        self.size = np.array([float(row["size"]) for row in table])
        self.style = [row["style"] for row in table]
        self.nouns = [row["nouns"].split("|") for row in table]
        self.field = [row["field"] for row in table]
        self.has_2025 = np.array([new is not None for _old, new in self.codes])

    def weights(self, group: int) -> Array:
        """How frequent each trade is in a group of sections, the last one being craft."""
        if group == len(GROUPS):
            return self.craft_weight
        return np.where(self.group == group, self.weight, 0)


def _group(code: str) -> int:
    return GROUPS.index(group_of(section_of(code, WzEdition.WZ_2008), WzEdition.WZ_2008))


def _sections(codes: tuple[str, str | None]) -> tuple[str, ...]:
    return tuple(
        section_of(code, edition) for code, edition in zip(codes, EDITIONS, strict=True) if code
    )


def _code_2025(code: str) -> str | None:
    """The code in WZ 2025 whose section is in the same group; None when there is no such."""
    group = GROUPS[_group(code)]
    likely = sorted(WZ(version="2008").get(code).correspondences, key=lambda c: c.is_partial)
    same = (c.code for c in likely if _group_2025(c.code) == group)
    return next(same, None)


def _group_2025(code: str) -> str:
    return group_of(section_of(code, WzEdition.WZ_2025), WzEdition.WZ_2025)


@cache
def trades() -> Trades:
    return Trades()


GROUP_NAMES = (*GROUPS, CRAFT)
