from flask import redirect, url_for
from flask_appbuilder import expose
from flask_login import current_user
from werkzeug.wrappers import Response

from crm.web.menu_items import first_address
from crm.web.page import Page


class HomeView(Page):
    """Where everybody begins: an advisor with the day, others with what they may see first."""

    route_base = ""
    is_public = True

    @expose("/")
    def index(self) -> Response:
        if not current_user.is_authenticated:
            return redirect(self.appbuilder.get_url_for_login)
        return redirect(first_address() or url_for("AccountView.index"))
