"""Firms that were merged: how that came about, and the way back."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from crm.models import Company, CompanyMerge
from crm.services.entered_meanwhile import SHOWN, entered_meanwhile
from crm.services.match_decisions import take_apart
from crm.services.reasons import told
from crm.web.addresses import back_to, company_address
from crm.web.page import Page
from crm.web.security import current_viewer
from crm.web.tapping import tap

WHOLE = (
    joinedload(CompanyMerge.company),
    joinedload(CompanyMerge.into),
    joinedload(CompanyMerge.merged_by),
    joinedload(CompanyMerge.undone_by),
)


class MergeView(Page):
    route_base = "/merges"
    class_permission_name = "Duplicate"
    default_view = "show"

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def show(self, pk: int) -> str:
        record: CompanyMerge = self.find(CompanyMerge, pk, None, *WHOLE)
        entered = entered_meanwhile(self.session, current_viewer, record)
        return str(
            self.render_template(
                "merge.html",
                title=_(
                    "%(company)s and %(into)s",
                    company=record.company.name or f"#{record.company_id}",
                    into=record.into.name or f"#{record.into_id}",
                ),
                record=record,
                reasons=told(record.reasons, _),
                left_over=told(record.left_over, _),
                entered=entered[:SHOWN],
                more=len(entered) > SHOWN,
            )
        )

    @expose("/of/<int:pk>/apart", methods=["POST"])
    @has_access
    @permission_name("edit")
    def apart(self, pk: int) -> Response:
        firm: Company = self.find(Company, pk)
        if not tap(self.session, lambda: take_apart(self.session, firm)):
            return redirect(back_to(company_address(pk) or abort(404)))
        flash(_("Two firms again. Everything is where it belongs."), "success")
        return redirect(self._page_of(firm))

    def _page_of(self, firm: Company) -> Any:
        """What it leads to: the list of what was entered meanwhile, and of what is left over."""
        record = self._last(firm)
        return url_for("MergeView.show", pk=record.id) if record else company_address(firm.id)

    def _last(self, firm: Company) -> CompanyMerge | None:
        merges = select(CompanyMerge).where(CompanyMerge.company_id == firm.id)
        return self.session.scalar(merges.order_by(CompanyMerge.id.desc()).limit(1))
