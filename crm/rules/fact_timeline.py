"""Of all that was said of a firm's size and sector, what counts from which day on.

Size and sector are told apart: a source that says something new of one leaves the other alone. A
source counts when it is believed no less than the one whose word stands; of equals, who spoke last.
What people entered always counts from its day.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from crm.enums import SizeBand, WzEdition

PEOPLE = "people"
FIRST_RANK = 1
LAST_RANK = 9


class Sector(NamedTuple):
    wz_code: str | None = None
    wz_edition: WzEdition | None = None
    wz_section: str | None = None


class Said(NamedTuple):
    """A source without size or sector says nothing of it; people say that it is unknown."""

    valid_from: date
    number: int
    """Of two things said of one day the later has the higher number."""
    rank: int
    by_people: bool
    size_band: SizeBand | None
    employees: int | None
    sector: Sector
    row: Any = None
    """Whatever it was read from."""


class Stretch(NamedTuple):
    """What counts from ``said.valid_from`` until the next one begins; ``said`` brought it about."""

    said: Said
    size_band: SizeBand
    employees: int | None
    sector: Sector

    @property
    def values(self) -> tuple[SizeBand, int | None, Sector]:
        return self.size_band, self.employees, self.sector


def timeline(said: Iterable[Said]) -> list[Stretch]:
    """At most one stretch a day, the earliest first; a source that changes nothing begins none."""
    stretches: list[Stretch] = []
    size_rank = sector_rank = LAST_RANK
    for each in sorted(said, key=in_order):
        _continue(stretches, _after(stretches[-1:], each, size_rank, sector_rank))
        size_rank = _standing(size_rank, each, speaks_of_size(each))
        sector_rank = _standing(sector_rank, each, speaks_of_sector(each))
    return stretches


def _continue(stretches: list[Stretch], new: Stretch) -> None:
    if _changes_nothing(stretches, new):
        return
    if stretches and stretches[-1].said.valid_from == new.said.valid_from:
        stretches.pop()
        if _changes_nothing(stretches, new):
            return
    stretches.append(new)


def _changes_nothing(stretches: list[Stretch], new: Stretch) -> bool:
    return bool(stretches) and not new.said.by_people and new.values == stretches[-1].values


def in_order(said: Said) -> tuple[date, bool, int]:
    """On one day, people have the last word."""
    return said.valid_from, said.by_people, said.number


def _after(before: list[Stretch], said: Said, size_rank: int, sector_rank: int) -> Stretch:
    size, employees, sector = before[0].values if before else (SizeBand.UNKNOWN, None, Sector())
    if said.by_people:
        return Stretch(said, said.size_band or SizeBand.UNKNOWN, said.employees, said.sector)
    if speaks_of_size(said) and said.rank <= size_rank and _differs(said, size, employees):
        size, employees = said.size_band or SizeBand.UNKNOWN, said.employees
    if speaks_of_sector(said) and said.rank <= sector_rank:
        sector = said.sector
    return Stretch(said, size, employees, sector)


def _differs(said: Said, size: SizeBand, employees: int | None) -> bool:
    """A band that fits the headcount on file says nothing against it."""
    return said.size_band != size or said.employees not in (None, employees)


def _standing(rank: int, said: Said, speaks: bool) -> int:
    """How far whoever spoke last is believed; where people left it open, anybody may say."""
    if said.by_people:
        return said.rank if speaks else LAST_RANK
    return min(rank, said.rank) if speaks else rank


def speaks_of_size(said: Said) -> bool:
    return said.size_band not in (None, SizeBand.UNKNOWN)


def speaks_of_sector(said: Said) -> bool:
    return said.sector.wz_code is not None
