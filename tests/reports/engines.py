"""The three engines, asked the same on the same rows, and the plain loops beside them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
from sqlalchemy import Engine, text

from crm.db import writing
from reports.export.export import export
from reports.source import Source, live, snapshot
from reports.source.live import plan_for_figures
from tests.factories.world import World, put
from tests.reports.plain import Plain, Row, read
from tests.reports.plain_consulting import PlainConsulting
from tests.reports.plain_promises import PlainPromises
from tests.reports.plain_response import PlainResponse
from tests.reports.plain_yield import PlainYield


@dataclass
class Engines:
    sources: dict[str, Source]
    plain: Plain
    plain_response: PlainResponse
    plain_promises: PlainPromises
    plain_consulting: PlainConsulting
    plain_yield: PlainYield
    plain_targets: list[Row]

    def agree(self, expected: list[dict[str, Any]], ask: Any) -> None:
        """``ask(source)`` gives a frame; each engine's must be the expected rows, to the digit."""
        for name, source in self.sources.items():
            found = rows_of(ask(source))
            differing = [pair for pair in zip(found, expected, strict=False) if pair[0] != pair[1]]
            assert found == expected, f"{name} (found, plain): {differing or (found, expected)}"


@contextmanager
def engines_over(databases: list[Engine], worlds: list[World], copied: str) -> Iterator[Engines]:
    """The worlds in both databases, read live, and as a snapshot of the one ``copied``; undone
    at the end.
    """
    with ExitStack() as stack:
        sources: dict[str, Source] = {}
        folder = Path(stack.enter_context(TemporaryDirectory())) / "export"
        for engine in databases:
            connection = stack.enter_context(writing(engine).connect())
            stack.callback(connection.begin().rollback)
            put(connection, worlds)
            plan_for_figures(connection)
            connection.execute(text("ANALYZE"))  # else PostgreSQL plans for empty tables
            sources[engine.dialect.name] = live(connection)
            if engine.dialect.name == copied:
                sources["snapshot"] = stack.enter_context(snapshot(connection))
                list(export(connection, folder, "csv", date(2026, 1, 1)))
        recounts = (
            Plain(folder), PlainResponse(folder), PlainPromises(folder), PlainConsulting(folder),
            PlainYield(folder), read(folder, "targets"),
        )  # fmt: skip
        yield Engines(sources, *recounts)


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Plain Python values: no numpy, no NaN."""
    plain = frame.astype("object").where(frame.notna(), None)
    return [
        {str(key): _python(value) for key, value in row.items()} for row in plain.to_dict("records")
    ]


def _python(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
