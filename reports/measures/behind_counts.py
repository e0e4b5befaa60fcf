"""How many firms are behind a figure that counts what firms have: a few may be known by it.

Asked for where a report is made for publication, of the very rows that the figure counts.
"""

from collections.abc import Sequence
from typing import Any

import ibis
import pandas as pd
from ibis import _

from reports.measures.contact import resolved
from reports.segment import UNKNOWN


def firms_of(figure: str) -> str:
    """The key of the firms behind it."""
    return f"{figure}_firms"


def with_firm(merges: bool, rows: ibis.Table) -> ibis.Table:
    """Rows with ``firm``: the company that counts, or where there is none the row by itself."""
    return resolved(merges, rows).mutate(firm=_.company_id.coalesce(-_.id))


def behind(rows: pd.DataFrame, figures: Sequence[str]) -> dict[Any, dict[str, int]]:
    """``rows``: value, firm and figures. value -> {firms_of(figure): how many have any of it}."""
    found: dict[Any, dict[str, int]] = {}
    for value, some in rows.groupby("value", dropna=False):
        key = UNKNOWN if pd.isna(value) else value
        found[key] = {
            firms_of(one): int(some.loc[some[one] > 0, "firm"].nunique()) for one in figures
        }
    return found


def beside(
    rows: pd.DataFrame, by: str | None, found: dict[Any, dict[str, int]], figures: Sequence[str]
) -> pd.DataFrame:
    """The rows of a measure, with the firms behind its figures."""
    nobody = {firms_of(one): 0 for one in figures}
    values = rows[by] if by else ["all"] * len(rows)
    behind_them = [found.get(value, nobody) for value in values]
    return rows.assign(**{key: [each[key] for each in behind_them] for key in nobody})
