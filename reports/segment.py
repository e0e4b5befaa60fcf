"""Which firms and which contacts a figure is about, beyond its period."""

from dataclasses import dataclass, fields, replace
from typing import Any

from crm.enums import SizeBand, SizeClass

UNKNOWN = "unknown"
SMALL_FIRMS = "small_firms"
"""Stands for micro and small together where a size class is asked for."""


@dataclass(frozen=True)
class Segment:
    """One optional filter per dimension; ``unknown`` asks for what is not known.

    Size, district and sector restrict the firms. Team, advisor, kind and month restrict the
    contacts that count, while the firms stay what they are.
    """

    team: str | int | None = None
    """Code or id."""
    advisor: int | str | None = None
    """Id, or ``unknown`` for contacts without an advisor."""
    size_class: str | None = None
    """A SizeClass, or ``small_firms``."""
    district: str | None = None
    """Its official number."""
    section: str | None = None
    """A section, or the joint key of those that are one in both editions of the WZ."""
    size_band: str | None = None
    kind: str | None = None
    month: str | None = None

    @property
    def size_bands(self) -> tuple[str, ...] | None:
        """The bands that belong to it; None where size is no matter."""
        wanted = [b for b in SizeBand if self.size_band in (None, b) and self._in_class(b)]
        no_matter = self.size_class is None and self.size_band is None
        return None if no_matter else tuple(band.value for band in wanted)

    def _in_class(self, band: SizeBand) -> bool:
        if self.size_class == SMALL_FIRMS:
            return band.size_class.is_small_firm
        return self.size_class in (None, band.size_class)

    def within(self, **values: Any) -> "Segment":
        """Narrowed further, as to the firms behind one row: ``within(size_class="micro")``."""
        return replace(self, **values)

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that are set."""
        pairs = ((f.name, getattr(self, f.name)) for f in fields(self))
        return {name: value for name, value in pairs if value is not None}


def size_class_of(band: str) -> SizeClass:
    """By the band alone, never by an exact headcount."""
    return SizeBand(band).size_class
