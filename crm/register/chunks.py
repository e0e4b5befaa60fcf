"""Many ids, as many at a time as one statement takes well."""

from collections.abc import Iterator, Sequence

AT_ONCE = 1_000


def chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]
