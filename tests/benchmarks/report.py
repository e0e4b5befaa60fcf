"""docs/performance.md from what was measured."""

import os
import platform
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from seed.plan import Scale
from tests.benchmarks.measure import MOST_BYTES, MOST_QUERIES, Cost
from tests.benchmarks.register import MOST_MEGABYTES, ROWS, Import

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
PEERS = {"plain_fab": "Flask-AppBuilder", "django_admin": "Django admin"}


@dataclass
class Results:
    """By engine: page -> cost, and (peer, page) -> cost or None for no answer in time."""

    scale: Scale
    today: date
    ours: dict[str, dict[str, Cost]] = field(default_factory=dict)
    kept_since: date | None = None
    """Imports and peers may be of an earlier day than our pages."""
    imports: dict[str, Import] = field(default_factory=dict)
    peers: dict[str, dict[tuple[str, str], Cost | None]] = field(default_factory=dict)

    def over_budget(self) -> list[str]:
        return [
            *(
                f"Over budget: an import on {engine} took {found.megabytes} MB"
                for engine, found in self.imports.items()
                if found.megabytes > MOST_MEGABYTES
            ),
            *self._pages_over_budget(),
        ]

    def _pages_over_budget(self) -> list[str]:
        return [
            f"Over budget: {page} on {engine}: {found.queries} queries, {found.size} bytes"
            for engine, costs in self.ours.items()
            for page, found in costs.items()
            if not found.within_budget
        ]


def write_report(results: Results, path: Path) -> None:
    """Replaces what stands between the two marks; the words around them are people's."""
    before, _begin, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _old, _end, after = rest.partition(END)
    parts = (_circumstances, _our_pages, _imports, _beside_peers)
    text = "\n\n".join(filter(None, (part(results) for part in parts)))
    path.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def _circumstances(results: Results) -> str:
    scale = results.scale
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    return (
        f"Measured on {results.today} with {scale.companies:,} firms and {scale.interactions:,} "
        f"interactions, Python {platform.python_version()}, {os.cpu_count()} cores, {memory} GiB, "
        f"in one process without a network: the median of five, in milliseconds, and in brackets "
        f"the first time, when nothing is remembered yet. Budget: {MOST_QUERIES} queries and "
        f"{MOST_BYTES // 1024} KB of HTML a page.{_of_another_day(results)}"
    )


def _of_another_day(results: Results) -> str:
    if not results.imports or results.kept_since in (None, results.today):
        return ""
    return f" Imports and the peers' pages were measured on {results.kept_since}."


def _our_pages(results: Results) -> str:
    engines = [name for name in ENGINES if name in results.ours]
    heads = "".join(f" {ENGINES[name]} ms |" for name in engines)
    lines = [f"| page | queries | KB |{heads}", "| --- | ---: | ---: |" + " ---: |" * len(engines)]
    for page in results.ours[engines[0]]:
        costs = [results.ours[name][page] for name in engines]
        times = "".join(f" {found.milliseconds:.0f} ({found.first:.0f}) |" for found in costs)
        queries, size = max(c.queries for c in costs), max(c.size for c in costs)
        lines.append(f"| {page} | {queries} | {size / 1024:.0f} |{times}")
    return "\n".join(lines)


def _imports(results: Results) -> str:
    if not results.imports:
        return ""
    told = (
        f"{found.seconds:.0f} s and {found.megabytes} MB on {ENGINES[name]}"
        for name, found in results.imports.items()
    )
    return f"A register of {ROWS:,} rows (110 MB) comes in within {', '.join(told)}."


def _beside_peers(results: Results) -> str:
    engines = [name for name in ENGINES if name in results.peers]
    if not engines:
        return ""
    heads = "".join(f" {ENGINES[name]}: ours | {' | '.join(PEERS.values())} |" for name in engines)
    lines = [f"| page |{heads}", "| --- |" + " ---: |" * (len(engines) * (1 + len(PEERS)))]
    for page in dict.fromkeys(page for _peer, page in results.peers[engines[0]]):
        cells = "".join(
            f" {_cell(results.ours[name][page])} |"
            + "".join(f" {_cell(results.peers[name][peer, page])} |" for peer in PEERS)
            for name in engines
        )
        lines.append(f"| {page} |{cells}")
    return "\n".join(lines)


def _cell(found: Cost | None) -> str:
    if found is None:
        return "no answer in 5 minutes"
    return f"{_time(found.milliseconds)}, {_size(found.size)}"


def _time(milliseconds: float) -> str:
    return f"{milliseconds / 1000:.1f} s" if milliseconds >= 10_000 else f"{milliseconds:.0f} ms"


def _size(size: int) -> str:
    return f"{size / 2**20:.0f} MB" if size >= 2**20 else f"{size / 1024:.0f} KB"
