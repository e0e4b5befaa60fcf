"""What a tap did can be taken back with the next one, in the sentence that says it is done."""

from __future__ import annotations

from flask import flash, get_template_attribute, request
from flask_babel import gettext as _
from markupsafe import Markup


def flash_with_undo(said: str, address: str, **hidden: str) -> None:
    """``address`` takes the POST that takes it back; afterwards one is where one was."""
    button = get_template_attribute("ui.html", "post_button")
    back = {"next": request.form["next"]} if request.form.get("next") else {}
    undo = button(address, _("Undo"), "arrow-counterclockwise", "btn btn-quiet btn-sm",
                  hidden={**back, **hidden})  # fmt: skip
    flash(Markup("<span>{}</span> {}").format(said, undo), "success")
