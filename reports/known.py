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


@dataclass(frozen=True)
class Finer:
    """A category of one dimension is what some categories, of this or another, are together."""

    category: tuple[str, str]
    into: Pairs


@dataclass(frozen=True)
class NoMore:
    """``fewer`` are together at most as many as ``more``, wherever all are printed of a place."""

    fewer: tuple[Counted, ...]
    more: tuple[Counted, ...]


@dataclass(frozen=True)
class Known:
    """``among``: (firms, those they are among); whoever is among the one and not the other can be
    counted by subtraction.
    """

    adds_up: tuple[AddsUp, ...] = ()
    finer: tuple[Finer, ...] = ()
    among: tuple[tuple[str, str], ...] = ()
    at_most: tuple[NoMore, ...] = ()
