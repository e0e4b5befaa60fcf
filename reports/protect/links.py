"""From the tables of a publication to all that follows from them."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from reports.known import AddsUp, Counted, Finer, Known, NoMore
from reports.protect.number import AtMost, Link, Number, Place, Sum, holds
from reports.protect.publication import CONFIDENTIAL, Publication
from reports.protect.tables import Table

Counts = Mapping[Number, int]


def publication(
    tables: Iterable[Table], known: Known, sensitive: Iterable[Number] = ()
) -> Publication:
    """``sensitive``: numbers that are secret whatever they count to, since so few firms are behind
    them. What is ``known`` is left out where it is not so, as where facts are dated ahead.
    ValueError where two tables contradict each other.
    """
    tables = list(tables)
    counts = _counts(tables)
    links = dict.fromkeys(link for table in tables for link in table.links(counts))
    among = [*_among(counts, known), *_parts(tables, counts)]
    so = (link for link in (*_known_links(counts, known), *among) if holds(link, counts))
    links |= dict.fromkeys(so)
    ours = known.open | known.always
    rests = dict(_rests(counts, links, among, ours))
    theirs = {number for number in counts if number.measure not in ours}
    secret = {number for number in theirs if counts[number] in CONFIDENTIAL}
    return Publication(
        counts={**counts, **{rest: count for rest, (_link, count) in rests.items()}},
        links=[*links, *(link for link, _count in rests.values())],
        secret=frozenset(secret | set(rests) | set(sensitive)),
        unprinted=frozenset(rests),
        told=frozenset(number for number in counts if number.measure in known.always),
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
        for no_more in known.at_most:
            yield from _at_most(counts, number, no_more)


def _among(counts: Counts, known: Known) -> Iterator[AtMost]:
    for number in counts:
        for few, all_of_them in known.among:
            other = Number(all_of_them, number.place)
            if number.measure == few and other in counts:
                yield AtMost((number,), (other,))


def _parts(tables: Iterable[Table], counts: Counts) -> Iterator[AtMost]:
    for table in tables:
        for link in table.links(counts) if table.parts else ():
            if isinstance(link, AtMost):
                yield link


def _added_up(counts: Counts, number: Number, rule: AddsUp) -> Iterator[Sum]:
    place = _around(number, rule.whole)
    if place is not None:
        parts = _numbers(rule.parts, place)
        if counts.keys() >= set(parts):
            yield Sum(number, parts)


def _at_most(counts: Counts, number: Number, rule: NoMore) -> Iterator[AtMost]:
    place = _around(number, rule.more[0])
    if place is not None:
        fewer, more = _numbers(rule.fewer, place), _numbers(rule.more, place)
        times = counts.get(Number(rule.times, place), 0) if rule.times else 1
        if counts.keys() >= {*fewer, *more}:
            yield AtMost(fewer, more, times)


def _around(number: Number, counted: Counted) -> Place | None:
    """Where it is counted, if it is what is ``counted``."""
    at = frozenset(counted.at)
    return number.place - at if number.measure == counted.measure and number.place >= at else None


def _numbers(counted: Iterable[Counted], place: Place) -> tuple[Number, ...]:
    return tuple(Number(each.measure, place | frozenset(each.at)) for each in counted)


def _divided(counts: Counts, number: Number, finer: Finer) -> Iterator[Sum]:
    """What has no row counts nobody."""
    if finer.category in number.place:
        place = number.place - {finer.category}
        parts = (Number(number.measure, place | {pair}) for pair in finer.into)
        printed = tuple(part for part in parts if part in counts)
        if printed:
            yield Sum(number, printed)


def _rests(
    counts: Counts, links: Iterable[Link], among: Iterable[AtMost], ours: Collection[str]
) -> Iterator[tuple[Number, tuple[Sum, int]]]:
    """One or two that are in the whole and not in the part: as secret as a count of them. Of two
    parts each is the rest of the other.
    """
    pairs = [(link.more[0], link.fewer[0]) for link in among]
    for link in links:
        if isinstance(link, Sum) and (link.overlap or len(link.parts) > 2):
            pairs += ((link.total, part) for part in link.parts)
    for whole, part in pairs:
        left = counts[whole] - counts[part]
        if whole.measure not in ours and left in CONFIDENTIAL:
            rest = Number(f"{whole.measure} without {part}", whole.place)
            yield rest, (Sum(whole, (part, rest)), left)
