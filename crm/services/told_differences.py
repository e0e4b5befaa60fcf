"""Other sizes and sectors of firms, in words: for pages, lists to download and machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import N_, SizeBand
from crm.models import CompanyOverview
from crm.services.compare_facts import FIELDS, SIZE, Difference

AT_ONCE = 1_000
UNKNOWN = N_("unknown")
Translate = Callable[[str], str]


def told_differences(
    session: Session, found: Sequence[Difference], translate: Translate = str
) -> Iterator[dict[str, Any]]:
    """``from`` is the first day on which it makes a difference."""
    for start in range(0, len(found), AT_ONCE):
        chunk = found[start : start + AT_ONCE]
        labels = _labels(session, [each.company_id for each in chunk])
        for each in chunk:
            yield {
                "company_id": each.company_id,
                "firm": labels.get(each.company_id, f"#{each.company_id}"),
                "field": translate(FIELDS[each.field]),
                "from": each.day.isoformat(),
                "before": _words(each, each.before, translate),
                "after": _words(each, each.after, translate),
            }


def _labels(session: Session, ids: Sequence[int]) -> dict[int, str]:
    query = select(CompanyOverview.id, CompanyOverview.label).where(CompanyOverview.id.in_(ids))
    return {row.id: row.label for row in session.execute(query)}


def _words(which: Difference, said: str | None, translate: Translate) -> str:
    if said is None:
        return translate(UNKNOWN)
    if which.field != SIZE:
        return said
    band, space, headcount = said.partition(" ")
    return translate(SizeBand(band).label) + space + headcount
