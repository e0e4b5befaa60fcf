"""A contact that was entered by mistake is taken off the record again."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from crm.models import Interaction
from crm.services.erase_interaction import erase_interaction
from crm.services.scope import changeable_interactions
from crm.web.addresses import company_address, contact_address
from crm.web.erasing import may_erase
from crm.web.page import Page
from crm.web.security import current_viewer
from crm.web.tapping import tap


class EraseView(Page):
    route_base = "/contacts"
    class_permission_name = "Interaction"
    default_view = "erase"

    @expose("/<int:pk>/erase", methods=["POST"])
    @has_access
    @permission_name("edit")
    def erase(self, pk: int) -> Response:
        contact: Interaction = self.find(Interaction, pk, changeable_interactions(current_viewer))
        if not may_erase(contact):
            flash(_("After a day only whoever leads the team deletes a contact."), "danger")
            return redirect(contact_address(contact.kind, pk))
        firms = [each.company_id for each in contact.participations if each.company_id]
        gone = tap(self.session, lambda: erase_interaction(self.session, contact))
        if gone:
            flash(_("The contact is deleted and counts nowhere any more."), "success")
        home = company_address(firms[0]) if len(firms) == 1 else None
        return redirect(home or url_for("ContactList.index"))
