"""Firms on file that may be one: what people are asked about on demand."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from crm.register.same_firm.likeness import Likeness
from crm.register.same_firm.on_file import index_of
from crm.services.match_decisions import Pair, Progress


def pairs_on_file(session: Session, progress: Progress) -> Iterator[Pair]:
    """The likeliest first."""
    for pair in index_of(session).pairs(progress):
        yield as_pair(pair.one, pair.other, pair.likeness)


def as_pair(company_id: int, other_id: int, likeness: Likeness) -> Pair:
    reasons = [(reason.message, reason.values) for reason in likeness.reasons]
    return Pair(company_id, other_id, round(likeness.score), reasons)
