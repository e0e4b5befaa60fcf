"""Lines of a pasted list of participants, and the firms that are probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import CompanyOverview
from crm.rules.fold import sort_key
from crm.services.find_company import Hit, find_companies
from crm.services.search_words import bare

PARTS = re.compile(r"\s*[;\t|]\s*")
CANDIDATES = 5
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """``firm`` and ``person`` as written; ``sure`` is the firm that is meant without doubt."""

    text: str
    firm: str
    person: str
    candidates: Sequence[Hit] = field(default=())
    sure: int | None = None


def split_lines(text: str) -> list[str]:
    """Lines that hold something, each once; Excel's tabs part columns as semicolons do."""
    lines = (line.strip(" ;|\t")[: 2 * LONGEST] for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def match_lines(session: Session, texts: Iterable[str]) -> list[Line]:
    """One query for all names written as on file, up to five for each of the others."""
    lines = [_split(text) for text in texts]
    exact = _written_so(session, [sort_key(line.firm) for line in lines])
    return [_match(session, line, exact) for line in lines]


def _split(text: str) -> Line:
    firm, _sep, person = PARTS.sub(";", text).partition(";")
    return Line(text, firm[:LONGEST], person.replace(";", ", ")[:LONGEST])


def _written_so(session: Session, keys: Sequence[str]) -> Mapping[str, list[Hit]]:
    """By their sort keys: capitals, signs and the spelling of umlauts make no difference."""
    columns = (CompanyOverview.id, CompanyOverview.label, CompanyOverview.address)
    query = select(*columns, CompanyOverview.label_key).where(
        CompanyOverview.is_active.is_(True), CompanyOverview.label_key.in_(keys)
    )
    found: dict[str, list[Hit]] = {}
    for row in session.execute(query):
        found.setdefault(row.label_key, []).append(Hit(row.id, row.label, row.address, True))
    return found


def _match(session: Session, line: Line, exact: Mapping[str, list[Hit]]) -> Line:
    hits = exact.get(sort_key(line.firm)) or _likely(session, line.firm)
    return Line(line.text, line.firm, line.person, hits[:CANDIDATES], _sure(line.firm, hits))


def _likely(session: Session, name: str) -> list[Hit]:
    """Where nothing fits, without the legal form: people write one that is not on file."""
    hits = find_companies(session, name, CANDIDATES)
    return hits or find_companies(session, " ".join(bare(name)), CANDIDATES)


def _sure(name: str, hits: Sequence[Hit]) -> int | None:
    """One active firm alone bears the name, whatever its legal form."""
    wanted = bare(name)
    same = [hit.id for hit in hits if hit.is_active and bare(hit.label) == wanted]
    return same[0] if wanted and len(same) == 1 else None
