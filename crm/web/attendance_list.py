"""A gathering's list of participants: a page of it, how many are in which status, all of it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from flask import abort, request, url_for
from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import Session

from crm.enums import ParticipationStatus
from crm.models import CompanyOverview, District, Participation
from crm.web.page import whole_number

SIZE = 50
LAST_PAGE = 1000


class AttendanceList:
    """Reads ``status``, ``name`` and ``page`` from the address."""

    size = SIZE

    def __init__(self, session: Session, gathering_id: int) -> None:
        self.session, self.gathering_id = session, gathering_id
        self.page = whole_number("page", 1, 1, LAST_PAGE)
        self.name = request.args.get("name", "").strip()[:200]
        self.status = self._status()

    def _status(self) -> ParticipationStatus | None:
        text = request.args.get("status", "")
        if text and text not in set(ParticipationStatus):
            abort(400)
        return ParticipationStatus(text) if text else None

    @cached_property
    def counts(self) -> dict[ParticipationStatus, int]:
        query = (
            select(Participation.status, func.count().label("number"))
            .where(Participation.interaction_id == self.gathering_id)
            .group_by(Participation.status)
        )
        found = {row.status: row.number for row in self.session.execute(query)}
        return {status: found.get(status, 0) for status in ParticipationStatus}

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def count(self) -> int:
        """How many fit; where a name is looked for, those of this page are all that is known."""
        if self.name:
            return (self.page - 1) * SIZE + len(self.rows)
        return self.counts[self.status] if self.status else self.total

    @cached_property
    def rows(self) -> list[Row[Any]]:
        query = self.query().limit(SIZE).offset((self.page - 1) * SIZE)
        return list(self.session.execute(query))

    def query(self) -> Select[Any]:
        """id, status, company_id, firm, address, guest_name, size_class, district."""
        name = func.coalesce(CompanyOverview.label, Participation.guest_name)
        columns: tuple[Any, ...] = (
            Participation.id, Participation.status, Participation.company_id,
            Participation.guest_name, CompanyOverview.label.label("firm"),
            CompanyOverview.address, CompanyOverview.size_class, District.name.label("district"),
        )  # fmt: skip
        query = (
            select(*columns)
            .select_from(Participation)
            .outerjoin(CompanyOverview, CompanyOverview.id == Participation.company_id)
            .outerjoin(District, District.id == CompanyOverview.district_id)
            .where(Participation.interaction_id == self.gathering_id)
            .order_by(func.lower(name), Participation.id)
        )  # fmt: skip
        if self.status:
            query = query.where(Participation.status == self.status)
        if self.name:
            fits = (CompanyOverview.label, Participation.guest_name)
            query = query.where(or_(*(c.icontains(self.name, autoescape=True) for c in fits)))
        return query

    def address(self, **changes: Any) -> str:
        """The list's address with some of its parameters changed; None takes one away."""
        kept = {"status": self.status and self.status.value, "name": self.name or None, **changes}
        given = {name: value for name, value in kept.items() if value is not None}
        return url_for("GatheringView.show", pk=self.gathering_id, **given)
