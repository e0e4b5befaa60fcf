"""Somebody who is publicly responsible: a page, a portrait, a card for the address book."""

from __future__ import annotations

from flask import Response as FlaskResponse
from flask import abort, current_app, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy import select

from crm.clock import today
from crm.models import AdvisorPhoto
from crm.models.base import LARGEST_NUMBER
from crm.services.public_contacts import PublicContact, Subject, addressee, public_person
from crm.web.business_card import qr_code, vcard
from crm.web.headers import may_be_framed
from crm.web.page import Page
from crm.web.public_address import address_for_reader
from crm.web.public_search import PublicSearch, kept, named


class PublicPersonView(Page):
    route_base = "/kontakt"
    is_public = True

    @expose("/person/<int:pk>")
    def show(self, pk: int) -> str:
        contact, cares = self._person(pk)
        there = addressee(self.session, contact.id, today())
        return str(
            self.render_template(
                "public_person.html",
                title=contact.name,
                bare=True,
                who=contact,
                is_away=there is None,
                stands_in=there if there and there.id != contact.id else None,
                cares=cares,
                kept=kept(),
                subject_name=named,
            )
        )

    @expose("/person/<int:pk>/foto.jpg")
    def photo(self, pk: int) -> FlaskResponse:
        contact, _cares = self._person(pk)
        query = select(AdvisorPhoto.content).where(AdvisorPhoto.advisor_id == contact.id)
        return FlaskResponse(self.session.scalar(query) or abort(404), mimetype="image/jpeg")

    @expose("/person/<int:pk>/karte.vcf")
    def card(self, pk: int) -> FlaskResponse:
        contact, _cares = self._person(pk)
        answer = FlaskResponse(self._card(contact), content_type="text/vcard; charset=utf-8")
        answer.headers.set("Content-Disposition", "attachment", filename=f"kontakt-{pk}.vcf")
        return answer

    @expose("/person/<int:pk>/karte.svg")
    def code(self, pk: int) -> FlaskResponse:
        """The same card, to be photographed."""
        contact, _cares = self._person(pk)
        return FlaskResponse(qr_code(self._card(contact)), mimetype="image/svg+xml")

    @expose("/rahmen")
    def frame(self) -> str:
        """For a frame in the city's own site: no script, no cookie, links open outside of it."""
        may_be_framed()
        search = PublicSearch.of(self.session, request.args, today())
        page = self.render_template(
            "public_frame.html", search=search, subject_name=named, kept=kept()
        )
        return str(page)

    def _person(self, pk: int) -> tuple[PublicContact, list[Subject]]:
        return public_person(self.session, min(pk, LARGEST_NUMBER), today()) or abort(404)

    def _card(self, contact: PublicContact) -> str:
        office = _("%(office)s, City of %(city)s", office=current_app.config["OFFICE"],
                   city=current_app.config["CITY"])  # fmt: skip
        page = address_for_reader("PublicPersonView.show", pk=contact.id)
        return vcard(contact.name, office, contact.phone, contact.email, page)
