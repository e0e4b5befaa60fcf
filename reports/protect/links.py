"""From the tables of a publication to all that follows from them."""

from collections.abc import Iterable, Iterator, Mapping

from reports.known import AddsUp, Counted, Finer, Known
from reports.protect.number import AtMost, Link, Number, Place, Sum
from reports.protect.publication import CONFIDENTIAL, Publication
from reports.protect.tables import Table

Counts = Mapping[Number, int]


def publication(
    tables: Iterable[Table], known: Known, sensitive: Iterable[Number] = ()
) -> Publication:
    """``sensitive``: numbers that are secret whatever they count to, since so few firms are behind
    them. ValueError where two tables contradict each other.
    """
    tables = list(tables)
    counts = _counts(tables)
    links = dict.fromkeys(link for table in tables for link in table.links)
    links |= dict.fromkeys(_known_links(counts, known))
    among = [each for each in links if isinstance(each, AtMost)]
    rests = dict(_rests(counts, [*_subtractions(links), *_among(among, known)]))
    secret = {number for number, count in counts.items() if count in CONFIDENTIAL}
    return Publication(
        counts={**counts, **{rest: count for rest, (_link, count) in rests.items()}},
        links=[*links, *(link for link, _count in rests.values())],
        secret=frozenset(secret | set(rests) | set(sensitive)),
        unprinted=frozenset(rests),
    )


def _counts(tables: Iterable[Table]) -> dict[Number, int]:
    counts: dict[Number, int] = {}
    for table in tables:
        for number, count in table.numbers:
            if counts.setdefault(number, count) != count:
                raise ValueError(f"{number} is {counts[number]} in one table, {count} in another")
    return counts


def _known_links(counts: Counts, known: Known) -> Iterator[Link]:
    for number in counts:
        for rule in known.adds_up:
            yield from _added_up(counts, number, rule)
        for finer in known.finer:
            yield from _divided(counts, number, finer)
        for fewer, more in (*known.among, *known.at_most):
            other = Number(more, number.place)
            if number.measure == fewer and other in counts:
                yield AtMost(number, other)


def _added_up(counts: Counts, number: Number, rule: AddsUp) -> Iterator[Sum]:
    if number.measure == rule.whole.measure and number.place >= frozenset(rule.whole.at):
        place = number.place - frozenset(rule.whole.at)
        parts = tuple(_number(part, place) for part in rule.parts)
        if all(part in counts for part in parts):
            yield Sum(number, parts)


def _number(counted: Counted, place: Place) -> Number:
    return Number(counted.measure, place | frozenset(counted.at))


def _divided(counts: Counts, number: Number, finer: Finer) -> Iterator[Sum]:
    """What has no row counts nobody."""
    if finer.category in number.place:
        place = number.place - {finer.category}
        parts = (Number(number.measure, place | {pair}) for pair in finer.into)
        printed = tuple(part for part in parts if part in counts)
        if printed:
            yield Sum(number, printed)


def _subtractions(links: Iterable[Link]) -> Iterator[tuple[Number, Number]]:
    """(whole, part) of all sums; of two parts each is the rest of the other."""
    for link in links:
        if isinstance(link, Sum) and (link.overlap or len(link.parts) > 2):
            yield from ((link.total, part) for part in link.parts)


def _among(links: Iterable[AtMost], known: Known) -> Iterator[tuple[Number, Number]]:
    for link in links:
        if (link.fewer.measure, link.more.measure) in known.among:
            yield link.more, link.fewer


def _rests(
    counts: Counts, pairs: Iterable[tuple[Number, Number]]
) -> Iterator[tuple[Number, tuple[Sum, int]]]:
    """One or two that are in the whole and not in the part: as secret as a count of them."""
    for whole, part in pairs:
        left = counts[whole] - counts[part]
        if left in CONFIDENTIAL:
            rest = Number(f"{whole.measure} without {part}", whole.place)
            yield rest, (Sum(whole, (part, rest)), left)
