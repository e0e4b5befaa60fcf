"""Two who changed the same row: what is stored now stands beside what was typed."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from wtforms import PasswordField

from crm.models import Login
from crm.web.chips import Choice
from crm.web.formats import instant
from crm.web.forms import CrmForm

UNSEEN = ("version", "client_key", "csrf_token")


def show_conflict(form: CrmForm, item: Any, stored: Any = None) -> None:
    """Puts what is stored beside each field that differs, and accepts the next save.

    ``stored`` has the form's fields as attributes, with the row's version; ``item`` is the row.
    """
    stored = item if stored is None else stored
    for name, field in form._fields.items():
        if name in UNSEEN or isinstance(field, PasswordField) or not hasattr(stored, name):
            continue
        value = getattr(stored, name)
        if differs(value, field.data):
            field.theirs = value
            field.theirs_raw = _raw(value)
    form.version.data = str(item.version)
    form.version.raw_data = [form.version.data]
    form.form_errors = [_said_by(item)]


def differs(stored: Any, typed: Any) -> bool:
    """Nothing is nothing, however it is written, and lists have no order."""
    if isinstance(stored, list) and isinstance(typed, list):
        return {each.id for each in stored} != {each.id for each in typed}
    return bool(stored != typed and (stored or typed))


def _said_by(item: Any) -> str:
    session = current_app.appbuilder.session  # type: ignore[attr-defined]
    who = getattr(item, "changed_by_id", None)
    login = who and session.get(Login, who)
    if not login:
        return str(_("Somebody else changed this in the meantime. Compare and save again."))
    if who == session.info.get("user_id"):
        return str(
            _(
                "You changed this yourself in another window (%(instant)s)."
                " Compare and save again.",
                instant=instant(item.changed_at),
            )
        )
    return str(
        _(
            "%(name)s changed this in the meantime (%(instant)s). Compare and save again.",
            name=login.get_full_name(),
            instant=instant(item.changed_at),
        )
    )


def _raw(value: Any) -> str | None:
    """As the field's control holds it; None where it cannot be taken over by a button."""
    if value is None or value is False:
        return ""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Choice):
        return str(value.id)
    if isinstance(value, list) and all(isinstance(each, Choice) for each in value):
        return ",".join(str(each.id) for each in value)
    if isinstance(value, StrEnum):
        return value.value
    return str(value) if isinstance(value, (str, int, float)) else None
