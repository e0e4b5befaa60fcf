"""What every reader knows of the counts of a report without being told, and so can subtract."""

from dataclasses import dataclass

Pairs = tuple[tuple[str, str], ...]
"""((dimension, category), ...)"""


@dataclass(frozen=True)
class Counted:
    """A measure, or only those of it ``at`` some categories."""

    measure: str
    at: Pairs = ()


@dataclass(frozen=True)
class AddsUp:
    """``parts`` are together the ``whole``, wherever all are printed of the same place."""

    whole: Counted
    parts: tuple[Counted, ...]


def adds_up(whole: str, *parts: str) -> AddsUp:
    return AddsUp(Counted(whole), tuple(map(Counted, parts)))


@dataclass(frozen=True)
class Finer:
    """A category of one dimension is what some categories, of this or another, are together."""

    category: tuple[str, str]
    into: Pairs


@dataclass(frozen=True)
class NoMore:
    """``fewer`` are together at most as many as ``more``, wherever all are printed of a place; each
    of these may stand for so many of those as ``times`` counts there.
    """

    fewer: tuple[Counted, ...]
    more: tuple[Counted, ...]
    times: str = ""


def at_most(fewer: str, more: str) -> NoMore:
    return NoMore((Counted(fewer),), (Counted(more),))


@dataclass(frozen=True)
class Known:
    """``among``: (firms, those they are among); whoever is among the one and not the other can be
    counted by subtraction. ``open`` is what the office offers, of which one and two are no secret;
    ``always`` is what it did, of which nothing is withheld in any case.
    """

    adds_up: tuple[AddsUp, ...] = ()
    finer: tuple[Finer, ...] = ()
    among: tuple[tuple[str, str], ...] = ()
    at_most: tuple[NoMore, ...] = ()
    open: frozenset[str] = frozenset()
    always: frozenset[str] = frozenset()
