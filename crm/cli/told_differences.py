"""What a released report would say today, and by what cause, in sentences and as data."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.cli.language import _
from crm.models import Company
from reports.frozen.explain import Difference, Explained
from reports.frozen.in_words import Titles
from reports.frozen.verify import Kept

SHOWN = 20
Names = Mapping[int, str]


def told(session: Session, kept: Kept, explained: Explained) -> Iterator[str]:
    if not explained.differences:
        yield _("Counted from today's data, every figure is the same.")
        return
    yield _("Counted from today's data, %(number)s figures are other. The causes:") % {
        "number": len(explained.differences)
    }
    names = _names(session, explained)
    for cause, changes in explained.changes.items():
        firms = explained.firms.get(cause, {})
        words = _("%(cause)s: %(changes)s rows, %(firms)s firms")
        numbers = {"cause": _(cause.label), "changes": len(changes), "firms": len(firms)}
        yield "  " + words % numbers
        for firm in list(firms)[:SHOWN]:
            yield f"    {names.get(firm, f'#{firm}')}"
        if len(firms) > SHOWN:
            yield "    " + _("and %(number)s more") % {"number": len(firms) - SHOWN}
    titles = Titles(kept.sheets, _)
    for each in explained.differences[:SHOWN]:
        yield "  " + _difference(titles, each)
    if len(explained.differences) > SHOWN:
        yield "  " + _("and %(number)s more") % {"number": len(explained.differences) - SHOWN}


def _difference(titles: Titles, each: Difference) -> str:
    steps = "; ".join(
        f"{_(step.cause.label)}: {_number(step.before)} → {_number(step.after)}"
        for step in each.steps
    )
    return f"{titles.of(each.place)}: {_number(each.then)} → {_number(each.now)} ({steps})"


def _number(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def as_data(session: Session, explained: Explained) -> dict[str, Any]:
    """{"differences": [{"sheet", "row", "column", "then", "now", "steps"}], "causes": [...]}"""
    names = _names(session, explained)
    return {
        "differences": [
            {
                **each.place._asdict(),
                "then": each.then,
                "now": each.now,
                "steps": [
                    {"cause": step.cause.value, "before": step.before, "after": step.after}
                    for step in each.steps
                ],
            }
            for each in explained.differences
        ],
        "causes": [
            {
                "cause": cause.value,
                "changes": len(changes),
                "firms": [
                    {"id": firm, "name": names.get(firm)} for firm in explained.firms.get(cause, ())
                ],
            }
            for cause, changes in explained.changes.items()
        ],
    }


def _names(session: Session, explained: Explained) -> Names:
    """Of firms that an undo has removed there is none any more."""
    ids = {firm for firms in explained.firms.values() for firm in firms}
    rows = session.execute(select(Company.id, Company.name))
    return {pk: name for pk, name in rows if pk in ids and name}
