"""Where figures read from: the tables, and an engine that runs expressions over them."""

from collections.abc import Callable, Hashable
from datetime import date
from functools import lru_cache
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar, cast

import ibis
import pandas as pd

from reports.schema import Tables

T = TypeVar("T")
MOST_ANSWERS = 500


class Runner(Protocol):
    """An engine: ``dialect`` as Ibis calls it, and SQL in, the columns' names and rows out."""

    dialect: str

    def rows(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]: ...

    def close(self) -> None: ...


class Source(Tables):
    """``merges`` says whether any company is merged into another; ``token`` what a snapshot has
    copied, empty where rows may change.
    """

    def __init__(self, runner: Runner, merges: bool = False, token: str = "") -> None:
        self.runner = runner
        self.merges = merges
        self.token = token
        self._answers: dict[Hashable, Any] = {}

    def frame(self, expression: ibis.Table) -> pd.DataFrame:
        """Runs it. Whole numbers are int, days are dates, whatever the engine calls them."""
        names, rows = self.runner.rows(compiled(expression, self.runner.dialect))
        # By name: where Ibis writes SELECT *, the table has columns beyond our schema.
        places = {name: place for place, name in enumerate(names)}
        return pd.DataFrame(
            {
                name: _typed([row[places[name]] for row in rows], kind)
                for name, kind in expression.schema().items()
            }
        )

    def remembered(self, question: Hashable, answer: Callable[[], T]) -> T:
        """The answer, worked out once where nothing can change: in a snapshot."""
        if not self.token:
            return answer()
        found = self._answers.get(question, self)
        if found is self:
            found = answer()
            if len(self._answers) >= MOST_ANSWERS:
                self._answers.clear()
            self._answers[question] = found
        return cast(T, found)

    def close(self) -> None:
        self.runner.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def compiled(expression: ibis.Table, dialect: str) -> str:
    return _sql(expression.op(), dialect)


@lru_cache(maxsize=1024)
def _sql(operation: Any, dialect: str) -> str:
    """Compiled once per dialect; the same question is asked again and again."""
    return str(ibis.to_sql(operation.to_expr(), dialect=dialect, pretty=False))


def _typed(values: list[Any], kind: Any) -> "pd.Series[Any]":
    convert: Callable[[Any], Any] = _day if kind.is_date() else int if kind.is_integer() else _same
    found = [None if value is None else convert(value) for value in values]
    plain = kind.is_integer() and None not in found
    return pd.Series(found, dtype="int64" if plain else "object")


def _day(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _same(value: Any) -> Any:
    return value
