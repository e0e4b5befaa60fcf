"""Pairs that may be one firm: found, kept, decided on once, and one's own last decision undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from crm.enums import N_, MatchVerdict
from crm.errors import DomainError
from crm.models import Company, CompanyMerge, CompanyOverview, MatchDecision
from crm.models.base import new_client_key, utc_now
from crm.services.family import families
from crm.services.merge_companies import merge
from crm.services.reasons import Reason, as_json
from crm.services.unmerge_companies import Apart, unmerge
from crm.services.upsert import insert_missing

AT_ONCE = 500
BY_HAND = N_("a colleague says so")


@dataclass(frozen=True, slots=True)
class Pair:
    """What an engine found: two firms, how alike they are of 100, and why."""

    company_id: int
    other_id: int
    score: int
    reasons: Sequence[Reason] = ()


Progress = Callable[[int, int], None]
"""Told how many firms of how many were looked at."""


def keep_pairs(session: Session, pairs: Iterable[Pair]) -> int:
    """How many are new. A pair that was found or decided on before is not asked again."""
    before = _kept(session)
    rest = iter(pairs)
    while some := list(islice(rest, AT_ONCE)):
        _keep(session, some)
    return _kept(session) - before


def _kept(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(MatchDecision)) or 0


def _keep(session: Session, pairs: Iterable[Pair]) -> None:
    rows = [_row(pair) for pair in pairs if pair.company_id != pair.other_id]
    insert_missing(session, MatchDecision, rows, "company_id", "other_id")


def pair_of(session: Session, company_id: int, other_id: int) -> MatchDecision | None:
    first, second = sorted((company_id, other_id))
    return session.scalar(
        select(MatchDecision).where(
            MatchDecision.company_id == first, MatchDecision.other_id == second
        )
    )


def ask_again(session: Session, company_id: int, other_id: int) -> MatchDecision:
    """Somebody says that these two are one, whatever was said of them before."""
    known = families(session, [company_id, other_id])
    one, other = known[company_id], known[other_id]
    if one == other:
        raise DomainError(N_("These two count as one firm already."))
    _keep(session, [Pair(one, other, 0, [(BY_HAND, {})])])
    pair = pair_of(session, one, other)
    if pair is None:
        raise DomainError(N_("Somebody has decided on this pair already."))
    if pair.verdict is not None:
        pair.verdict = pair.decided_at = pair.decided_by_id = None
        session.flush()
    return pair


def _row(pair: Pair) -> dict[str, object]:
    first, second = sorted((pair.company_id, pair.other_id))
    now = utc_now()
    return {
        "company_id": first,
        "other_id": second,
        "score": max(0, min(100, pair.score)),
        "reasons": as_json(pair.reasons),
        "created_at": now,
        "changed_at": now,
        "client_key": new_client_key(),
        "version": 1,
    }


def waiting() -> ColumnElement[bool]:
    """Of a MatchDecision: whether it is still to be decided, of two firms that both count."""
    one, other = aliased(CompanyOverview), aliased(CompanyOverview)
    both = (
        select(one.id)
        .join(other, other.id == MatchDecision.other_id)
        .where(one.id == MatchDecision.company_id)
        .where(one.survivor_id.is_(None), other.survivor_id.is_(None))
        .correlate(MatchDecision)
    )
    open_ones = or_(MatchDecision.verdict.is_(None), MatchDecision.verdict == MatchVerdict.LATER)
    return open_ones & both.exists()


def next_waiting(session: Session) -> MatchDecision | None:
    """The likeliest first; what somebody put off comes after all others, the longest ago first."""
    put_off = MatchDecision.verdict.is_not(None)
    order = (put_off, MatchDecision.decided_at, MatchDecision.score.desc(), MatchDecision.id)
    return session.scalar(select(MatchDecision).where(waiting()).order_by(*order).limit(1))


def how_many(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(MatchDecision).where(waiting())) or 0


def decide(
    session: Session,
    pair: MatchDecision,
    verdict: MatchVerdict,
    today: date,
    survivor_id: int | None = None,
) -> MatchDecision:
    """The same: the other one is merged into ``survivor_id``. Somebody else's decision stands."""
    session.flush()
    session.refresh(pair, with_for_update=True)
    if pair.verdict not in (None, MatchVerdict.LATER):
        if pair.verdict is verdict:
            return pair
        raise DomainError(N_("Somebody has decided on this pair already."))
    if verdict is MatchVerdict.SAME:
        pair.merge_id = _merged(session, pair, survivor_id, today).id
    pair.verdict, pair.decided_at = verdict, utc_now()
    pair.decided_by_id = session.info.get("user_id")
    session.flush()
    return pair


def _merged(
    session: Session, pair: MatchDecision, survivor_id: int | None, today: date
) -> CompanyMerge:
    ids = [pk for pk in (pair.company_id, pair.other_id) if pk]
    if survivor_id not in ids or len(ids) < 2:
        raise DomainError(N_("Say which of the two firms counts from now on."))
    loser_id = next(pk for pk in ids if pk != survivor_id)
    loser, survivor = (session.get_one(Company, pk) for pk in (loser_id, survivor_id))
    record = merge(session, loser, survivor, today)
    record.reasons = pair.reasons
    session.flush()
    return record


def last_decided(session: Session, user_id: int | None) -> MatchDecision | None:
    """What this user decided last, and may still want to take back."""
    mine = MatchDecision.decided_by_id == user_id
    query = select(MatchDecision).where(mine, MatchDecision.verdict.is_not(None))
    return session.scalar(
        query.order_by(MatchDecision.decided_at.desc(), MatchDecision.id.desc()).limit(1)
    )


def undo(session: Session, pair: MatchDecision) -> MatchDecision:
    """It waits again, and what was merged is two firms again."""
    record = pair.merge
    if record is not None and record.undone_at is None:
        unmerge(session, record.company)
    pair.verdict = pair.decided_at = pair.decided_by_id = pair.merge_id = None
    session.flush()
    return pair


def take_apart(session: Session, company: Company) -> Apart:
    """Two firms again, said by somebody who looked at them: nobody is asked about them any more."""
    done = unmerge(session, company)
    first, second = sorted((company.id, done.record.into_id))
    _keep(session, [Pair(first, second, 0)])
    pair = pair_of(session, first, second)
    if pair is not None:
        pair.verdict, pair.decided_at = MatchVerdict.DIFFERENT, utc_now()
        pair.decided_by_id, pair.merge_id = session.info.get("user_id"), None
        session.flush()
    return done
