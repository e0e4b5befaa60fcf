"""The internal copy of a release: for those who may have all counts of any report."""

from __future__ import annotations

from flask import Response
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _

from crm.models import ReportSnapshot
from crm.web.file_names import file_name
from crm.web.page import Page
from crm.web.releasing import words_of
from crm.web.workbooks import meta_of, sent_workbook
from reports.frozen.internal import internal_copy
from reports.frozen.verify import Kept


class InternalCopyView(Page):
    route_base = "/reports/releases"
    class_permission_name = "Report"

    @expose("/<int:pk>/internal.xlsx")
    @has_access
    @permission_name("export")
    def workbook(self, pk: int) -> Response:
        found = self.find(ReportSnapshot, pk)
        book = internal_copy(Kept(found, words_of(found.language)), meta_of())
        days = (found.first_day.isoformat(), found.last_day.isoformat())
        return sent_workbook(book, file_name(found.title, _("internal copy"), *days))
