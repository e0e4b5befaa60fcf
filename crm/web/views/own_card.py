"""What an advisor shows the public of themselves: when, in which languages, a portrait."""

from __future__ import annotations

from flask import Response as FlaskResponse
from flask import abort, flash, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField
from sqlalchemy import select
from werkzeug.wrappers import Response
from wtforms import BooleanField
from wtforms.validators import Length

from crm.clock import today
from crm.models import Advisor, AdvisorPhoto
from crm.services.portrait import portrait
from crm.services.public_contacts import public_person
from crm.web.fields import TrimmedField
from crm.web.forms import CrmForm
from crm.web.page import Page
from crm.web.saving import expect_version, save
from crm.web.security import current_viewer

SHORT = Length(max=200)
LARGEST = 10 * 1024 * 1024
"""Bytes of a picture as a telephone takes it."""


class OwnCardForm(CrmForm):
    hours = TrimmedField(
        lazy_gettext("Office hours"), [SHORT], render_kw={"placeholder": "Mo–Do 9–16 Uhr"}
    )
    languages = TrimmedField(lazy_gettext("Languages"), [SHORT])
    photo = FileField(
        lazy_gettext("Portrait"), render_kw={"accept": "image/jpeg,image/png,image/webp"}
    )
    without_photo = BooleanField(lazy_gettext("Without a portrait"))


class OwnCardView(Page):
    """A portrait is one's own affair: nobody else puts it there, and it goes at any time."""

    route_base = "/account/card"
    class_permission_name = "Account"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> str:
        advisor = self._advisor()
        return self._page(OwnCardForm(formdata=None, obj=advisor), advisor)

    @expose("/", methods=["POST"])
    @has_access
    @permission_name("edit")
    def keep(self) -> str | Response:
        advisor, form = self._advisor(), OwnCardForm()
        if form.validate() and save(self.session, form, lambda: self._kept(form, advisor)):
            flash(_("Saved."), "success")
            return redirect(url_for("OwnCardView.index"))
        return self._page(form, self._advisor())

    @expose("/portrait.jpg")
    @has_access
    @permission_name("show")
    def photo(self) -> FlaskResponse:
        photo = self._photo(self._advisor()) or abort(404)
        return FlaskResponse(photo.content, mimetype="image/jpeg")

    def _kept(self, form: OwnCardForm, advisor: Advisor) -> Advisor:
        expect_version(advisor, form)
        advisor.hours, advisor.languages = form.hours.data, form.languages.data
        photo = self._photo(advisor)
        content = form.photo.data.read(LARGEST + 1) if form.photo.data else b""
        if content:
            photo = photo or AdvisorPhoto(advisor_id=advisor.id)
            photo.content = portrait(content)
            self.session.add(photo)
        elif photo and form.without_photo.data:
            self.session.delete(photo)
        self.session.flush()
        return advisor

    def _advisor(self) -> Advisor:
        pk = current_viewer.advisor_id
        return (self.session.get(Advisor, pk) if pk else None) or abort(404)

    def _photo(self, advisor: Advisor) -> AdvisorPhoto | None:
        return self.session.scalar(select(AdvisorPhoto).filter_by(advisor_id=advisor.id))

    def _page(self, form: OwnCardForm, advisor: Advisor) -> str:
        return str(
            self.render_template(
                "own_card.html",
                title=_("What the public sees of me"),
                form=form,
                advisor=advisor,
                has_photo=self._photo(advisor) is not None,
                is_public=public_person(self.session, advisor.id, today()) is not None,
            )
        )
