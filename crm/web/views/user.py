"""Logins: who may come in, and in which role."""

from __future__ import annotations

from typing import Any

from flask import current_app
from flask_appbuilder.fields import QuerySelectField, QuerySelectMultipleField
from flask_appbuilder.fieldwidgets import Select2ManyWidget, Select2Widget
from flask_appbuilder.security.sqla.models import Role
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.security import generate_password_hash
from wtforms import BooleanField, PasswordField
from wtforms.validators import DataRequired, EqualTo, Optional

from crm.models import Login, Partner
from crm.permissions import PUBLIC
from crm.rules import Problems, Values
from crm.rules.login import counter_problems, login_problems
from crm.web.fields import TrimmedField
from crm.web.formats import label
from crm.web.interface import CrmInterface
from crm.web.passwords import strong_enough
from crm.web.view import CrmView

LABELS = {
    "username": _("Login name"),
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "email": _("E-mail"),
    "active": _("May sign in"),
    "roles": _("Roles"),
    "partner": _("Counter of"),
    "last_login": _("Last sign-in"),
    "login_count": _("Sign-ins"),
    "fail_login_count": _("Failed sign-ins"),
    "password": _("Password"),
    "conf_password": _("Password again"),
}
SAME = EqualTo("password", _("The two passwords differ."))


def _session() -> Any:
    return current_app.appbuilder.session  # type: ignore[attr-defined]


def _offered() -> Any:
    return _session().query(Role).filter(Role.name != PUBLIC).order_by(Role.id)


def _roles() -> QuerySelectMultipleField:
    """Under the names of the page on roles; nobody signs in as the public."""
    return QuerySelectMultipleField(
        LABELS["roles"],
        [DataRequired()],
        query_func=_offered,
        get_pk_func=lambda role: role.id,
        get_label=label,
        widget=Select2ManyWidget(),
        description=_("What each role may do stands on the page on roles."),
    )


def _problems(values: Values) -> Problems:
    yield from login_problems(values)
    roles = [role.name for role in values.get("roles") or ()]
    yield from counter_problems({**values, "roles": roles})


def _partner() -> QuerySelectField:
    """Of a counter alone; everybody else belongs to the business office."""
    return QuerySelectField(
        LABELS["partner"],
        query_func=lambda: _session().query(Partner).order_by(Partner.name),
        get_pk_func=lambda partner: partner.id,
        allow_blank=True,
        blank_text="–",
        widget=Select2Widget(),
        description=_("The office whose counter this is; nobody else needs one."),
    )


class UserView(CrmView):
    """A login that is not needed any more is switched off, not deleted: its work keeps its name."""

    route_base = "/administration/users"
    class_permission_name = "User"
    default_view_permission = "list"
    datamodel = CrmInterface(Login, eager=[selectinload(Login.roles), selectinload(Login.partner)])
    label_columns = LABELS
    list_title, add_title, edit_title = _("Logins"), _("New login"), _("Change login")
    show_title = _("Login")
    list_columns = ["username", "last_name", "first_name", "email", "roles", "partner", "active"]
    show_columns = [*list_columns, "last_login", "login_count", "fail_login_count"]
    add_columns = edit_columns = [*list_columns, "password", "conf_password"]
    search_columns = ["username", "last_name", "email", "active"]
    order_columns = ["username", "last_name", "email", "active"]
    base_order = ("last_name", "asc")
    rules = staticmethod(_problems)
    exclude_route_methods = {"delete", "download", "action", "action_post"}
    add_form_extra_fields = {
        "active": BooleanField(LABELS["active"], default=True),
        "roles": _roles(),
        "partner": _partner(),
        "email": TrimmedField(LABELS["email"], [DataRequired()]),
        "password": PasswordField(LABELS["password"], [DataRequired(), strong_enough]),
        "conf_password": PasswordField(LABELS["conf_password"], [SAME]),
    }
    edit_form_extra_fields = {
        "roles": _roles(),
        "partner": _partner(),
        "email": TrimmedField(LABELS["email"], [DataRequired()]),
        "password": PasswordField(
            LABELS["password"],
            [Optional(), strong_enough],
            description=_("Leave it empty to keep the present one."),
        ),
        "conf_password": PasswordField(LABELS["conf_password"], [SAME]),
    }

    def _store(self, form: Any, item: Any) -> Any:
        """A new password is hashed and signs the login out everywhere; none keeps the old one."""
        if item.id is not None and form.version.data:
            self._refuse_stale(item, form.version.data)
        kept, typed = item.password, form.password.data
        form.populate_obj(item)
        item.password = generate_password_hash(typed) if typed else kept
        if typed and kept:
            item.session_version += 1
        self.session.add(item)
        self.session.flush()
        return item

    def _refuse_stale(self, item: Login, seen: str) -> None:
        """What is compared is what others have stored by now, and nobody changes it until then."""
        self.session.expire(item)
        self.session.refresh(item, with_for_update=True)
        if item.version != seen:
            raise StaleDataError
