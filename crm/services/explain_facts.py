"""Why a firm has the size and sector that it has: which import said so, and who says otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from crm.enums import SizeBand, WzEdition
from crm.models import CompanyFact, FactClaim
from crm.rules.fact_timeline import (
    FIRST_RANK,
    PEOPLE,
    Said,
    Sector,
    speaks_of_sector,
    speaks_of_size,
)
from crm.rules.fact_words import Speaks, why_not, word_that_counts, words_of_others


class Otherwise(NamedTuple):
    """``size_band`` or ``wz_code`` is what ``who`` says; ``why`` not, a message id."""

    who: str
    day: date
    size_band: SizeBand | None
    wz_code: str | None
    wz_edition: WzEdition | None
    why: str
    winner: str


@dataclass(frozen=True)
class Explained:
    batch_id: int | None
    """The import that a fact came with; none where people entered it."""
    otherwise: Sequence[Otherwise]


def explain_facts(
    facts: Sequence[CompanyFact], claims: Mapping[int, Sequence[FactClaim]], people_rank: int
) -> Mapping[int, Explained]:
    """By the fact's id. ``claims``, with their ``trust``, by the company whose facts they make."""
    said: dict[int, list[Said]] = defaultdict(list)
    for company_id, theirs in claims.items():
        said[company_id] += _claimed(theirs)
    for fact in facts:
        if fact.claim_id is None:
            said[fact.company_id].append(_said(fact, fact.id, people_rank, by_people=True))
    batches = {claim.id: claim.batch_id for theirs in claims.values() for claim in theirs}
    return {
        fact.id: Explained(
            batches.get(fact.claim_id or 0), list(_otherwise(said[fact.company_id], fact))
        )
        for fact in facts
    }


def _claimed(claims: Sequence[FactClaim]) -> Iterator[Said]:
    """In the order of the imports."""
    for number, claim in enumerate(sorted(claims, key=lambda one: (one.batch_id, one.id))):
        rank = claim.trust.rank if claim.trust else FIRST_RANK
        yield _said(claim, number, rank, by_people=False)


def _said(row: Any, number: int, rank: int, *, by_people: bool) -> Said:
    sector = Sector(row.wz_code, row.wz_edition, row.wz_section)
    return Said(row.valid_from, number, rank, by_people, row.size_band, row.employees, sector, row)


def _otherwise(said: Sequence[Said], fact: CompanyFact) -> Iterator[Otherwise]:
    day = fact.valid_to or date.max
    for speaks in (speaks_of_size, speaks_of_sector):
        winner = word_that_counts(said, day, speaks)
        if winner:
            for other in words_of_others(said, day, speaks, _speaker, winner):
                if _value(other, speaks) != _value(winner, speaks):
                    yield _told(other, winner, speaks)


def _value(said: Said, speaks: Speaks) -> Any:
    return said.size_band if speaks is speaks_of_size else said.sector[:2]


def _speaker(said: Said) -> str:
    return PEOPLE if said.by_people else str(said.row.source)


def _name(said: Said) -> str:
    """A fact's source is whom people named."""
    return str(said.row.source if said.by_people else said.row.said_by)


def _told(other: Said, winner: Said, speaks: Speaks) -> Otherwise:
    size = other.size_band if speaks is speaks_of_size else None
    sector = Sector() if speaks is speaks_of_size else other.sector
    return Otherwise(
        _name(other), other.valid_from, size, sector.wz_code, sector.wz_edition,
        why_not(other, winner), _name(winner),
    )  # fmt: skip
