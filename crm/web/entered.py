"""A link to something that was written down of a firm, of whichever kind."""

from __future__ import annotations

from typing import Any

from flask import Flask, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from crm.enums import InteractionKind, RedFlagKind
from crm.services import entered_meanwhile as kinds
from crm.web.addresses import contact_address
from crm.web.formats import label


def entered_link(row: Any) -> Markup:
    """Of a row of crm.services.entered_meanwhile."""
    return Markup('<a href="{}">{}</a>').format(_address(row), _words(row))


def _address(row: Any) -> str:
    if row.what == kinds.CONTACT:
        return contact_address(InteractionKind(row.kind), row.id)
    endpoints = {
        kinds.FOLLOW_UP: "FollowUpView.edit",
        kinds.INQUIRY: "InquiryView.show",
        kinds.RED_FLAG: "RedFlagView.show",
        kinds.FUNDING: "FundingView.edit",
        kinds.PERSON: "PersonPage.show",
    }
    return url_for(endpoints[row.what], pk=row.id)


def _words(row: Any) -> str:
    if row.what == kinds.CONTACT:
        return f"{label(InteractionKind(row.kind))} {row.said}".strip()
    if row.what == kinds.RED_FLAG:
        return _("Red flag: %(kind)s", kind=label(RedFlagKind(row.kind)))
    if row.what == kinds.FUNDING:
        return str(_("Funding consultation"))
    return row.said or "–"


def install(app: Flask) -> None:
    app.jinja_env.globals.update(entered_link=entered_link)
