"""Naming a campaign by one tap in a form; suggested where the firm stands on its target list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from crm.clock import today
from crm.models.base import LARGEST_NUMBER
from crm.services.campaigns import running_for
from crm.web.chips import Choice
from crm.web.offers import running_campaigns
from crm.web.page import whole_number


def suggested(offered: Sequence[Choice], firm: Any | None) -> list[Choice]:
    """Those on whose list the firm stands come first and say so."""
    if not offered or firm is None:
        return list(offered)
    session = current_app.appbuilder.session  # type: ignore[attr-defined]
    listed = set(running_for(session, firm.id, today()))
    said = [replace(each, note=_("on its list")) for each in offered if each.id in listed]
    return said + [each for each in offered if each.id not in listed]


def asked_campaign() -> Choice | None:
    """The running one that the address of a form names."""
    pk = whole_number("campaign", 0, 0, LARGEST_NUMBER)
    return next((each for each in running_campaigns() if each.id == pk), None)


def named(row: Any | None) -> Choice | None:
    """A row on file as its form holds it."""
    return Choice(row.id, str(row)) if row else None
