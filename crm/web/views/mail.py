"""Letters to people outside: what waits, what went out, what could not be sent and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select
from werkzeug.wrappers import Response

from crm.enums import MailStatus
from crm.models import Mail
from crm.models.base import utc_now
from crm.services.mail import send_again
from crm.web.addresses import back_to
from crm.web.filters import Filter, enum_choices
from crm.web.listing import Column, ListPage
from crm.web.sending import has_mail_server
from crm.web.tapping import tap


class MailList(ListPage):
    route_base = "/administration/mail"
    class_permission_name = "Mail"
    default_view_permission = "list"
    title = _("Letters")
    lead = _("What goes to people outside by mail. What cannot be sent is tried again by itself.")
    empty = _("No letter fits these filters.")
    export_name = _("letters")
    template = "mail_list.html"
    base_order = ("created_at", "desc")
    columns = (
        Column("created_at", _("Written"), lambda row: row.created_at, "instant",
               Mail.created_at, priority=1),
        Column("to_address", _("Addressee"), lambda row: row.to_address, order=Mail.to_address,
               priority=1),
        Column("subject", _("Subject"), lambda row: row.subject, priority=1),
        Column("status", _("Status"), lambda row: row.status, "enum"),
        Column("sent_at", _("Sent"), lambda row: row.sent_at, "instant"),
        Column("attempts", _("Attempts"), lambda row: row.attempts, "number", priority=3),
        Column("last_error", _("What the mail server said"), lambda row: row.last_error,
               priority=3),
    )  # fmt: skip
    filters = (
        Filter("status", _("Status"), lambda v: Mail.status == v, "choice",
               enum_choices(MailStatus)),
    )  # fmt: skip

    def rows(self) -> Select[Any]:
        columns: tuple[Any, ...] = (
            Mail.id, Mail.created_at, Mail.to_address, Mail.subject, Mail.status, Mail.sent_at,
            Mail.attempts, Mail.last_error,
        )  # fmt: skip
        return select(*columns)

    def tie_breaker(self) -> Sequence[Any]:
        return (Mail.id.desc(),)

    @property
    def has_server(self) -> bool:
        return has_mail_server()

    @expose("/<int:pk>/again", methods=["POST"])
    @has_access
    @permission_name("edit")
    def again(self, pk: int) -> Response:
        mail: Mail = self.find(Mail, pk)
        if tap(self.session, lambda: send_again(mail, utc_now())):
            flash(gettext("It is tried again within a minute."), "success")
        return redirect(back_to(url_for("MailList.index")))
