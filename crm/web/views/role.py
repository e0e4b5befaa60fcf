"""What each role may do, read from where it is decided."""

from __future__ import annotations

from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import lazy_gettext as _

from crm.permissions import PUBLIC, RESOURCES, ROLES
from crm.web.page import Page

VERBS = {
    "can_list": _("list"),
    "can_show": _("see"),
    "can_add": _("add"),
    "can_edit": _("change"),
    "can_delete": _("delete"),
    "can_export": _("export"),
}


class RoleView(Page):
    route_base = "/administration/roles"
    class_permission_name = "Role"
    default_view_permission = "list"

    @expose("/")
    @has_access
    @permission_name("list")
    def index(self) -> str:
        roles = {name: grants for name, grants in ROLES.items() if name != PUBLIC}
        return str(
            self.render_template(
                "roles.html", title=_("Roles"), roles=roles, resources=RESOURCES, verbs=VERBS
            )
        )
