"""What templates draw forms with: plain controls in place of FAB's Bootstrap 3 and select2 ones."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, request
from markupsafe import Markup
from werkzeug.routing import BuildError
from wtforms import widgets

from crm.clock import today, yesterday
from crm.web.forwarded import forwarded_state
from crm.web.script_texts import script_texts

PLAIN = {
    "BS3TextFieldWidget": widgets.TextInput(),
    "BS3TextAreaFieldWidget": widgets.TextArea(),
    "BS3PasswordFieldWidget": widgets.PasswordInput(),
    "DatePickerWidget": widgets.DateInput(),
    "DateTimePickerWidget": widgets.DateTimeLocalInput(),
    "Select2Widget": widgets.Select(),
    "Select2ManyWidget": widgets.Select(multiple=True),
}
NUMBERS = {
    "IntegerField": widgets.NumberInput(step="1"),
    "FloatField": widgets.NumberInput(step="any"),
}
THEMES = ("light", "dark")


def control_kind(field: Any) -> str:
    """check, choice, file, list or text: what a control looks like and where its label goes."""
    widget = PLAIN.get(type(field.widget).__name__, field.widget)
    input_type = getattr(widget, "input_type", "")
    if isinstance(widget, widgets.ListWidget):
        return "list"
    if isinstance(widget, widgets.Select) or hasattr(field, "endpoint"):
        return "choice"
    return {"checkbox": "check", "file": "file", "hidden": "hidden"}.get(input_type, "text")


def control(field: Any, **attributes: Any) -> Markup:
    """The field's own markup, without FAB's classes, placeholders and inline styles."""
    widget = PLAIN.get(type(field.widget).__name__)
    if widget is None:
        return field(**attributes)
    _offer_nothing(field)
    widget = NUMBERS.get(field.type, widget)
    return widget(field, **{**(field.render_kw or {}), **attributes})


def address_if(app: Flask, endpoint: str, **values: Any) -> str | None:
    """The address of a view that may not be there."""
    try:
        return app.url_for(endpoint, **values)
    except BuildError:
        return None


def _offer_nothing(field: Any) -> None:
    """FAB chooses the first row by itself where one is required, and calls nothing ``__None``."""
    if hasattr(field, "blank_text"):
        field.allow_blank = field.allow_blank or field.data is None
        field.blank_text = "–"


def allowed(permission: str, resource: str) -> bool:
    """Whether the reader's roles grant it; links to what they may not do are not drawn."""
    return bool(current_app.appbuilder.sm.has_access(permission, resource))  # type: ignore[attr-defined]


def theme() -> str:
    """What the reader chose; nothing: as the device has it."""
    chosen = request.cookies.get("theme", "")
    return chosen if chosen in THEMES else ""


def install(app: Flask) -> None:
    app.jinja_env.globals.update(
        allowed=allowed,
        control=control,
        forwarded_state=forwarded_state,
        control_kind=control_kind,
        script_texts=script_texts,
        theme=theme,
        today=today,
        yesterday=yesterday,
        address_if=lambda endpoint, **values: address_if(app, endpoint, **values),
    )
