"""A campaign: written down, changed, looked at."""

from __future__ import annotations

from types import SimpleNamespace

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from crm.clock import today
from crm.models import Campaign
from crm.services import campaigns
from crm.web.campaign_form import CampaignForm, stored_campaign
from crm.web.campaign_page import CampaignShow
from crm.web.chips import Choice
from crm.web.conflict import differs, show_conflict
from crm.web.saving import ALREADY_SAVED, expect_version, nothing_new, save, sent_again
from crm.web.security import current_viewer
from crm.web.views.draft import drafted_values


class CampaignView(CampaignShow):
    route_base = "/campaigns"
    default_view = "new"

    @expose("/new", methods=["GET", "POST"])
    @has_access
    @permission_name("add")
    def new(self) -> str | Response:
        form = self._new_form()
        if request.method == "POST" and form.validate():
            act = lambda: campaigns.add_campaign(self.session, form.values(), today())  # noqa: E731
            made = save(self.session, form, act)
            if made is ALREADY_SAVED:
                again = sent_again(self.session, Campaign, form, "CampaignView.edit")
                return again or self._form_page(form, None)
            if made is not None:
                flash(_("The campaign is saved."), "success")
                return redirect(url_for("CampaignView.show", pk=made.id))
        return self._form_page(form, None)

    @expose("/<int:pk>/edit", methods=["GET", "POST"])
    @has_access
    @permission_name("edit")
    def edit(self, pk: int) -> str | Response:
        campaign = self._campaign(pk)
        form = self._edit_form(campaign)
        if request.method == "POST" and form.validate() and self._changed(form, campaign):
            flash(_("The campaign is saved."), "success")
            return redirect(url_for("CampaignView.show", pk=pk))
        return self._form_page(form, campaign)

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def show(self, pk: int) -> str:
        return self._page(self._campaign(pk))

    def _new_form(self) -> CampaignForm:
        if request.method == "POST":
            return CampaignForm()
        me = current_viewer.advisor_id
        start = {
            "starts_on": today(),
            "lead": Choice(me, current_viewer.advisor_name) if me else None,
        }
        return CampaignForm(formdata=drafted_values(self.session), data=start)

    def _edit_form(self, campaign: Campaign) -> CampaignForm:
        on_file = {
            **stored_campaign(campaign),
            "client_key": campaign.client_key,
            "version": campaign.version,
        }
        if request.method == "POST":
            return CampaignForm(data=on_file, campaign=campaign)
        drafted = drafted_values(self.session)
        return CampaignForm(formdata=drafted, data=on_file, campaign=campaign)

    def _changed(self, form: CampaignForm, campaign: Campaign) -> bool:
        """After a refusal what is stored now stands beside what was typed."""
        stored = stored_campaign(campaign)
        if not any(differs(value, form[name].data) for name, value in stored.items()):
            return nothing_new(self.session, form)
        expect_version(campaign, form)
        if save(self.session, form, lambda: self._store(form, campaign)) is not None:
            return True
        now = self._campaign(campaign.id)
        if form.version.data != str(now.version):
            show_conflict(form, now, SimpleNamespace(**stored_campaign(now)))
        return False

    def _store(self, form: CampaignForm, campaign: Campaign) -> Campaign:
        campaigns.change_campaign(self.session, campaign, form.values())
        campaigns.freeze_due(self.session, today())
        return campaign

    def _form_page(self, form: CampaignForm, campaign: Campaign | None) -> str:
        title = _("Change the campaign") if campaign else _("New campaign")
        return str(
            self.render_template("campaign_form.html", title=title, form=form, campaign=campaign)
        )
