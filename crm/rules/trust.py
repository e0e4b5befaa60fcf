"""Which sources are believed before which: places, the most trusted first. Those on one place are
believed alike, and whoever of them spoke last counts.

As text: ``people>ihk-berlin=hwk``.
"""

from collections.abc import Iterable, Sequence

from crm.rules.fact_timeline import LAST_RANK

Places = tuple[tuple[str, ...], ...]
BEFORE, ALIKE = ">", "="


def as_text(places: Places) -> str:
    return BEFORE.join(ALIKE.join(place) for place in places)


def from_text(text: str, known: Sequence[str]) -> Places | None:
    """None for what does not name just the known sources, each once."""
    places = tuple(tuple(place.split(ALIKE)) for place in text.split(BEFORE))
    named = [source for place in places for source in place]
    return in_order(places, known) if sorted(named) == sorted(known) else None


def in_order(places: Iterable[Iterable[str]], known: Sequence[str]) -> Places:
    """On one place in the order in which they are known; none is empty, none beyond the last."""
    found = [tuple(sorted(place, key=known.index)) for place in places]
    filled = [place for place in found if place]
    last = tuple(source for place in filled[LAST_RANK - 1 :] for source in place)
    return (*filled[: LAST_RANK - 1], *((last,) if last else ()))


def moved(places: Places, source: str, *, up: bool, known: Sequence[str]) -> Places:
    """Who shares a place leaves it; who has one alone joins the next."""
    at = next(number for number, place in enumerate(places) if source in place)
    rest = [[each for each in place if each != source] for place in places]
    if rest[at]:
        rest.insert(at if up else at + 1, [source])
    else:
        target = max(at - 1, 0) if up else min(at + 1, len(rest) - 1)
        rest[target].append(source)
    return in_order(rest, known)


def ranks(places: Places) -> dict[str, int]:
    return {source: rank for rank, place in enumerate(places, start=1) for source in place}


def places(rank_of: dict[str, int], known: Sequence[str]) -> Places:
    """From the ranks on file; a rank that nobody has is no place."""
    by_rank = sorted({rank_of[source] for source in known})
    return in_order(([s for s in known if rank_of[s] == rank] for rank in by_rank), known)
