"""Somebody who has the workbook and a pencil: what every withheld number can be narrowed down to.

Written against what is printed, by the words of heads and rows, and on purpose with nothing of
``reports.protect``: each sheet is read as its reader reads it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import numpy as np
from openpyxl import load_workbook
from scipy.optimize import Bounds, LinearConstraint, milp

from tests.reports.protect.readings import ALL, BANDS_OF, COVERAGE, SMALL, Reading, Sheet

THEN = ", before"
SHARES = ("Share, in %", "Share before, in %")
LARGEST = 100_000
"""Firms: rates are printed so exactly that their fraction can be told."""


class Count(NamedTuple):
    """A measure at a place, such as {size: "Micro (under 10)"}."""

    measure: str
    place: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, words: str, **place: str) -> "Count":
        measure, _bar, more = words.partition("|")
        pairs = dict([more.split("=", 1)]) if more else {}
        chosen = {**place, **pairs}
        return cls(measure, frozenset((k, v) for k, v in chosen.items() if v != ALL))

    def without(self, name: str) -> "Count":
        return Count(self.measure, frozenset(pair for pair in self.place if pair[0] != name))


@dataclass
class Read:
    """``counts``: None is a dot. ``rates``: what is printed, of which counts over which."""

    reading: Reading = COVERAGE
    counts: dict[Count, int | None] = field(default_factory=dict)
    rates: list[tuple[float, list[Count], list[Count]]] = field(default_factory=list)
    sums: list[tuple[int, list[Count]]] = field(default_factory=list)


def read(file: Path | BinaryIO, reading: Reading = COVERAGE) -> Read:
    return read_lines(lines_of(file), reading)


def read_lines(book: Mapping[str, list[Any]], reading: Reading) -> Read:
    """``book``: of each tab its table line by line, the heads first."""
    found = Read(reading)
    for tab, sheet in reading.sheets.items():
        if sheet.rows:
            _read_rows(found, book[tab], sheet, tab)
            continue
        for row, place in _rows(book[tab], sheet):
            counts = {head: Count.of(words, **place)
                      for head, words in sheet.heads.items() if head in row}  # fmt: skip
            for head, count in counts.items():
                _note(found, count, row[head], tab)
            for head, (over, under) in reading.rates.items():
                if isinstance(row.get(head), int | float) and {*over, *under} <= counts.keys():
                    parts = [counts[each] for each in over], [counts[each] for each in under]
                    found.rates.append((float(row[head]), *parts))
            for head, per, parts in reading.per_hundred:
                if isinstance(row.get(head), int | float) and set(parts) <= counts.keys():
                    together = round(float(row[head]) * float(row[per]) / 100)
                    found.sums.append((together, [counts[each] for each in parts]))
    return found


def _read_rows(found: Read, table: Any, sheet: Sheet, tab: str) -> None:
    """Where each row counts something else, in this period and in the one before."""
    for row, place in _rows(table, sheet):
        name = place["figure"]
        for (head, then), share in zip(sheet.heads.items(), SHARES, strict=True):
            count = _of_row(sheet, name, then)
            _note(found, count, row[head], tab)
            if isinstance(row[share], int | float):
                under = [_of_row(sheet, each, then) for each in sheet.under[name]]
                found.rates.append((float(row[share]), [count], under))


def _of_row(sheet: Sheet, name: str, then: str) -> Count:
    return Count.of(sheet.rows[name] + then)


def _note(found: Read, count: Count, value: Any, tab: str) -> None:
    if value in ("–", None):
        return
    said = None if value == "." else int(value)
    known = found.counts.setdefault(count, said)
    assert known == said, f"{count} is {known} somewhere and {said} on {tab}"


def lines_of(file: Path | BinaryIO) -> dict[str, list[Any]]:
    """Of a workbook: what stands below a sheet's title and above its notes."""
    found = {}
    for sheet in load_workbook(file, data_only=True):
        lines = [list(line) for line in sheet.iter_rows(min_row=5, values_only=True)]
        empty = (at for at, line in enumerate(lines) if not any(cell is not None for cell in line))
        found[sheet.title] = lines[: next(empty, len(lines))]
    return found


def _rows(lines: list[Any], wanted: Sheet) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    heads = lines[0]
    for line in lines[1:]:
        row = dict(zip(heads, line, strict=True))
        is_last = wanted.has_total and line is lines[-1]
        place = {
            name: " ".join(_words(line[column]) for column in columns)
            for name, columns in wanted.dimensions.items()
        }
        yield row, {name: ALL if is_last else each for name, each in place.items()} | wanted.within


def _words(cell: Any) -> str:
    """A month without its day, however it is written."""
    text = str(cell)
    return text[:7] if re.match(r"\d{4}-\d{2}-\d{2}", text) else text


class Equation(NamedTuple):
    factors: Mapping[Count, float]
    low: float
    high: float


def _equations(seen: Read) -> Iterator[Equation]:
    counts, reading = seen.counts, seen.reading
    for margin, name, parts in _margins(counts):
        yield from _margin(reading, margin, name, parts)
    for count in counts:
        bare, then = _of_period(count.measure)
        for whole, parts in reading.together:
            others = [Count(part + then, count.place) for part in parts]
            if bare == whole and all(other in counts for other in others):
                yield _sum(count, others)
        for fewer, more in reading.among:
            other = Count(more + then, count.place)
            if bare == fewer and other in counts:
                yield Equation({other: 1, count: -1}, 0, np.inf)
        for fewer, more, times in reading.so_many:
            yield from _so_many(counts, count, fewer, more, times)
        yield from _finer(counts, count)
    for whole, parts in reading.sums:
        yield _sum(Count.of(whole), [Count.of(part) for part in parts])
    for together, parts in seen.sums:
        yield Equation(dict.fromkeys(parts, 1), together, together)
    for rate, over, under in seen.rates:
        exact = Fraction(rate).limit_denominator(LARGEST)
        factors = dict.fromkeys(under, -exact.numerator)
        for each in over:
            factors[each] = factors.get(each, 0) + exact.denominator
        yield Equation(factors, 0, 0)


