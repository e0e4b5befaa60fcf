"""The firm's page: who they are, what was talked about and promised, and the buttons to go on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import abort, current_app, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from crm.clock import today
from crm.enums import N_, InteractionKind
from crm.models import FollowUp
from crm.models.base import LARGEST_NUMBER
from crm.rules.ways_to_reach import web_address
from crm.services import flagged
from crm.services.company_card import Card, company_card
from crm.services.company_timeline import PAGE_SIZE, Timeline, company_timeline
from crm.services.family import survivor_of
from crm.services.funding import cases_of_firm
from crm.services.inquiry_board import of_firm
from crm.web.addresses import company_address, log_address
from crm.web.city_map import city_map
from crm.web.controls import address_if
from crm.web.page import Page, whole_number
from crm.web.sectors import code_title, section_title
from crm.web.security import current_viewer
from crm.web.step_line import step_line

MOST_PAGES = 400
MOST_INQUIRIES = 20
MOST_FLAGS = 20
AT_ONCE, SLACK, ASKED_FOR = 220, 40, 700
"""Characters of notes; a few more are shown rather than hidden behind a click."""
LOGGED = (
    (InteractionKind.VISIT, N_("Log a visit"), "building"),
    (InteractionKind.CONSULTATION, N_("Log a consultation"), "chat-square-text"),
    (InteractionKind.CALL, N_("Log a call"), "telephone"),
)


class CompanyPage(Page):
    route_base = "/companies"
    class_permission_name = "Company"
    default_view = "show"
    default_view_permission = "show"

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def show(self, pk: int) -> str | Response:
        card = company_card(self.session, min(pk, LARGEST_NUMBER), today()) or abort(404)
        if card.company.merged_into_id:
            return redirect(company_address(survivor_of(self.session, pk)) or abort(404))
        page = whole_number("page", 1, 1, MOST_PAGES)
        timeline = company_timeline(self.session, current_viewer, card.ids, page)
        if page > 1 and not timeline.entries:
            return redirect(url_for("CompanyPage.show", pk=pk))
        return str(
            self.render_template(
                "company.html",
                title=str(card.company),
                card=card,
                company=card.company,
                timeline=timeline,
                cases=cases_of_firm(self.session, current_viewer, card.ids, MOST_INQUIRIES),
                inquiries=of_firm(self.session, card.ids, MOST_INQUIRIES),
                red_flags=flagged.of_firm(self.session, current_viewer, card.ids, MOST_FLAGS),
                suggested=card.suggestions,
                page=page,
                size=PAGE_SIZE,
                page_address=lambda page: url_for("CompanyPage.show", pk=pk, page=page),
                actions=list(self._actions(card)),
                **self._drawn(card),
                **self._words(card, timeline),
            )
        )

    def _actions(self, card: Card) -> Iterator[tuple[str, str, str]]:
        """(address, label, icon) of the buttons above the page, the likeliest first."""
        manager = self.appbuilder.sm
        pk = card.company.id
        if manager.has_access("can_add", "Interaction"):
            for kind, label, icon in LOGGED:
                address = address_if(current_app, "LogContactView.new", kind=kind.value, company=pk)
                if address:
                    yield address, _(label), icon
            planned = log_address(InteractionKind.VISIT, company=pk, status="planned")
            yield planned, _("Plan a visit"), "calendar-plus"
        if manager.has_access("can_add", "Inquiry"):
            yield url_for("InquiryView.new", company=pk), _("New inquiry"), "inbox"
        if manager.has_access("can_add", "RedFlag"):
            yield url_for("RedFlagView.new", company=pk), _("Raise a red flag"), "flag"
        if manager.has_access("can_add", "Funding"):
            yield url_for("FundingView.new", company=pk), _("Funding consultation"), "cash-coin"
        if manager.has_access("can_edit", "Company"):
            yield url_for("CompanyEdit.edit", pk=pk), _("Edit"), "pencil"
        if manager.has_access("can_add", "Duplicate"):
            yield url_for("DuplicateView.of", pk=pk), _("On file twice?"), "columns"
            yield url_for("SplitView.split", pk=pk), _("Split"), "share"

    def _drawn(self, card: Card) -> dict[str, Any]:
        located = [site for site in card.sites if site.valid_to is None]
        drawn = city_map(self.session) if located else None
        return {
            "city": drawn,
            "dots": [
                (site, place)
                for site in located
                if drawn and site.longitude is not None and site.latitude is not None
                for place in [drawn.frame.place(site.longitude, site.latitude)]
                if drawn.frame.holds(place)
            ],
            "districts_here": {site.district_id for site in located},
            "step_line": step_line(card.facts, today()),
        }

    def _words(self, card: Card, timeline: Timeline) -> dict[str, Any]:
        website = card.company.website
        return {
            "website": web_address(website) if website else None,
            "code_title": code_title,
            "section_title": section_title,
            "may_finish": _may_finish,
            "cut": cut,
            "all_people": request.args.get("people") == "all",
        }


def cut(text: str) -> tuple[str, str, bool]:
    """The beginning to be read at once, what follows when asked for, and whether that is all."""
    if len(text) <= AT_ONCE + SLACK:
        return text, "", True
    at = text.rfind(" ", 0, AT_ONCE) + 1 or AT_ONCE
    return text[:at], text[at : at + ASKED_FOR], len(text) <= at + ASKED_FOR


def _may_finish(follow_up: FollowUp) -> bool:
    """Whether the viewer may tick it off, see crm.services.scope.changeable_follow_ups."""
    return current_viewer.changes_everything or follow_up.owner_id in current_viewer.advisor_ids
