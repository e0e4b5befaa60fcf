"""Who is logged in and what they may do: FAB's security manager over our roles as data."""

from __future__ import annotations

from typing import Any

from flask import current_app, g, redirect, request, session
from flask_appbuilder import expose
from flask_appbuilder.security.sqla.manager import SecurityManager
from flask_appbuilder.security.views import AuthDBView
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from sqlalchemy.orm import joinedload
from werkzeug.local import LocalProxy
from werkzeug.wrappers import Response

from crm.clock import today
from crm.models import Login
from crm.permissions import ADMINISTRATOR, PUBLIC, TEAM_LEAD, may, may_see
from crm.services.scope import Viewer
from crm.services.scope import viewer as find_viewer
from crm.web import resume
from crm.web.access_log import note_login
from crm.web.carried import Carried

WITH_ROLES = (joinedload(Login.roles), joinedload(Login.groups), joinedload(Login.partner))
"""One question instead of four on every page."""


class LoginView(AuthDBView):
    """FAB's login by form; log-out only by POST, and it ends the session everywhere."""

    is_public = True

    @expose("/login/", methods=["GET", "POST"])
    def login(self) -> Any:
        """FAB's, except for a sign-in that carries the words of an ended session."""
        return self._go_on() if "carried_to" in request.form else super().login()

    def _go_on(self) -> Response:
        """The words come back either way: to be sent, or to sign in once more."""
        carried = Carried.of_sign_in()
        name, password = (request.form.get(field, "") for field in ("username", "password"))
        if current_user.is_authenticated:
            return resume.page(_("You are signed in. Send it now."), 200, carried)
        user = self.appbuilder.sm.auth_user_db(name, password)
        if user is None:
            return resume.page(_("Login name or password is wrong. Try again."), 401, carried)
        login_user(user, remember=False)
        g.user = user
        return resume.page(_("You are signed in. Send it now."), 200, carried)

    @expose("/logout/", methods=["POST"])
    def logout(self) -> Response:
        if current_user.is_authenticated:
            g.user.session_version += 1
            self.appbuilder.session.commit()
        logout_user()
        session.clear()
        return redirect(self.appbuilder.get_url_for_login)


class CrmSecurityManager(SecurityManager):
    """Permissions come from crm.permissions.ROLES; the database only says who has which role."""

    user_model = Login
    authdbview = LoginView
    userstatschartview = None

    def register_views(self) -> None:
        """The login alone; users and accounts have views of ours, see crm.web.menu."""
        self.auth_view = self.authdbview()
        self.appbuilder.add_view_no_menu(self.auth_view)
        self.limiter.limit(self.auth_rate_limit, methods=["POST"])(self.auth_view.blueprint)

    def load_user(self, cookie_id: str) -> Login | None:
        """``cookie_id`` is Login.get_id(): it ends with a log-out and a password change."""
        user_id, _, version = cookie_id.partition(":")
        user: Login | None = self.session.get(Login, int(user_id), options=WITH_ROLES)
        if user is None or not user.is_active or str(user.session_version) != version:
            return None
        note_login(user.username)
        return user

    def auth_user_db(self, username: str, password: str) -> Login | None:
        user: Login | None = super().auth_user_db(username, password)
        if user is not None:
            note_login(user.username)
        return user

    def load_user_jwt(self, _header: dict[str, Any], data: dict[str, Any]) -> Login | None:
        g.user = self.load_user(data["sub"])
        return g.user

    def reset_password(self, userid: int, password: str) -> None:
        self.get_user_by_id(userid).session_version += 1
        super().reset_password(userid, password)

    def role_names(self, user: Any) -> frozenset[str]:
        """The user's roles, looked up once in a request."""
        if not user.is_authenticated:
            return frozenset({PUBLIC})
        known = g.setdefault("role_names", {})
        if user.id not in known:
            known[user.id] = frozenset(role.name for role in self.get_user_roles(user))
        return frozenset(known[user.id])

    def _has_view_access(self, user: Any, permission_name: str, view_name: str) -> bool:
        allows = may_see if permission_name == "menu_access" else None
        return any(
            allows(role, view_name) if allows else may(role, permission_name, view_name)
            for role in self.role_names(user)
        )

    def is_item_public(self, permission_name: str, view_name: str) -> bool:
        return may(PUBLIC, permission_name, view_name)

    def add_permissions_view(self, base_permissions: list[str], view_menu: str) -> None:
        """Nothing to store: the roles are data."""

    def add_permissions_menu(self, view_menu_name: str) -> None:
        """Nothing to store: the roles are data."""


def _current_viewer() -> Viewer:
    if "viewer" not in g:
        manager: CrmSecurityManager = current_app.appbuilder.sm  # type: ignore[attr-defined]
        roles = manager.role_names(g.user)
        g.viewer = find_viewer(
            manager.session,
            g.user.id,
            changes_everything=ADMINISTRATOR in roles,
            leads=TEAM_LEAD in roles,
            today=today(),
        )
    return g.viewer


current_viewer: Viewer = LocalProxy(_current_viewer)  # type: ignore[assignment]
"""The Viewer of this request."""