def _of_period(measure: str) -> tuple[str, str]:
    """What is counted, and what says that it is so of the period before."""
    bare = measure.removesuffix(THEN)
    return bare, measure[len(bare) :]


def _so_many(
    counts: Mapping[Count, int | None], count: Count, fewer: str, more: str, times: str
) -> Iterator[Equation]:
    """At so many times, each of ``more`` may have been there each time."""
    others = Count(more, count.place), Count(times, count.place)
    if count.measure == fewer and all(other in counts for other in others):
        yield Equation({others[0]: counts[others[1]] or 0, count: -1}, 0, np.inf)


def _margins(counts: Mapping[Count, Any]) -> Iterator[tuple[Count, str, list[Count]]]:
    parts: dict[tuple[Count, str], list[Count]] = {}
    for count in counts:
        for name, category in count.place:
            if category != SMALL:
                parts.setdefault((count.without(name), name), []).append(count)
    for (margin, name), some in parts.items():
        if margin in counts:
            yield margin, name, some


def _margin(reading: Reading, margin: Count, name: str, parts: list[Count]) -> Iterator[Equation]:
    if margin.measure in reading.alone:
        return
    if (name, margin.measure) in reading.some:
        yield Equation({margin: 1, **dict.fromkeys(parts, -1)}, 0, np.inf)
        return
    is_one_kind = name == "kind" and len(parts) == 1
    overlaps = (name, margin.measure) in reading.overlapping
    if overlaps:
        yield Equation({**dict.fromkeys(parts, 1), margin: -1}, 0, np.inf)
    if overlaps or is_one_kind:
        yield from (Equation({margin: 1, part: -1}, 0, np.inf) for part in parts)
    else:
        yield _sum(margin, parts)


def _finer(counts: Mapping[Count, Any], count: Count) -> Iterator[Equation]:
    size = dict(count.place).get("size")
    if size == SMALL:
        names = [("size", name) for name in list(BANDS_OF)[:2]]
    else:
        names = [("band", band) for band in BANDS_OF.get(size or "", ())]
    rest = count.without("size").place
    parts = [Count(count.measure, rest | {pair}) for pair in names]
    printed = [part for part in parts if part in counts]
    if printed and size:
        yield _sum(count, printed)


def _sum(whole: Count, parts: list[Count]) -> Equation:
    return Equation({**dict.fromkeys(parts, 1), whole: -1}, 0, 0)


def attack(seen: Read) -> dict[Count, tuple[float, float]]:
    """Of each dot the smallest and the largest whole number that it may stand for."""
    return _attacked(seen.counts, _known_equations(seen))


def attack_both(
    one: Read, other: Read, same: Collection[Count]
) -> dict[Count, tuple[float, float]]:
    """The same with two files, by somebody who guesses rightly which counts have not changed."""
    names = {each: each if each in same else _of_other(each) for each in other.counts}
    counts = dict(one.counts)
    for each, value in other.counts.items():
        known = counts.get(names[each])
        counts[names[each]] = value if known is None else known
    renamed = (
        Equation({names[each]: by for each, by in equation.factors.items()}, *equation[1:])
        for equation in _known_equations(other)
    )
    dots = [each for each, value in one.counts.items() if value is None]
    dots += [names[each] for each, value in other.counts.items() if value is None]
    found = _attacked(counts, [*_known_equations(one), *renamed])
    told = {each: (float(counts[each]),) * 2 for each in dots if counts[each] is not None}
    return {**found, **told}  # type: ignore[arg-type]


def _of_other(count: Count) -> Count:
    return Count(f"{count.measure}, other file", count.place)


def _known_equations(seen: Read) -> list[Equation]:
    return [each for each in _equations(seen) if each.factors.keys() <= seen.counts.keys()]


def _attacked(
    counts: Mapping[Count, int | None], equations: Iterable[Equation]
) -> dict[Count, tuple[float, float]]:
    unknown = [count for count, value in counts.items() if value is None]
    at = {count: place for place, count in enumerate(unknown)}
    lines, low, high = [], [], []
    for equation in equations:
        line, fixed = np.zeros(len(unknown)), 0.0
        for count, factor in equation.factors.items():
            if count in at:
                line[at[count]] += factor
            else:
                fixed += factor * (counts[count] or 0)
        if line.any():
            lines.append(line)
            low.append(equation.low - fixed)
            high.append(equation.high - fixed)
    if not lines:
        return dict.fromkeys(unknown, (0.0, np.inf))
    all_lines = LinearConstraint(np.array(lines), np.array(low), np.array(high))
    return {count: (_extreme(all_lines, at[count], 1), _extreme(all_lines, at[count], -1))
            for count in unknown}  # fmt: skip


def _extreme(lines: LinearConstraint, place: int, sign: int) -> float:
    """Without whole numbers first: HiGHS takes unbounded ones for solved."""
    goal = np.zeros(lines.A.shape[1])
    goal[place] = sign
    if milp(goal, constraints=lines, bounds=Bounds(0, np.inf)).status in (3, 4):
        return np.inf
    found = milp(goal, constraints=lines, integrality=1, bounds=Bounds(0, 1e6))
    assert found.x is not None, f"what is printed cannot be: {found.message}"
    return float(round(found.x[place]))
