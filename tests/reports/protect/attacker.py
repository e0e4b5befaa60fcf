"""Somebody who has the workbook and a pencil: what every withheld number can be narrowed down to.

Written against what is printed, by the words of heads and rows, and on purpose with nothing of
``reports.protect``: each sheet is read as its reader reads it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import numpy as np
from openpyxl import load_workbook
from scipy.optimize import Bounds, LinearConstraint, milp

ALL = "all"
SPLIT = {
    "Firms": "firms",
    "Individual contact": "individual",
    "Events only": "events",
    "No contact": "none",
    "Contacts": "contacts",
    "Company visits": "contacts|kind=visit",
}
SIZES = {
    "Micro (under 10)": ("No employees", "1 to 3", "4 to 6", "7 to 9"),
    "Small (10 to 49)": ("10 to 19", "20 to 49"),
    "Medium (50 to 249)": ("50 to 99", "100 to 199"),
    "200 to 499 (medium or large)": ("200 to 499",),
    "Large (250 and more)": (
        "500 to 999", "1,000 to 2,499", "2,500 to 4,999", "5,000 to 9,999", "10,000 and more",
    ),
    "Size unknown": ("Headcount unknown",),
}  # fmt: skip
BANDS = ("0 to 90 days", "91 to 180 days", "181 to 365 days", "366 to 730 days",
         "More than 730 days", "No individual contact yet")  # fmt: skip
KINDS = {"Company visit": "visit", "Consultation": "consultation", "Call": "call",
         "Business forum": "forum", "Round table": "round table",
         "Consulting day": "consulting day", "Fair": "fair"}  # fmt: skip
SHORT = {"Micro": "Micro (under 10)", "Small": "Small (10 to 49)", "Medium": "Medium (50 to 249)",
         "200 to 499": "200 to 499 (medium or large)", "Large": "Large (250 and more)",
         "Unknown": "Size unknown"}  # fmt: skip
SHEETS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "By size": ("size", SPLIT),
    "By size band": ("band", SPLIT),
    "By district": ("district", SPLIT),
    "By sector": ("sector", SPLIT),
    "District and size": ("district", {
        "Firms": "firms", "Firms reached": "reached",
        **{size: f"firms|size={size}" for size in SIZES},
        **{f"{short}, reached": f"reached|size={size}" for short, size in SHORT.items()},
    }),
    "By month": ("month", {
        "Contacts": "contacts", "Firms reached": "reached",
        **{head: f"contacts|kind={kind}" for head, kind in KINDS.items()},
    }),
    "Small firms": ("size", {"Firms": "firms", "Firms reached": "reached", "No contact": "none"}),
    "Small firms, bounds": ("size", {"Firms": "firms", "Firms reached": "reached"}),
    "Recency": ("size", {"Firms on the reference day": "active",
                         **{band: f"active|since={band}" for band in BANDS}}),
    "Visit penetration": ("size", {"Firms on the reference day": "active",
                                   "Visited in 36 months": "visited",
                                   "Contacted in the period": "reached on the day"}),
    "Intensity": ("size", {"Firms contacted individually": "individual",
                           "Individual contacts": "individual contacts",
                           "Contacts of the top tenth": "top"}),
}  # fmt: skip
RATES = {
    "Contact coverage in %": (("Individual contact", "Events only"), "Firms"),
    "Individually in %": (("Individual contact",), "Firms"),
    "Visit penetration in %": (("Visited in 36 months",), "Firms on the reference day"),
    "Contact coverage, reference day, in %": (
        ("Contacted in the period",), "Firms on the reference day",
    ),
    "Contacts per firm (mean)": (("Individual contacts",), "Firms contacted individually"),
    "Share of the top tenth in %": (("Contacts of the top tenth",), "Individual contacts"),
}  # fmt: skip
LARGEST = 100_000
"""Firms: rates are printed so exactly that their fraction can be told."""
SMALL = "Micro and small together"
OVERLAPPING = {("district", measure) for measure in ("firms", "individual", "events", "none",
               "contacts", "reached")} | {("month", "reached")}  # fmt: skip
TOGETHER = (
    ("firms", ("individual", "events", "none")),
    ("firms", ("reached", "none")),
    ("reached", ("individual", "events")),
)
AMONG = (
    ("reached", "firms"), ("active", "firms"), ("visited", "active"),
    ("reached on the day", "active"), ("reached on the day", "reached"), ("reached", "contacts"),
    ("individual", "individual contacts"), ("individual contacts", "contacts"),
    ("top", "individual contacts"),
)  # fmt: skip


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
    """``counts``: None is a dot."""

    counts: dict[Count, int | None] = field(default_factory=dict)
    rates: list[tuple[float, list[Count], Count]] = field(default_factory=list)


def read(file: Path | BinaryIO) -> Read:
    book, found = load_workbook(file, data_only=True), Read()
    for tab, (dimension, heads) in SHEETS.items():
        for row, category in _rows(book[tab], dimension):
            counts = {head: Count.of(words, **{dimension: category})
                      for head, words in heads.items() if head in row}  # fmt: skip
            for head, count in counts.items():
                _note(found, count, row[head], tab)
            for head, (over, under) in RATES.items():
                if isinstance(row.get(head), int | float) and {*over, under} <= counts.keys():
                    parts = [counts[each] for each in over]
                    found.rates.append((float(row[head]), parts, counts[under]))
    return found


def _note(found: Read, count: Count, value: Any, tab: str) -> None:
    if value in ("–", None):
        return
    said = None if value == "." else int(value)
    known = found.counts.setdefault(count, said)
    assert known == said, f"{count} is {known} somewhere and {said} on {tab}"


def _rows(sheet: Any, dimension: str) -> Iterator[tuple[dict[str, Any], str]]:
    lines = [list(line) for line in sheet.iter_rows(min_row=5, values_only=True)]
    heads = lines[0]
    empty = (at for at, line in enumerate(lines) if not any(cell is not None for cell in line))
    end = next(empty, len(lines))
    for line in lines[1:end]:
        row = dict(zip(heads, line, strict=True))
        is_last = line is lines[end - 1]
        name = f"{line[0]} {line[1]}" if dimension in ("district", "sector") else line[0]
        yield row, ALL if is_last else str(name)


class Equation(NamedTuple):
    factors: Mapping[Count, float]
    low: float
    high: float


def _equations(seen: Read) -> Iterator[Equation]:
    counts = seen.counts
    for margin, name, parts in _margins(counts):
        yield from _margin(margin, name, parts)
    for count in counts:
        for whole, parts in TOGETHER:
            others = [Count(part, count.place) for part in parts]
            if count.measure == whole and all(other in counts for other in others):
                yield _sum(count, others)
        for fewer, more in AMONG:
            other = Count(more, count.place)
            if count.measure == fewer and other in counts:
                yield Equation({other: 1, count: -1}, 0, np.inf)
        yield from _finer(counts, count)
    talks = [Count.of(f"contacts|kind={kind}") for kind in
             ("visit", "consultation", "call", "consulting day")]  # fmt: skip
    yield _sum(Count.of("individual contacts"), talks)
    for rate, over, under in seen.rates:
        exact = Fraction(rate).limit_denominator(LARGEST)
        factors = {**dict.fromkeys(over, exact.denominator), under: -exact.numerator}
        yield Equation(factors, 0, 0)


def _margins(counts: Mapping[Count, Any]) -> Iterator[tuple[Count, str, list[Count]]]:
    parts: dict[tuple[Count, str], list[Count]] = {}
    for count in counts:
        for name, category in count.place:
            if category != SMALL:
                parts.setdefault((count.without(name), name), []).append(count)
    for (margin, name), some in parts.items():
        if margin in counts:
            yield margin, name, some


def _margin(margin: Count, name: str, parts: list[Count]) -> Iterator[Equation]:
    is_some = margin.measure == "top" or (name == "kind" and len(parts) == 1)
    if (name, margin.measure) in OVERLAPPING:
        yield Equation({**dict.fromkeys(parts, 1), margin: -1}, 0, np.inf)
    if (name, margin.measure) in OVERLAPPING or (is_some and margin.measure != "top"):
        yield from (Equation({margin: 1, part: -1}, 0, np.inf) for part in parts)
    elif not is_some:
        yield _sum(margin, parts)


def _finer(counts: Mapping[Count, Any], count: Count) -> Iterator[Equation]:
    size = dict(count.place).get("size")
    if size == SMALL:
        names = [("size", name) for name in list(SIZES)[:2]]
    else:
        names = [("band", band) for band in SIZES.get(size or "", ())]
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
    if not unknown:
        return {}
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
