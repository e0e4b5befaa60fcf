"""One's own account: name, language, password."""

from __future__ import annotations

from flask import flash, g, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import lazy_gettext as _
from flask_login import login_user
from werkzeug.security import check_password_hash
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms.validators import DataRequired, EqualTo, ValidationError

from crm.web.forms import CrmForm
from crm.web.page import Page
from crm.web.passwords import strong_enough
from crm.web.security import current_viewer


class PasswordForm(CrmForm):
    old_password = PasswordField(_("Present password"), [DataRequired()])
    password = PasswordField(_("New password"), [DataRequired(), strong_enough])
    conf_password = PasswordField(
        _("New password again"), [EqualTo("password", _("The two passwords differ."))]
    )

    def validate_old_password(self, field: PasswordField) -> None:
        if not check_password_hash(g.user.password, field.data or ""):
            raise ValidationError(_("This is not your present password."))


class AccountView(Page):
    route_base = "/account"
    class_permission_name = "Account"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> str:
        return self._page(PasswordForm())

    @expose("/password", methods=["POST"])
    @has_access
    @permission_name("edit")
    def password(self) -> str | Response:
        form = PasswordForm()
        if not form.validate():
            return self._page(form)
        self.appbuilder.sm.reset_password(g.user.id, form.password.data)
        login_user(g.user)
        flash(_("Your password is changed. You are signed out everywhere else."), "success")
        return redirect(url_for("AccountView.index"))

    def _page(self, form: PasswordForm) -> str:
        is_advisor = current_viewer.advisor_id is not None
        return str(
            self.render_template(
                "account.html", title=_("My account"), form=form, is_advisor=is_advisor
            )
        )
