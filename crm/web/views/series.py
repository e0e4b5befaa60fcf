"""Series of gatherings: the list of them, one of them, and who comes how often."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from crm.clock import today
from crm.enums import InteractionStatus
from crm.models import Advisor, GatheringPlan, GatheringSeries, Interaction
from crm.services.scope import visible_interactions
from crm.services.series import MOST_AT_ONCE, gatherings_of, guests, in_series, make_next
from crm.web.chips import Choice
from crm.web.conflict import show_conflict
from crm.web.listing import Column, ListPage
from crm.web.numbers import read_number
from crm.web.page import Page
from crm.web.saving import (
    ALREADY_SAVED,
    expect_version,
    nothing_new,
    save,
    sent_again,
)
from crm.web.security import current_viewer
from crm.web.series_form import SeriesForm, how_often, stored_series
from crm.web.tapping import tap

SHOWN = 25
"""Firms on a series' page; the list of those who come has all."""


class SeriesList(ListPage):
    route_base = "/gatherings/series"
    class_permission_name = "Interaction"
    default_view_permission = "list"
    title = _("Series of gatherings")
    lead = _("Every first Tuesday: of a series the next gatherings are made with one button.")
    empty = _("There is no series yet. Add the first one.")
    export_name = "series"
    base_order = ("title", "asc")
    columns = (
        Column("title", _("Title"), lambda row: row.title, order=GatheringSeries.title, priority=1,
               link=lambda row: url_for("SeriesPage.show", pk=row.id)),
        Column("kind", _("Kind"), lambda row: row.kind, "enum"),
        Column("rule", _("How often"), lambda row: how_often(row.rule), priority=1),
        Column("next_on", _("Next one"), lambda row: row.next_on, "day", priority=1),
        Column("held", _("Held"), lambda row: row.held, "number"),
        Column("lead", _("Who leads"), lambda row: row.lead, priority=3),
        Column("is_active", _("More of it are made"), lambda row: row.is_active, priority=3),
    )  # fmt: skip

    def rows(self) -> Select[Any]:
        own = (
            select(Interaction.id)
            .join(GatheringPlan, GatheringPlan.interaction_id == Interaction.id)
            .where(GatheringPlan.series_id == GatheringSeries.id)
            .where(visible_interactions(current_viewer))
        )
        ahead = (Interaction.happened_on >= today()) & (
            Interaction.status == InteractionStatus.PLANNED
        )
        next_on = own.with_only_columns(func.min(Interaction.happened_on)).where(ahead)
        held = own.with_only_columns(func.count()).where(
            Interaction.status == InteractionStatus.HELD
        )
        return select(
            GatheringSeries.id, GatheringSeries.title, GatheringSeries.kind, GatheringSeries.rule,
            GatheringSeries.is_active, Advisor.name.label("lead"),
            next_on.correlate(GatheringSeries).scalar_subquery().label("next_on"),
            held.correlate(GatheringSeries).scalar_subquery().label("held"),
        ).join(Advisor, Advisor.id == GatheringSeries.lead_id)  # fmt: skip

    def tie_breaker(self) -> Sequence[Any]:
        return (GatheringSeries.id,)

    def actions(self) -> Iterable[tuple[str, Any, str]]:
        if self.appbuilder.sm.has_access("can_add", self.class_permission_name):
            yield url_for("SeriesPage.new"), gettext("New series"), "plus-lg"


class SeriesPage(Page):
    route_base = "/gatherings/series"
    class_permission_name = "Interaction"
    default_view = "new"

    @expose("/new", methods=["GET", "POST"])
    @has_access
    @permission_name("add")
    def new(self) -> str | Response:
        form = self._new_form()
        if request.method == "POST" and form.validate():
            made = save(self.session, form, lambda: self._store(GatheringSeries(), form))
            if made is ALREADY_SAVED:
                again = sent_again(self.session, GatheringSeries, form, "SeriesPage.edit")
                return again or self._form_page(form, None)
            if made is not None:
                flash(gettext("The series is saved."), "success")
                return redirect(url_for("SeriesPage.show", pk=made.id))
        return self._form_page(form, None)

    @expose("/<int:pk>/edit", methods=["GET", "POST"])
    @has_access
    @permission_name("edit")
    def edit(self, pk: int) -> str | Response:
        series = self._series(pk)
        on_file = {
            **stored_series(series), "client_key": series.client_key, "version": series.version,
        }  # fmt: skip
        form = SeriesForm(data=on_file)
        if request.method == "POST" and form.validate() and self._changed(form, series):
            flash(gettext("The series is saved. Gatherings that are made stay as they are."))
            return redirect(url_for("SeriesPage.show", pk=pk))
        return self._form_page(form, series)

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def show(self, pk: int) -> str:
        series = self._series(pk)
        who = guests(current_viewer, in_series(series.id))
        counts = who.selected_columns
        who = who.order_by(counts.came.desc(), counts.asked.desc(), counts.id).limit(SHOWN)
        return str(
            self.render_template(
                "series.html",
                title=series.title,
                series=series,
                how_often=how_often(series.rule),
                gatherings=gatherings_of(self.session, series, current_viewer),
                firms=self.session.execute(who).all(),
                shown=SHOWN,
                most=MOST_AT_ONCE,
            )
        )

    @expose("/<int:pk>/next", methods=["POST"])
    @has_access
    @permission_name("edit")
    def make_next(self, pk: int) -> Response:
        """The form names the version that was on the screen: a double click makes them once."""
        series, count = self._series(pk), _count()
        made: list[Any] = []

        def act() -> None:
            expect_version(series, SeriesForm())
            made.extend(make_next(self.session, series, count, today()))

        if tap(self.session, act):
            flash(gettext("%(count)s gatherings are on the calendar.", count=len(made)), "success")
        return redirect(url_for("SeriesPage.show", pk=pk))

    def _new_form(self) -> SeriesForm:
        if request.method == "POST":
            return SeriesForm()
        me = current_viewer.advisor_id
        lead = Choice(me, current_viewer.advisor_name) if me else None
        return SeriesForm(formdata=None, data={"lead": lead, "first_on": today()})

    def _store(self, series: GatheringSeries, form: SeriesForm) -> GatheringSeries:
        for name, value in form.values().items():
            setattr(series, name, value)
        if series.id is None:
            series.client_key = form.client_key.data or series.client_key
        self.session.add(series)
        self.session.flush()
        return series

    def _changed(self, form: SeriesForm, series: GatheringSeries) -> bool:
        stored = stored_series(series)
        if all(form[name].data == value for name, value in stored.items()):
            return nothing_new(self.session, form)
        expect_version(series, form)
        if save(self.session, form, lambda: self._store(series, form)) is not None:
            return True
        now = self._series(series.id)
        if form.version.data != str(now.version):
            show_conflict(form, now, SimpleNamespace(**stored_series(now)))
        return False

    def _series(self, pk: int) -> GatheringSeries:
        found: GatheringSeries = self.find(
            GatheringSeries, pk, None, joinedload(GatheringSeries.lead)
        )
        return found

    def _form_page(self, form: SeriesForm, series: GatheringSeries | None) -> str:
        title = gettext("Change the series") if series else gettext("New series")
        return str(self.render_template("series_form.html", title=title, form=form, series=series))


def _count() -> int:
    text = request.form.get("count", "")
    return max(1, min(read_number(text) or 1, MOST_AT_ONCE))
