"""Why a firm was found when neither its name nor its address says it: a person, a number, the
name of a firm that was merged into it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from crm.models import Company, CompanyOverview, Person, Position, SourceRecord
from crm.rules.fold import fold
from crm.services.trigrams import Alternatives


def reasons(
    session: Session, rows: Sequence[Row[Any]], alternatives: Alternatives
) -> Mapping[int, str]:
    """Company id -> the person, number or former name that fits; none where the row says it."""
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
    member = aliased(CompanyOverview)
    counting = func.coalesce(member.survivor_id, member.id).label("id")
    of = or_(member.id.in_(ids), member.survivor_id.in_(ids))

    def told(what: Any, company_id: Any) -> Select[Any]:
        said = select(counting, what.label("said")).select_from(company_id.class_)
        return said.join(member, member.id == company_id).where(of)

    said: dict[int, list[str]] = defaultdict(list)
    parts: tuple[Any, ...] = (
        told(Company.name, Company.id).where(member.survivor_id.is_not(None), Company.name != ""),
        told(name, Position.company_id).join(Position.person),
        told(Company.register_number, Company.id).where(Company.register_number.is_not(None)),
        told(SourceRecord.key, SourceRecord.company_id).where(SourceRecord.key.is_not(None)),
    )
    for company_id, text in session.execute(union_all(*parts)):
        if text not in said[company_id]:
            said[company_id].append(text)
    return said
