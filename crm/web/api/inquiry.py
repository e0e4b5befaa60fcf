from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import selectinload

from crm.models import Company, Inquiry
from crm.models.base import utc_now
from crm.rules.inquiry import inquiry_problems
from crm.services import inquiries
from crm.services.scope import visible_inquiries
from crm.web.api.answers import FieldError, Refusal
from crm.web.api.base import CrmApi
from crm.web.api.inquiry_schemas import (
    SEARCHED,
    ChangedInquiry,
    InquiryCard,
    InquiryRow,
    NewInquiry,
)
from crm.web.api.interface import ApiInterface
from crm.web.api.scopes import for_caller
from crm.web.api.search import columns, searched
from crm.web.office import office
from crm.web.security import current_viewer

STEPS = ("acknowledged_at", "first_reply_at")


class InquiryApi(CrmApi):
    resource_name = "inquiries"
    class_permission_name = "Inquiry"
    things = "inquiries"
    openapi_spec_tag = "Inquiries"
    datamodel = ApiInterface(
        Inquiry,
        scope=for_caller(visible_inquiries),
        eager=(
            selectinload(Inquiry.owner),
            selectinload(Inquiry.topic),
            selectinload(Inquiry.partner),
            selectinload(Inquiry.material),
            selectinload(Inquiry.campaign),
            selectinload(Inquiry.handed_out_by),
            selectinload(Inquiry.company).selectinload(Company.overview),
        ),
    )
    list_model_schema = InquiryRow()
    show_model_schema = InquiryCard()
    add_model_schema = NewInquiry()
    edit_model_schema = ChangedInquiry()
    search = searched(Inquiry, *SEARCHED)
    orders = columns(Inquiry, "id", "received_at", "due_on", "changed_at")
    rules = staticmethod(inquiry_problems)
    examples = {
        "post": {
            "subject": "Zuschuss für neue Maschinen",
            "channel": "telephone",
            "guest_name": "Rosa Kern",
        },
        "put": {"version": 1, "outcome": "answered", "answer": "Merkblatt geschickt"},
    }

    def check(self, values: dict[str, Any], item: Any = None) -> None:
        now = utc_now()
        values.setdefault("received_at", now)
        super().check({**values, "now": now}, item)
        first, last = values["received_at"], now
        for name in STEPS:
            at: datetime | None = values.get(name)
            if at is not None and not first <= at <= last:
                message = _("This lies before it came in, or in the future.")
                raise Refusal(422, errors=[FieldError(name, message)])

    def create(self, values: dict[str, Any]) -> Inquiry:
        return inquiries.receive(self.session, office(), values)

    def change(self, item: Inquiry, values: dict[str, Any]) -> None:
        """Reopened first and closed last, so that one request may tell a whole story."""
        here, now = office(), utc_now()
        if "outcome" in values and values["outcome"] is None:
            inquiries.reopen(here, item, now)
        inquiries.change(here, item, values)
        if values.get("owner_id"):
            reason = values.get("reason")
            inquiries.hand_over(item, values["owner_id"], now, reason, current_viewer.user_id)
        if values.get("acknowledged_at"):
            inquiries.acknowledge(here, item, values["acknowledged_at"])
        if values.get("first_reply_at"):
            inquiries.reply(here, item, values["first_reply_at"])
        if values.get("waiting_for"):
            inquiries.wait_for_firm(here, item, values["waiting_for"], now)
        elif "waiting_for" in values:
            inquiries.go_on(here, item, now)
        if values.get("outcome") and item.outcome is not values["outcome"]:
            inquiries.close(here, item, values["outcome"], now, values.get("answer"))
        elif "answer" in values:
            item.answer = values["answer"]
