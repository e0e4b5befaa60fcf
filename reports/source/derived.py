"""The derived tables' queries, each worked out by its one definition."""

from collections.abc import Iterator
from functools import lru_cache

from reports.measures import contact
from reports.source.merges import SURVIVORS
from reports.source.source import compiled

DEFINITIONS = {
    "figure_contacts": contact.contacts,
    "figure_interaction_teams": contact.interaction_teams,
    "figure_facts": contact.facts,
    "figure_places": contact.places,
}
NAMES = ("figure_survivors", *DEFINITIONS)


@lru_cache
def definition(name: str, dialect: str, merges: bool) -> str:
    if name == "figure_survivors":
        return SURVIVORS
    return compiled(DEFINITIONS[name](merges), dialect)


def with_definitions(sql: str, dialect: str, merges: bool) -> str:
    """The query with those that it reads before it, as common table expressions."""
    parts = [_named(name, dialect, merges) for name in _read_by(sql, dialect, merges)]
    if not parts:
        return sql
    if sql.startswith("WITH "):
        return f"WITH {', '.join(parts)}, {sql.removeprefix('WITH ')}"
    return f"WITH {', '.join(parts)} {sql}"


def _read_by(sql: str, dialect: str, merges: bool) -> Iterator[str]:
    read = [name for name in DEFINITIONS if f'"{name}"' in sql]
    queries = [sql, *(definition(name, dialect, merges) for name in read)]
    if any('"figure_survivors"' in query for query in queries):
        yield "figure_survivors"
    yield from read


def _named(name: str, dialect: str, merges: bool) -> str:
    """PostgreSQL looks up the survivors once, and through the others into their tables."""
    hint = "MATERIALIZED" if name == "figure_survivors" else "NOT MATERIALIZED"
    query = definition(name, dialect, merges)
    return f'"{name}" AS {hint if dialect == "postgres" else ""} ({query})'
