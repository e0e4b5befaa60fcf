"""A gathering's list of participants: a page of it, how many are in which status, all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from flask import abort, request, url_for
from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from crm.enums import ParticipationStatus
from crm.models import CompanyOverview, District, Invitation, Participation
from crm.rules.fold import fold, sort_key
from crm.services.seats import seats_taken
from crm.web.page import whole_number

SIZE = 50
CHUNK = 500
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

    @cached_property
    def people(self) -> int:
        """Seats that are taken."""
        return seats_taken(self.session, self.gathering_id)

    @property
    def count(self) -> int:
        return len(self._ids)

    @cached_property
    def rows(self) -> list[Row[Any]]:
        """Those of this page: id, status, company_id, firm, address, guest_name, size_class,
        district, people, sent_at, remark."""
        first = (self.page - 1) * SIZE
        return self._read(self._ids[first : first + SIZE])

    def everybody(self) -> Iterator[Row[Any]]:
        for first in range(0, self.count, CHUNK):
            yield from self._read(self._ids[first : first + CHUNK])

    @cached_property
    def _ids(self) -> list[int]:
        """Of all who fit, by name; of those who wait, in the order in which they get a seat.
        Guests are put among the firms, so it is done here.
        """
        query = (
            select(Participation.id, CompanyOverview.label_key, Participation.guest_name)
            .outerjoin(CompanyOverview, CompanyOverview.id == Participation.company_id)
            .where(Participation.interaction_id == self.gathering_id)
        )
        if self.status:
            query = query.where(Participation.status == self.status)
        if self.status is ParticipationStatus.WAITING:
            since = Invitation.waiting_since.asc().nulls_last()
            query = query.outerjoin(Participation.invitation).order_by(since, Participation.id)
        keyed = (
            (" ".join(filter(None, (row.label_key, sort_key(row.guest_name)))), row.id)
            for row in self.session.execute(query)
        )
        wanted = fold(self.name)
        found = list(keyed)
        if self.status is not ParticipationStatus.WAITING:
            found.sort()
        return [pk for key, pk in found if wanted in key]

    def _read(self, ids: Sequence[int]) -> list[Row[Any]]:
        columns: tuple[Any, ...] = (
            Participation.id, Participation.status, Participation.company_id,
            Participation.guest_name, Invitation.people, Invitation.sent_at, Invitation.remark,
            CompanyOverview.label.label("firm"),
            CompanyOverview.address, CompanyOverview.size_class, District.name.label("district"),
        )  # fmt: skip
        query = (
            select(*columns)
            .select_from(Participation)
            .outerjoin(CompanyOverview, CompanyOverview.id == Participation.company_id)
            .outerjoin(District, District.id == CompanyOverview.district_id)
            .outerjoin(Invitation, Invitation.participation_id == Participation.id)
            .where(Participation.id.in_(ids))
        )
        found = {row.id: row for row in self.session.execute(query)}
        return [found[pk] for pk in ids if pk in found]

    def address(self, **changes: Any) -> str:
        """The list's address with some of its parameters changed; None takes one away."""
        kept = {"status": self.status and self.status.value, "name": self.name or None, **changes}
        given = {name: value for name, value in kept.items() if value is not None}
        return url_for("GatheringView.show", pk=self.gathering_id, **given)
