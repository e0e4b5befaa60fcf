"""Who may take a contact off the record that was entered by mistake."""

from __future__ import annotations

from datetime import timedelta

from flask import get_template_attribute, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from crm.models import Interaction
from crm.models.base import utc_now
from crm.web.controls import allowed
from crm.web.security import current_viewer

OWN_MISTAKE = timedelta(days=1)
"""So long whoever entered a contact may delete it without asking anybody."""


def may_erase(contact: Interaction) -> bool:
    """Of contacts that the viewer may change."""
    if allowed("can_delete", "Interaction"):
        return True
    own = contact.created_by_id == current_viewer.user_id
    return own and contact.created_at > utc_now() - OWN_MISTAKE


def erase_button(contact: Interaction) -> Markup:
    """For the sentence that says it is saved."""
    button = get_template_attribute("ui.html", "post_button")
    question = _("Delete this contact again? It was just saved.")
    address = url_for("EraseView.erase", pk=contact.id)
    return Markup(
        button(address, _("Undo"), "arrow-counterclockwise", "btn btn-quiet btn-sm", question)
    )
