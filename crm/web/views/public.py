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
from crm.services.public_contacts import PublicContact, Subject, addressee, subjects
from crm.web import proof
from crm.web.languages import current_language
from crm.web.numbers import read_number
from crm.web.offers import materials
from crm.web.office import office
from crm.web.page import Page
from crm.web.public_form import PublicForm
from crm.web.public_search import PublicSearch, kept, named
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
        search = PublicSearch.of(self.session, request.args, today())
        form = PublicForm(_topics(search.subjects), materials(), formdata=None)
        form.topic.data = search.only_topic
        form.an.data = read_number(request.args.get("an", ""))
        code = find_code(self.session, request.args.get("m", ""))
        if code is not None:
            form.m.data = code.code
            form.brochure.data = str(code.material_id) if code.material.is_active else ""
        return self._page(form, search)

    @expose("/", methods=["POST"])
    def ask(self) -> str | Response:
        if (request.content_length or 0) > LARGEST:
            abort(413)
        known = subjects(self.session, today())
        form = PublicForm(_topics(known), materials())
        if form.is_of_a_machine:
            return redirect(url_for("PublicView.thanks"))
        if "change" not in request.form and form.validate():
            if not form.is_of_a_person:
                return self._once_more(form)
            if save(self.session, form, lambda: self._received(form)) is not None:
                return redirect(url_for("PublicView.thanks"))
        return self._page(form, PublicSearch(known))

    @expose("/danke")
    def thanks(self) -> str:
        return str(self.render_template("public_thanks.html", title=_("Thank you"), bare=True))

    def _received(self, form: PublicForm) -> Any:
        topic = select(Topic.id).where(Topic.code == form.topic.data)
        topic_id = self.session.scalar(topic) if form.topic.data else None
        code = find_code(self.session, form.m.data or "")
        to = self._addressee(form)
        given = form.inquiry(topic_id, code, to.id if to else None)
        inquiry = inquiries.receive(self.session, office(), given)
        if inquiry.email:
            write(self.session, self._confirmation(inquiry))
        return inquiry or ALREADY_SAVED

    def _addressee(self, form: PublicForm) -> PublicContact | None:
        """Whom it was written to, or who stands in today; nobody where that is not public."""
        return addressee(self.session, form.an.data, today()) if form.an.data else None

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

    def _page(self, form: PublicForm, search: PublicSearch) -> str:
        return str(
            self.render_template(
                "public.html",
                title=_("Your contact person"),
                bare=True,
                form=form,
                addressee=self._addressee(form),
                kept=kept(form.m.data),
                challenge=proof.challenge(form.client_key.data),
                search=search,
                subject_name=named,
            )
        )

    def _once_more(self, form: PublicForm) -> str:
        """Without scripts: what is written is shown, and sent by a second press."""
        form.shown.data = proof.shown(form.client_key.data)
        return str(
            self.render_template(
                "public_once_more.html",
                title=_("Shall we send it like this?"),
                bare=True,
                form=form,
            )
        )


def _topics(known: list[Subject]) -> list[tuple[str, str]]:
    return [(one.key, named(one)) for one in known if one.kind == "topic"]
