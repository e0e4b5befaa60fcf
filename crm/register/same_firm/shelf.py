"""Firms kept small: one text of them all, 100 bytes each instead of 400, opened for those that are
looked at.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from math import isnan, nan
from typing import Any

from crm.register.same_firm.traits import Traits

SEPARATOR = "\x1f"
LATITUDE = Traits._fields.index("latitude") - 1


class Shelf(Sequence[Traits]):
    def __init__(self) -> None:
        self.keys = array("q")
        self._packed = bytearray()
        self._starts = array("q", [0])
        self._names_end = array("q")

    def extend(self, firms: Iterable[Traits]) -> None:
        for firm in firms:
            self.keys.append(firm.key)
            self._names_end.append(len(self._packed) + len(firm.name.encode()))
            self._packed += SEPARATOR.join(map(str, firm[1:])).encode()
            self._starts.append(len(self._packed))

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, at: int) -> Traits:  # type: ignore[override]
        """From the first, 0, on; IndexError beyond the last."""
        packed = self._packed[self._starts[at] : self._starts[at + 1]]
        values: list[Any] = packed.decode().split(SEPARATOR)
        values[LATITUDE : LATITUDE + 2] = map(_number, values[LATITUDE : LATITUDE + 2])
        return Traits._make((self.keys[at], *values))

    def __iter__(self) -> Iterator[Traits]:
        return (self[at] for at in range(len(self)))

    def names(self, places: Iterable[int]) -> list[str]:
        """Those of many at once: they are all that most firms are looked at for."""
        packed, starts, ends = self._packed, self._starts, self._names_end
        return [packed[starts[at] : ends[at]].decode() for at in places]


def _number(text: str) -> float:
    """The one ``nan`` of Traits, so that firms without a place can be equal."""
    number = float(text)
    return nan if isnan(number) else number
