"""Firms of which one was merged into another, as they are while an import goes on. They are few."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from crm.enums import EndReason
from crm.models import Company, CompanyMerge
from crm.register.end import End
from crm.services.family import roots
from crm.services.register_ends import keys_of

AT_ONCE = 500


class OwnEnd(NamedTuple):
    """Of a merged firm: as it would be, had nobody merged it."""

    ended_on: date | None
    reason: EndReason | None


class Leaving(NamedTuple):
    key: str
    company_id: int
    day: date


class Kin:
    def __init__(self, session: Session) -> None:
        self._session = session
        self._own = dict(_own_ends(session))
        self._counting = roots(session.connection(), self._own)
        self._members: dict[int, list[int]] = defaultdict(list)
        for company_id, counting in self._counting.items():
            self._members[counting].append(company_id)

    def __contains__(self, company_id: int) -> bool:
        return company_id in self._counting or company_id in self._members

    def counting(self, company_id: int) -> int:
        """The firm that counts; itself where nobody merged it."""
        return self._counting.get(company_id, company_id)

    def own_end(self, company_id: int) -> OwnEnd | None:
        """None of a firm that counts."""
        return self._own.get(company_id)

    def family_of(self, company_ids: Iterable[int]) -> Mapping[int, int]:
        """Every member of these firms' families -> the firm that counts."""
        counting = {self.counting(each) for each in company_ids}
        return {pk: one for one in counting for pk in (one, *self._members.get(one, ()))}

    def ends(self, source: str, leaving: Sequence[Leaving]) -> list[End]:
        """Of keys that leave the register now: the families of which it then names none, with the
        last day; no firm twice.
        """
        by_family: dict[int, dict[str, date]] = defaultdict(dict)
        for one in leaving:
            by_family[self.counting(one.company_id)][one.key] = one.day
        ids, found = list(by_family), list[End]()
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            found += self._ends(source, {pk: by_family[pk] for pk in some})
        return found

    def _ends(self, source: str, leaving: Mapping[int, dict[str, date]]) -> Iterator[End]:
        keys, ended = keys_of(self._session, self.family_of(leaving)), self._ended(leaving)
        for pk, gone in leaving.items():
            day = keys[pk].last_day(source, gone)
            if day and pk not in ended:
                yield End(pk, day)

    def _ended(self, ids: Iterable[int]) -> set[int]:
        query = select(Company.id).where(Company.id.in_(list(ids)), Company.ended_on.is_not(None))
        return set(self._session.scalars(query))


def _own_ends(session: Session) -> Iterable[tuple[int, OwnEnd]]:
    is_open = and_(CompanyMerge.company_id == Company.id, CompanyMerge.undone_at.is_(None))
    query = (
        select(
            Company.id, Company.ended_on, Company.end_reason,
            CompanyMerge.ended_on_before, CompanyMerge.end_reason_before,
        )
        .outerjoin(CompanyMerge, is_open)
        .where(Company.merged_into_id.is_not(None))
    )  # fmt: skip
    for pk, ended_on, reason, before, reason_before in session.execute(query):
        if reason in (EndReason.MERGED, None):
            yield pk, OwnEnd(before, reason_before)
        else:
            yield pk, OwnEnd(ended_on, reason)
