"""Forums, round tables, consulting days and fairs, with how many came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from flask import request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, func, select, true

from crm.clock import today
from crm.enums import InteractionStatus, ParticipationStatus
from crm.models import Interaction
from crm.services.scope import visible_interactions
from crm.web import contact_columns
from crm.web.filters import Filter, enum_choices
from crm.web.formats import label
from crm.web.gathering_form import KINDS, STATUSES
from crm.web.interface import COUNT_CAP
from crm.web.listing import Column, ListPage
from crm.web.security import current_viewer

COMING = (ParticipationStatus.REGISTERED, ParticipationStatus.ATTENDED, ParticipationStatus.NO_SHOW)
"""Who came, or did not, had registered; who walked in counts as well."""
COMING_UP, ALL = "coming", "all"
LATELY = timedelta(14)


def _when() -> list[tuple[str, Any]]:
    return [(COMING_UP, gettext("Coming and of the last two weeks")), (ALL, gettext("All"))]


def _is_when(value: str) -> ColumnElement[bool]:
    last_on = func.coalesce(Interaction.ends_on, Interaction.happened_on)
    return true() if value == ALL else last_on >= today() - LATELY


def _usual_when() -> str:
    """Whoever names days or a state looks for something else than what is next."""
    return ALL if {"from", "to", "status"} & set(request.args) else COMING_UP


class GatheringList(ListPage):
    route_base = "/gatherings"
    class_permission_name = "Interaction"
    default_view_permission = "list"
    title = _("Gatherings")
    lead = _("Forums, round tables, consulting days and fairs.")
    empty = _("No gathering fits these filters.")
    export_name = "gatherings"
    base_order = ("happened_on", "desc")
    columns = (
        Column(
            "title", _("Title"), lambda row: row.title or label(row.kind),
            link=lambda row: url_for("GatheringView.show", pk=row.id), priority=1,
        ),
        Column(
            "happened_on", _("Day"), lambda row: row.happened_on, "day", Interaction.happened_on,
            priority=1,
        ),
        Column("ends_on", _("Last day"), lambda row: row.ends_on, "day", priority=0),
        Column("kind", _("Kind"), lambda row: row.kind, "enum"),
        Column("place", _("Place"), lambda row: row.place, priority=3),
        Column("advisors", _("Advisors"), lambda row: row.advisors, priority=3),
        Column("registered", _("Registered"), lambda row: row.registered, "number"),
        Column("attended", _("Came"), lambda row: row.attended, "number", priority=1),
        Column("status", _("Status"), lambda row: row.status, "enum"),
    )  # fmt: skip
    filters = (
        Filter("when", _("When"), _is_when, "choice", _when, default=_usual_when),
        Filter("kind", _("Kind"), lambda v: Interaction.kind == v, "choice",
               enum_choices(None, KINDS)),
        Filter("status", _("Status"), lambda v: Interaction.status == v, "choice",
               enum_choices(InteractionStatus, STATUSES)),
        Filter("from", _("From"), lambda day: Interaction.happened_on >= day, "day"),
        Filter("to", _("Until"), lambda day: Interaction.happened_on <= day, "day"),
    )  # fmt: skip

    def rows(self) -> Select[Any]:
        return select(
            Interaction.id,
            Interaction.kind,
            Interaction.status,
            Interaction.title,
            Interaction.happened_on,
            Interaction.ends_on,
            Interaction.place,
            contact_columns.advisors(),
            contact_columns.participants(*COMING, name="registered"),
            contact_columns.participants(ParticipationStatus.ATTENDED, name="attended"),
        ).where(Interaction.kind.in_(KINDS), visible_interactions(current_viewer))

    def count(self, query: Select[Any]) -> int:
        ids = query.with_only_columns(Interaction.id).order_by(None).limit(COUNT_CAP).subquery()
        return int(self.session.scalar(select(func.count()).select_from(ids)) or 0)

    def order(self) -> tuple[str, str]:
        """What is next stands first; of all of them the latest."""
        soon = "order" not in request.args and self.filters[0].raw() == COMING_UP
        return (self.base_order[0], "asc") if soon else super().order()

    def tie_breaker(self) -> Sequence[Any]:
        return (Interaction.id.desc(),)

    def actions(self) -> Iterable[tuple[str, Any, str]]:
        return (
            (url_for("GatheringView.new"), gettext("New gathering"), "plus-lg"),
            (url_for("SeriesList.index"), gettext("Series"), "arrow-repeat"),
            (url_for("GuestList.index"), gettext("Who comes"), "people"),
            (url_for("TurnoutView.index"), gettext("Turnout"), "bar-chart"),
        )
