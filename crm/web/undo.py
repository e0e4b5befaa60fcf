"""What a tap did can be taken back with the next one, in the sentence that says it is done."""

from __future__ import annotations

from datetime import date, timedelta

from flask import flash, get_template_attribute, request
from flask_babel import gettext as _
from markupsafe import Markup

from crm.clock import today
from crm.rules.interaction import PLANNED_DAYS_BACK


def flash_with_undo(said: str, address: str, **hidden: str) -> None:
    """``address`` takes the POST that takes it back; afterwards one is where one was."""
    button = get_template_attribute("ui.html", "post_button")
    back = {"next": request.form["next"]} if request.form.get("next") else {}
    undo = button(address, _("Undo"), "arrow-counterclockwise", "btn btn-quiet btn-sm",
                  hidden={**back, **hidden})  # fmt: skip
    flash(Markup("<span>{}</span> {}").format(said, undo), "success")


def say_with_undo(said: str, can_be_undone: bool, address: str, **hidden: str) -> None:
    """Undo is offered only where it would be taken."""
    if can_be_undone:
        flash_with_undo(said, address, **hidden)
    else:
        flash(said, "success")


def may_wait(day: date) -> bool:
    """Whether a contact of that day may be planned, or planned again."""
    return day >= today() - timedelta(PLANNED_DAYS_BACK)
