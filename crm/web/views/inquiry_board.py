"""The open inquiries of the office: late, new, mine, waiting."""

from __future__ import annotations

from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import lazy_gettext as _

from crm.clock import today
from crm.services.inquiry_board import Lane, board
from crm.web.page import Page
from crm.web.security import current_viewer

TITLES = {
    Lane.LATE: _("Late"),
    Lane.NEW: _("Nobody takes care of them yet"),
    Lane.MINE: _("With me"),
    Lane.WAITING: _("Waiting for the firm"),
    Lane.OTHERS: _("With colleagues"),
}
EMPTY = {
    Lane.NEW: _("Every inquiry has somebody."),
    Lane.MINE: _("You have no open inquiry."),
}


class InquiryBoard(Page):
    route_base = "/inquiries"
    class_permission_name = "Inquiry"
    default_view_permission = "list"

    @expose("/")
    @has_access
    @permission_name("list")
    def index(self) -> str:
        return str(
            self.render_template(
                "inquiry_board.html",
                title=_("Inquiries"),
                lead=_("What firms want to know of the city, and until when they hear from us."),
                board=board(self.session, current_viewer, today()),
                titles=TITLES,
                empty=EMPTY,
                me=current_viewer.advisor_id,
            )
        )
