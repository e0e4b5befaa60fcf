"""How firms are chosen for an invitation: the filters of the list of firms, and a few more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask import request
from flask_babel import gettext as _
from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from crm.clock import today
from crm.enums import ParticipationStatus
from crm.models import CompanyOverview as Firm
from crm.models import District, Interaction
from crm.services.campaigns import on_target_list
from crm.services.invitations import in_care, last_time, not_on_list, on_list_of
from crm.services.no_contact import left_out, may_be_contacted
from crm.web.choices import as_filter, campaigns
from crm.web.filters import Filter
from crm.web.interface import COUNT_CAP
from crm.web.views.company_list import CompanyList

STATUS = ParticipationStatus
LAST_TIME = {
    "came": (STATUS.ATTENDED,),
    "stayed_away": (STATUS.NO_SHOW, STATUS.DECLINED, STATUS.INVITED),
    "asked": tuple(STATUS),
}
LEFT_OUT = ("state",)
"""Whoever has ended is not invited."""


class InviteFilters:
    """Reads the address; firms that are on the list already are never among those it finds."""

    def __init__(self, session: Session, gathering: Interaction) -> None:
        self.session, self.gathering = session, gathering
        self.before = last_time(session, gathering)
        own = [each for each in CompanyList.filters if each.name not in LEFT_OUT]
        self.filters = [*own, *self._more()]

    def _more(self) -> Iterator[Filter]:
        never = lambda _set: Firm.last_contact_on.is_(None)  # noqa: E731
        yield Filter("unreached", _("No contact of any kind yet"), never, "flag", advanced=True)
        care = lambda _set: in_care(today())  # noqa: E731
        yield Filter("care", _("In somebody's care by name"), care, "flag", advanced=True)
        listed = lambda value: on_target_list(int(value))  # noqa: E731
        yield Filter("campaign", _("On the list of"), listed, "choice", as_filter(campaigns),
                     advanced=True)  # fmt: skip
        if self.before is not None:
            yield Filter("last", _("Last time"), self._last, "choice", _last_choices)

    def _last(self, value: str) -> Any:
        return on_list_of(self.before.id if self.before else 0, *LAST_TIME[value])

    @property
    def is_set(self) -> bool:
        return any(each.is_set() for each in self.filters)

    def query(self) -> Select[Any]:
        return self._found().where(may_be_contacted())

    def left_out(self) -> Sequence[Row[Any]]:
        """Whom the filters find too, and who wants no contact."""
        return left_out(self.session, self._found())

    def _found(self) -> Select[Any]:
        columns: tuple[Any, ...] = (
            Firm.id, Firm.label, Firm.size_class, Firm.last_contact_on,
            District.name.label("district"),
        )  # fmt: skip
        query: Select[Any] = select(*columns).outerjoin(District, District.id == Firm.district_id)
        query = query.where(Firm.is_active.is_(True), not_on_list(self.gathering))
        for each in self.filters:
            query = each.apply(query)
        return query

    def count(self) -> int:
        ids = self.query().with_only_columns(Firm.id).order_by(None).limit(COUNT_CAP).subquery()
        return int(self.session.scalar(select(func.count()).select_from(ids)) or 0)

    def rows(self, first: int, size: int) -> list[Any]:
        query = self.query().order_by(Firm.label_key, Firm.id).offset(first).limit(size)
        return list(self.session.execute(query))

    def ids(self, most: int) -> list[int]:
        query = self.query().with_only_columns(Firm.id).order_by(Firm.label_key, Firm.id)
        return list(self.session.scalars(query.limit(most)))

    def kept(self) -> dict[str, Any]:
        """The filters as they stand in the address."""
        names = (each.name for each in self.filters)
        return {name: request.args[name] for name in names if request.args.get(name)}


def _last_choices() -> list[tuple[str, str]]:
    return [
        ("came", _("came")), ("stayed_away", _("was invited, did not come")),
        ("asked", _("was on the list")),
    ]  # fmt: skip
