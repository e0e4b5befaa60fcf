"""Everything of somebody who leaves goes over in one act; the list of it is signed on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.wrappers import Response

from crm.clock import today
from crm.models import Advisor, HandOver, HandOverItem
from crm.models.base import utc_now
from crm.services.hand_over import Things, hand_over, open_things, takers_of
from crm.services.scope import led_advisors, visible_hand_overs
from crm.web.choices import colleagues
from crm.web.hand_over_form import HandOverForm
from crm.web.listing import Column, ListPage
from crm.web.page import Page
from crm.web.saving import ALREADY_SAVED, save, saved_before
from crm.web.security import current_viewer

SHOWN = 25
"""Of each kind, to give single ones to somebody else."""
WHOLE = (
    joinedload(HandOver.giver),
    joinedload(HandOver.by),
    selectinload(HandOver.items).joinedload(HandOverItem.taker),
)


class HandOverList(ListPage):
    route_base = "/hand-overs"
    class_permission_name = "HandOver"
    default_view_permission = "list"
    title = _("Hand-overs")
    lead = _("Who left, and who took over what.")
    empty = _("Nothing was handed over yet. Choose above whose work goes over.")
    export_name = _("hand-overs")
    template = "hand_overs.html"
    base_order = ("happened_at", "desc")
    columns = (
        Column("giver", _("Who left"), lambda row: row.giver, priority=1,
               link=lambda row: url_for("HandOverView.show", pk=row.id)),
        Column("last_day", _("Last day"), lambda row: row.last_day, "day", HandOver.last_day,
               priority=1),
        Column("items", _("Things"), lambda row: row.items, "number"),
        Column("happened_at", _("Handed over"), lambda row: row.happened_at, "instant",
               HandOver.happened_at),
    )  # fmt: skip

    def rows(self) -> Select[Any]:
        items = (
            select(func.count())
            .where(HandOverItem.hand_over_id == HandOver.id)
            .correlate(HandOver)
            .scalar_subquery()
            .label("items")
        )
        columns: tuple[Any, ...] = (
            HandOver.id, HandOver.last_day, HandOver.happened_at, items,
            Advisor.name.label("giver"),
        )  # fmt: skip
        joined = select(*columns).join(Advisor, Advisor.id == HandOver.giver_id)
        return joined.where(visible_hand_overs(current_viewer))

    def tie_breaker(self) -> Sequence[Any]:
        return (HandOver.id.desc(),)

    def people(self) -> Iterable[Any]:
        """Whose work the viewer may hand over."""
        everybody, theirs = current_viewer.changes_everything, current_viewer.colleague_ids
        return [each for each in colleagues() if everybody or each.id in theirs]


class HandOverView(Page):
    route_base = "/hand-overs"
    class_permission_name = "HandOver"
    default_view = "show"

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def show(self, pk: int) -> str:
        record: HandOver = self.find(HandOver, pk, visible_hand_overs(current_viewer), *WHOLE)
        return str(
            self.render_template(
                "hand_over_show.html",
                title=gettext("Hand-over of %(name)s", name=record.giver),
                record=record,
                takers=takers_of(record),
            )
        )


class HandOverAct(Page):
    route_base = "/hand-overs"
    class_permission_name = "HandOver"
    default_view = "of"

    @expose("/of/<int:pk>", methods=["GET", "POST"])
    @has_access
    @permission_name("add")
    def of(self, pk: int) -> str | Response:
        giver = self._giver(pk)
        things = open_things(self.session, giver.id, today())
        form = self._form(giver, things)
        if request.method == "POST":
            before = saved_before(self.session, HandOver, form)
            if before is not None:
                return redirect(url_for("HandOverView.show", pk=before.id))
            if form.validate():
                done = save(self.session, form, lambda: self._hand_over(giver, form))
                if done is not None and done is not ALREADY_SAVED:
                    flash(gettext("Everything is handed over. Print the list and sign it."),
                          "success")  # fmt: skip
                    return redirect(url_for("HandOverView.show", pk=done.id))
        return self._page(giver, form)

    def _hand_over(self, giver: Advisor, form: HandOverForm) -> HandOver:
        record = HandOver(
            giver_id=giver.id,
            last_day=form.last_day.data,
            happened_at=utc_now(),
            by_id=current_viewer.advisor_id,
            notes=form.notes.data,
            client_key=form.client_key.data,
        )
        me = current_viewer.user_id
        return hand_over(self.session, record, form.takers, me, form.singly)

    def _form(self, giver: Advisor, things: Things) -> HandOverForm:
        if request.method == "POST":
            return HandOverForm(giver.id, things)
        return HandOverForm(giver.id, things, formdata=None, data={"last_day": today()})

    def _giver(self, pk: int) -> Advisor:
        giver: Advisor = self.find(Advisor, pk, led_advisors(current_viewer))
        return giver

    def _page(self, giver: Advisor, form: HandOverForm) -> str:
        hidden = current_viewer.changes_everything and giver.id not in current_viewer.advisor_ids
        return str(
            self.render_template(
                "hand_over_form.html",
                title=gettext("Hand over the work of %(name)s", name=giver),
                form=form,
                things=form.things,
                at_most=SHOWN,
                hidden=hidden,
            )
        )
