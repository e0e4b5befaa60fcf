"""What has left the office before cannot be taken back: whoever has both files subtracts them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from reports.protect.number import AtMost, Link, Number, Sum
from reports.protect.publication import Publication


@dataclass(frozen=True)
class Earlier:
    """Another publication that may share numbers, and what was withheld in it."""

    publication: Publication
    withheld: frozenset[Number]


def renamed(one: Earlier, name: Callable[[str], str]) -> Earlier:
    """As another publication calls its measures."""
    old = one.publication
    names = {each: Number(name(each.measure), each.place) for each in old.counts}
    publication = Publication(
        counts={names[each]: count for each, count in old.counts.items()},
        links=[_renamed(link, names) for link in old.links],
        secret=frozenset(names[each] for each in old.secret),
        unprinted=frozenset(names[each] for each in old.unprinted),
        told=frozenset(names[each] for each in old.told),
    )
    return Earlier(publication, frozenset(names[each] for each in one.withheld))


def together(new: Publication, earlier: Iterable[Earlier]) -> Publication:
    """All of them as one. A count that has not changed since is the same number, as whoever has
    both may guess: printed once, it is told; withheld once, it is withheld again.
    """
    ours = new.counts.keys()
    related = (one for one in earlier if not ours.isdisjoint(one.publication.counts))
    for place, one in enumerate(related):
        new = _joined(new, one, place)
    return new


def _joined(new: Publication, one: Earlier, place: int) -> Publication:
    old = one.publication
    names = {number: _named(number, count, new, place) for number, count in old.counts.items()}
    seen = old.counts.keys() - one.withheld - old.unprinted
    told = new.told | {names[number] for number in seen}
    secret = new.secret | {names[number] for number in one.withheld | old.secret}
    return replace(
        new,
        counts={**new.counts, **{names[each]: count for each, count in old.counts.items()}},
        links=list(dict.fromkeys([*new.links, *(_renamed(link, names) for link in old.links)])),
        secret=secret - told,
        unprinted=(new.unprinted | {names[each] for each in old.unprinted}) - told,
        told=told,
    )


def _named(number: Number, count: int, known: Publication, place: int) -> Number:
    """As a release in which it is the same names it, the newest first; else by its own."""
    older = (_as_of(number, each) for each in range(place))
    same = (each for each in (number, *older) if known.counts.get(each) == count)
    return next(same, _as_of(number, place))


def _as_of(number: Number, place: int) -> Number:
    return Number(f"{number.measure} as of release {place}", number.place)


def _renamed(link: Link, names: Mapping[Number, Number]) -> Link:
    if isinstance(link, Sum):
        return Sum(names[link.total], tuple(names[one] for one in link.parts), link.overlap)
    fewer, more = (tuple(names[one] for one in some) for some in (link.fewer, link.more))
    return AtMost(fewer, more, link.times)
