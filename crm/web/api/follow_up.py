from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import selectinload

from crm.clock import today
from crm.enums import FollowUpStatus
from crm.models import Company, FollowUp
from crm.rules.follow_up import follow_up_problems
from crm.services.follow_ups import add_follow_up, cancel, change_follow_up, finish, reopen
from crm.services.scope import changeable_follow_ups, visible_follow_ups
from crm.web.api.answers import FieldError, Refusal
from crm.web.api.base import CrmApi
from crm.web.api.follow_up_schemas import (
    SEARCHED,
    ChangedFollowUp,
    FollowUpCard,
    FollowUpRow,
    NewFollowUp,
)
from crm.web.api.interface import ApiInterface
from crm.web.api.scopes import for_caller
from crm.web.api.search import columns, searched
from crm.web.security import current_viewer

SETTLED_BY = {"done_on": FollowUpStatus.DONE, "reason": FollowUpStatus.CANCELLED}


class FollowUpApi(CrmApi):
    resource_name = "follow-ups"
    class_permission_name = "FollowUp"
    things = "follow-ups"
    openapi_spec_tag = "Follow-ups"
    datamodel = ApiInterface(
        FollowUp,
        scope=for_caller(visible_follow_ups),
        eager=(
            selectinload(FollowUp.owner),
            selectinload(FollowUp.company).selectinload(Company.overview),
        ),
    )
    list_model_schema = FollowUpRow()
    show_model_schema = FollowUpCard()
    add_model_schema = NewFollowUp()
    edit_model_schema = ChangedFollowUp()
    search = searched(FollowUp, *SEARCHED)
    orders = columns(FollowUp, "id", "due_on", "done_on", "changed_at")
    changeable = for_caller(changeable_follow_ups)
    rules = staticmethod(follow_up_problems)
    examples = {
        "post": {"promise": "Förderliste schicken", "due_on": "2027-01-15"},
        "put": {"version": 1, "status": "done"},
    }

    def check(self, values: dict[str, Any], item: Any = None) -> None:
        values.setdefault("owner_id", current_viewer.advisor_id)
        super().check({**values, "was_due_on": item and item.due_on}, item)
        if (values.get("done_on") or today()) > today():
            message = _("This day is still to come.")
            raise Refusal(422, errors=[FieldError("done_on", message)])

    def create(self, values: dict[str, Any]) -> FollowUp:
        return add_follow_up(self.session, values)

    def change(self, item: FollowUp, values: dict[str, Any]) -> None:
        """Reopened first and settled last, so that one request may do both and move it."""
        wanted = values.get("status", item.status)
        errors = list(_misplaced(values, item, wanted))
        if errors:
            raise Refusal(422, errors=errors)
        if wanted is FollowUpStatus.OPEN and item.status is not wanted:
            reopen(item)
        change_follow_up(item, {**self.values_of(item), **values}, current_viewer.advisor_id)
        if wanted is FollowUpStatus.DONE:
            finish(item, values.get("done_on") or today())
        elif wanted is FollowUpStatus.CANCELLED and item.status is not wanted:
            cancel(item, values["reason"])


def _misplaced(
    values: dict[str, Any], item: FollowUp, wanted: FollowUpStatus
) -> Iterator[FieldError]:
    """How it was settled is said where it is settled, and stays as it was said then."""
    for name, status in SETTLED_BY.items():
        if name in values and wanted is not status:
            yield FieldError(name, _("This belongs to the status %(status)s.", status=status))
        elif name in values and item.status is status and values[name] != getattr(item, name):
            yield FieldError(name, _("This is settled already. Reopen it first."))
