"""Suggested red flags: a list for those who lead; put aside with a reason there or at the firm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, true
from werkzeug.wrappers import Response

from crm.clock import today
from crm.enums import SuggestionRule
from crm.models import RedFlagSuggestion
from crm.services import suggest_red_flags
from crm.services.scope import visible_suggestions
from crm.services.suggested import suggestion_rows
from crm.web.addresses import back_to, company_address
from crm.web.filters import Filter, enum_choices
from crm.web.listing import Column, ListPage
from crm.web.page import Page
from crm.web.security import current_viewer
from crm.web.tapping import tap
from crm.web.undo import flash_with_undo
from crm.web.why import why

OPEN, TAKEN, ASIDE, ALL = "open", "taken", "aside", "all"
LONGEST_REASON = 200


def _states() -> list[tuple[str, Any]]:
    return [(OPEN, gettext("Open")), (TAKEN, gettext("Taken over")), (ASIDE, gettext("Put aside")),
            (ALL, gettext("All"))]  # fmt: skip


def _in_state(value: str) -> ColumnElement[bool]:
    return {
        OPEN: RedFlagSuggestion.is_open.is_(True),
        TAKEN: RedFlagSuggestion.red_flag_id.is_not(None),
        ASIDE: RedFlagSuggestion.put_aside_on.is_not(None),
        ALL: true(),
    }[value]


class SuggestionList(ListPage):
    route_base = "/red-flags/suggested"
    class_permission_name = "Suggestion"
    default_view_permission = "list"
    title = _("Suggested red flags")
    lead = _("What rules noticed, and why. Whether it is a red flag is for people to say.")
    empty = _("No suggestion fits these filters. The rules look anew every night.")
    export_name = _("suggested-red-flags")
    template = "suggestions.html"
    base_order = ("found_on", "desc")
    sizes = (25, 50)
    columns = (
        Column("firm", _("Firm"), lambda row: row.firm, priority=1,
               link=lambda row: company_address(row.company_id)),
        Column("rule", _("Rule"), lambda row: row.rule, "enum", priority=3),
        Column("why", _("Why"), why, priority=1),
        Column("kind", _("Red flag"), lambda row: row.kind, "enum"),
        Column("found_on", _("Noticed on"), lambda row: row.found_on, "day",
               RedFlagSuggestion.found_on),
        Column("put_aside_on", _("Put aside on"), lambda row: row.put_aside_on, "day",
               RedFlagSuggestion.put_aside_on, priority=0),
        Column("put_aside_by", _("Who"), lambda row: row.put_aside_by, priority=0),
        Column("reason", _("Reason"), lambda row: row.reason, priority=0),
    )  # fmt: skip
    filters = (
        Filter("state", _("State"), _in_state, "choice", _states, default=lambda: OPEN),
        Filter("rule", _("Rule"), lambda v: RedFlagSuggestion.rule == v, "choice",
               enum_choices(SuggestionRule)),
    )  # fmt: skip

    def rows(self) -> Select[Any]:
        return suggestion_rows().where(visible_suggestions(current_viewer))

    def tie_breaker(self) -> Sequence[Any]:
        return (RedFlagSuggestion.id.desc(),)


class SuggestionSteps(Page):
    route_base = "/red-flags/suggested"
    class_permission_name = "Suggestion"
    default_view = "put_aside"

    @expose("/<int:pk>/put-aside", methods=["POST"])
    @has_access
    @permission_name("edit")
    def put_aside(self, pk: int) -> Response:
        suggestion, me = self._suggestion(pk), current_viewer.advisor_id
        reason = request.form.get("reason", "").strip()[:LONGEST_REASON]
        act = lambda: suggest_red_flags.put_aside(suggestion, reason, today(), me)  # noqa: E731
        if tap(self.session, act):
            flash_with_undo(
                gettext("Put aside. It is not brought up again for the same reason."),
                url_for("SuggestionSteps.bring_back", pk=pk),
            )
        return self._back(suggestion)

    @expose("/<int:pk>/bring-back", methods=["POST"])
    @has_access
    @permission_name("edit")
    def bring_back(self, pk: int) -> Response:
        suggestion = self._suggestion(pk)
        if tap(self.session, lambda: suggest_red_flags.bring_back(suggestion)):
            flash(gettext("It is open again."), "success")
        return self._back(suggestion)

    def _suggestion(self, pk: int) -> RedFlagSuggestion:
        """One that became a red flag has its page there."""
        scope = RedFlagSuggestion.red_flag_id.is_(None)
        found: RedFlagSuggestion = self.find(RedFlagSuggestion, pk, scope)
        return found

    def _back(self, suggestion: RedFlagSuggestion) -> Response:
        return redirect(back_to(company_address(suggestion.company_id) or "/"))
