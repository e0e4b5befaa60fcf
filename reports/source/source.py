"""Where figures read from: the tables, and an engine that runs expressions over them."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from types import TracebackType
from typing import Any, Protocol, Self

import ibis
import pandas as pd

from reports.measures import contact
from reports.source.schema import table


class Runner(Protocol):
    """An engine: ``dialect`` as Ibis calls it, and SQL in, rows out."""

    dialect: str

    def rows(self, sql: str) -> list[tuple[Any, ...]]: ...

    def close(self) -> None: ...


class Source:
    """``merge_depth`` is the longest chain of mergers on file, 0 where there are none;
    ``ready`` names the expressions that the engine keeps as tables of their own.
    """

    companies = table("company")
    sites = table("site")
    company_facts = table("company_fact")
    interactions = table("interaction")
    participations = table("participation")
    advisor_assignments = table("advisor_assignment")
    advisors = table("advisor")
    team_memberships = table("team_membership")
    teams = table("team")
    districts = table("district")
    responsibilities = table("responsibility")

    def __init__(
        self,
        runner: Runner,
        merge_depth: int = 0,
        token: str = "",
        ready: Mapping[str, ibis.Table] | None = None,
    ) -> None:
        self.runner = runner
        self.merge_depth = merge_depth
        self.token = token
        self._ready = ready or {}

    @cached_property
    def contacts(self) -> ibis.Table:
        return self._ready.get("contacts", contact.contacts(self))

    @cached_property
    def interaction_teams(self) -> ibis.Table:
        return self._ready.get("interaction_teams", contact.interaction_teams(self))

    @cached_property
    def facts(self) -> ibis.Table:
        return self._ready.get("facts", contact.facts(self))

    @cached_property
    def places(self) -> ibis.Table:
        return self._ready.get("places", contact.places(self))

    def frame(self, expression: ibis.Table) -> pd.DataFrame:
        """Runs it. Whole numbers are int, days are dates, whatever the engine calls them."""
        rows = self.runner.rows(_sql(expression.op(), self.runner.dialect))
        columns = list(zip(*rows, strict=True)) or [()] * len(expression.columns)
        types = expression.schema().items()
        return pd.DataFrame(
            {
                name: _typed(values, kind)
                for (name, kind), values in zip(types, columns, strict=True)
            }
        )

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


@lru_cache(maxsize=512)
def _sql(operation: Any, dialect: str) -> str:
    """Compiled once per dialect; the same question is asked again and again."""
    return str(ibis.to_sql(operation.to_expr(), dialect=dialect, pretty=False))


def _typed(values: tuple[Any, ...], kind: Any) -> "pd.Series[Any]":
    convert: Callable[[Any], Any] = _day if kind.is_date() else int if kind.is_integer() else _same
    found = [None if value is None else convert(value) for value in values]
    plain = kind.is_integer() and None not in found
    return pd.Series(found, dtype="int64" if plain else "object")


def _day(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _same(value: Any) -> Any:
    return value
