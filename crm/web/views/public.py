"""The public page: find the person who is responsible, and write to the office."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, redirect, request, url_for
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from crm.clock import today
from crm.models import Inquiry, Topic
from crm.services import inquiries
from crm.services.mail import Letter, write
from crm.services.materials import find_code
from crm.services.public_contacts import Subject, districts, for_district, for_subject, subjects
from crm.web.languages import current_language
from crm.web.offers import materials
from crm.web.office import office
from crm.web.page import Page
from crm.web.public_form import PublicForm
from crm.web.saving import ALREADY_SAVED, save

LARGEST = 30_000
"""Bytes; what is longer was not written by hand."""


class PublicView(Page):
    """No login and no script needed. Nothing is shown that the office has not made public."""

    route_base = "/kontakt"
    is_public = True
    post_rate = "PUBLIC_RATE"
    """The setting that says how often one address may write."""

    @expose("/")
    def index(self) -> str:
        known = self._subjects()
        chosen = request.args.get("thema", "")
        form = PublicForm(_choices(known), materials(), formdata=None)
        form.topic.data = chosen if chosen in {one.code for one in known} else ""
        code = find_code(self.session, request.args.get("m", ""))
        if code is not None:
            form.m.data = code.code
            form.brochure.data = str(code.material_id) if code.material.is_active else ""
        return self._page(form, known)

    @expose("/", methods=["POST"])
    def ask(self) -> str | Response | tuple[str, int]:
        if (request.content_length or 0) > LARGEST:
            abort(413)
        known = self._subjects()
        form = PublicForm(_choices(known), materials())
        if form.is_of_a_machine:
            return redirect(url_for("PublicView.thanks"))
        if form.validate() and save(self.session, form, lambda: self._received(form)) is not None:
            return redirect(url_for("PublicView.thanks"))
        return self._page(form, known), 200

    @expose("/danke")
    def thanks(self) -> str:
        return str(self.render_template("public_thanks.html", title=_("Thank you"), bare=True))

    def _received(self, form: PublicForm) -> Any:
        topic = select(Topic.id).where(Topic.code == form.topic.data)
        topic_id = self.session.scalar(topic) if form.topic.data else None
        code = find_code(self.session, form.m.data or "")
        inquiry = inquiries.receive(self.session, office(), form.inquiry(topic_id, code))
        if inquiry.email:
            write(self.session, self._confirmation(inquiry))
        return inquiry or ALREADY_SAVED

    def _confirmation(self, inquiry: Inquiry) -> Letter:
        text = self.render_template(
            "mail/received.txt", inquiry=inquiry, name=current_app.config["OFFICE"],
            city=current_app.config["CITY"],
        )  # fmt: skip
        return Letter(
            key=f"received {inquiry.client_key}",
            to=inquiry.email or "",
            subject=_("Your inquiry to %(office)s", office=current_app.config["OFFICE"]),
            text=text,
            language=current_language(),
        )

    def _subjects(self) -> list[Subject]:
        return subjects(self.session, today())

    def _page(self, form: PublicForm, known: list[Subject]) -> str:
        subject, district = form.topic.data or "", request.args.get("stadtteil", "")
        found = for_subject(self.session, subject, today()) if subject else []
        if district and not subject:
            found = for_district(self.session, district, today())
        return str(
            self.render_template(
                "public.html",
                title=_("Your contact person"),
                bare=True,
                form=form,
                subjects=known,
                districts=districts(self.session, today()),
                subject=subject,
                district=district,
                found=found,
            )
        )


def _choices(known: list[Subject]) -> list[tuple[str, str]]:
    english = current_language() != "de"
    return [(one.code, one.name_en if english else one.name) for one in known]
