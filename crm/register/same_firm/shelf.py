"""Firms kept small: one text of them all, 100 bytes each instead of 400, opened for those that are
looked at.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from math import isnan, nan

from crm.register.same_firm.traits import Traits

SEPARATOR = "\x1f"
LATITUDE = Traits._fields.index("latitude") - 1


class Shelf(Sequence[Traits]):
    def __init__(self) -> None:
        self.keys = array("q")
        self._packed = bytearray()
        self._starts = array("q", [0])

    def extend(self, firms: Iterable[Traits]) -> None:
        for firm in firms:
            self.keys.append(firm.key)
            self._packed += SEPARATOR.join(map(str, firm[1:])).encode()
            self._starts.append(len(self._packed))

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, at: int) -> Traits:  # type: ignore[override]
        texts = self._text(at).split(SEPARATOR)
        before, after = texts[:LATITUDE], texts[LATITUDE + 2 :]
        place = (_number(text) for text in texts[LATITUDE : LATITUDE + 2])
        return Traits._make((self.keys[at], *before, *place, *after))

    def __iter__(self) -> Iterator[Traits]:
        return (self[at] for at in range(len(self)))

    def name(self, at: int) -> str:
        return self._text(at).partition(SEPARATOR)[0]

    def _text(self, at: int) -> str:
        at = range(len(self))[at]
        return self._packed[self._starts[at] : self._starts[at + 1]].decode()


def _number(text: str) -> float:
    """The one ``nan`` of Traits, so that firms without a place can be equal."""
    number = float(text)
    return nan if isnan(number) else number
