"""Is this firm on file already? Asked before a new one is written down."""

from collections.abc import Iterator

from rapidfuzz import fuzz
from sqlalchemy.orm import Session

from crm.rules.fold import fold
from crm.services.find_company import Hit, find_companies
from crm.services.search_words import bare

ALIKE = 88
"""Of 100; the same name but for legal form, order and a slip."""
MOST = 8


def possible_duplicates(
    session: Session, name: str | None, street: str | None, house_number: str | None
) -> list[Hit]:
    """Firms with such a name, and those in the same house with one that sounds similar."""
    found = {hit.id: hit for hit in _same_name(session, name)}
    if street and house_number:
        for hit in find_companies(session, f"{street} {house_number}", limit=50):
            at_home = fold(hit.address or "").startswith(fold(f"{street} {house_number}"))
            if at_home and _likeness(hit.label, name or "") >= ALIKE - 30:
                found[hit.id] = hit
    return list(found.values())[:MOST]


def _same_name(session: Session, name: str | None) -> Iterator[Hit]:
    wanted = " ".join(bare(name or ""))
    if wanted:
        hits = find_companies(session, wanted, limit=50)
        yield from (hit for hit in hits if _likeness(hit.label, wanted) >= ALIKE)


def _likeness(label: str, name: str) -> float:
    return fuzz.token_sort_ratio(" ".join(bare(label)), " ".join(bare(name)))
