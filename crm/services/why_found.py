"""Why a firm was found when neither its name nor its address says it: a person, a number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, func, literal, select, union_all
from sqlalchemy.orm import Session

from crm.models import Company, Person, Position, SourceRecord
from crm.rules.fold import fold
from crm.services.trigrams import Alternatives


def reasons(
    session: Session, rows: Sequence[Row[Any]], alternatives: Alternatives
) -> Mapping[int, str]:
    """Company id -> the person or the register number that fits; none where the row says it."""
    wanted = {row.id: list(_unsaid(row, alternatives)) for row in rows}
    unclear = [company_id for company_id, words in wanted.items() if words]
    said = _said_about(session, unclear) if unclear else {}
    found = {id_: [t for t in said.get(id_, ()) if _fits(t, wanted[id_])] for id_ in unclear}
    return {id_: ", ".join(texts[:2]) for id_, texts in found.items() if texts}


def _unsaid(row: Row[Any], alternatives: Alternatives) -> Iterable[str]:
    """The words that stand neither in the label nor in the address."""
    shown = fold(f"{row.label} {row.address or ''}")
    for group in alternatives:
        if not any(word in shown for word in group):
            yield from group


def _fits(text: str, words: Iterable[str]) -> bool:
    folded = fold(text)
    return any(word in folded for word in words)


def _said_about(session: Session, ids: Sequence[int]) -> Mapping[int, list[str]]:
    name = func.coalesce(Person.first_name + literal(" "), "") + Person.last_name
    people = select(Position.company_id.label("id"), name.label("said")).join(Position.person)
    numbers = select(Company.id, Company.register_number)
    keys = select(SourceRecord.company_id, SourceRecord.key).distinct()
    said = defaultdict(list)
    parts: tuple[Any, ...] = (
        people.where(Position.company_id.in_(ids)),
        numbers.where(Company.id.in_(ids), Company.register_number.is_not(None)),
        keys.where(SourceRecord.company_id.in_(ids), SourceRecord.key.is_not(None)),
    )
    for company_id, text in session.execute(union_all(*parts)):
        said[company_id].append(text)
    return said
