"""Firms on file that may be one: those that share something are compared by name.

A first engine: RapidFuzz over what two firms have in common. It looks at the firms that count and
have not ended, and reads each once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from crm.enums import N_
from crm.models import Company, CompanyOverview
from crm.rules.fold import fold
from crm.services.match_decisions import Pair, Progress
from crm.services.reasons import Reason
from crm.services.search_words import bare

MOST_ALIKE = 40
"""A telephone that more firms share than this belongs to a switchboard."""
ENOUGH = 80
"""Of 100: below, nobody is asked."""
NAME = N_("name alike by %(percent)s percent")


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that two firms may have in common, what it adds to the likeness of their names."""

    key: Callable[[Any], str | None]
    said: str
    adds: int


def _digits(text: str | None) -> str | None:
    digits = "".join(c for c in text or "" if c.isdigit())
    return digits[-9:] if len(digits) > 5 else None


def _name(row: Any) -> str | None:
    return " ".join(sorted(bare(row.name))) if row.name else None


def _domain(row: Any) -> str | None:
    bare_address = (row.website or "").split("//")[-1].split("/")[0].lower()
    return bare_address.removeprefix("www.") or None


SHARED = (
    Shared(_name, N_("same name"), 0),
    Shared(lambda row: _digits(row.phone), N_("same telephone"), 25),
    Shared(lambda row: (row.email or "").lower() or None, N_("same e-mail address"), 25),
    Shared(lambda row: fold(row.register_number or "") or None, N_("same register number"), 40),
    Shared(_domain, N_("same website"), 20),
    Shared(lambda row: fold(row.address or "") or None, N_("same address"), 20),
)


def similar_firms(session: Session, progress: Progress) -> Iterator[Pair]:
    """Each pair once, with all that the two share."""
    rows = _firms(session)
    found: dict[tuple[int, int], list[Shared]] = defaultdict(list)
    for number, shared in enumerate(SHARED):
        progress(number * len(rows) // len(SHARED), len(rows))
        for pair in _sharing(rows, shared):
            found[pair].append(shared)
    for pair, common in found.items():
        score, reasons = _judged(rows[pair[0]], rows[pair[1]], common)
        if score >= ENOUGH:
            yield Pair(*pair, score, reasons)
    progress(len(rows), len(rows))


def alike(session: Session, one_id: int, other_id: int) -> Pair:
    """How alike these two are, whatever comes of it."""
    one_id, other_id = sorted((one_id, other_id))
    rows = _firms(session, one_id, other_id)
    one, other = rows[one_id], rows[other_id]
    common = [each for each in SHARED if each.key(one) and each.key(one) == each.key(other)]
    return Pair(one_id, other_id, *_judged(one, other, common))


def _firms(session: Session, *ids: int) -> dict[int, Row[Any]]:
    """All that have not ended, or those with these ids."""
    columns: tuple[Any, ...] = (
        Company.id, Company.name, Company.phone, Company.email, Company.register_number,
        Company.website, CompanyOverview.address,
    )  # fmt: skip
    query = select(*columns).join(CompanyOverview, CompanyOverview.id == Company.id)
    wanted = Company.id.in_(ids) if ids else CompanyOverview.is_active.is_(True)
    return {row.id: row for row in session.execute(query.where(wanted))}


def _sharing(rows: Mapping[int, Row[Any]], shared: Shared) -> Iterator[tuple[int, int]]:
    by_key: dict[str, list[int]] = defaultdict(list)
    for pk, row in rows.items():
        key = shared.key(row)
        if key:
            by_key[key].append(pk)
    for ids in by_key.values():
        if len(ids) <= MOST_ALIKE:
            yield from combinations(sorted(ids), 2)


def _judged(one: Row[Any], other: Row[Any], common: list[Shared]) -> tuple[int, list[Reason]]:
    names = [" ".join(bare(row.name)) if row.name else "" for row in (one, other)]
    alike = round(fuzz.token_sort_ratio(*names)) if all(names) else 0
    score = min(99, round(alike * 0.75) + sum(shared.adds for shared in common))
    named: list[Reason] = [(NAME, {"percent": alike})] if alike < 100 else []
    return score, [*((shared.said, {}) for shared in common), *named]
