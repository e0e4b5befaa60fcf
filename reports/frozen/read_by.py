"""Which tables a report reads: nothing else is kept of it, least of all what is about people."""

from collections.abc import Iterable, Iterator
from typing import Any

from reports.schema import COLUMNS
from reports.source.derived import DEFINITIONS, definition
from reports.source.source import Runner, Source


class Noting:
    """An engine that notes what it is asked."""

    def __init__(self, runner: Runner) -> None:
        self.dialect = runner.dialect
        self.asked: list[str] = []
        self._runner = runner

    def rows(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        self.asked.append(sql)
        return self._runner.rows(sql)

    def close(self) -> None:
        self._runner.close()

    @property
    def tables(self) -> list[str]:
        """In the order of the schema."""
        read = set(_read_by(self.asked, self.dialect))
        return [name for name in COLUMNS if name in read]


def noting(source: Source) -> tuple[Source, Noting]:
    """The same source, and who listens; what it remembers from before is forgotten."""
    listener = Noting(source.runner)
    return Source(listener, source.merges, source.token), listener


def _read_by(queries: Iterable[str], dialect: str) -> Iterator[str]:
    """Also what the derived tables are made of."""
    for sql in queries:
        yield from (name for name in COLUMNS if f'"{name}"' in sql)
        if '"figure_survivors"' in sql:
            yield "company"
        derived = [name for name in DEFINITIONS if f'"{name}"' in sql]
        yield from _read_by((definition(name, dialect, True) for name in derived), dialect)
