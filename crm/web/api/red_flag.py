from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import selectinload

from crm.clock import today
from crm.models import Company, RedFlag, RedFlagSuggestion
from crm.rules.red_flag import due_from, red_flag_problems
from crm.services import red_flags
from crm.services.scope import changeable_red_flags, visible_red_flags
from crm.services.suggest_red_flags import take_over
from crm.web.api.answers import FieldError, Refusal
from crm.web.api.base import CrmApi
from crm.web.api.interface import ApiInterface
from crm.web.api.red_flag_schemas import (
    SEARCHED,
    ChangedRedFlag,
    NewRedFlag,
    RedFlagCard,
    RedFlagRow,
)
from crm.web.api.scopes import for_caller
from crm.web.api.search import columns, searched
from crm.web.security import current_viewer
from crm.web.why import why


class RedFlagApi(CrmApi):
    resource_name = "red-flags"
    class_permission_name = "RedFlag"
    things = "red flags"
    openapi_spec_tag = "Red flags"
    datamodel = ApiInterface(
        RedFlag,
        scope=for_caller(visible_red_flags),
        eager=(
            selectinload(RedFlag.owner),
            selectinload(RedFlag.readers),
            selectinload(RedFlag.company).selectinload(Company.overview),
        ),
    )
    list_model_schema = RedFlagRow()
    show_model_schema = RedFlagCard()
    add_model_schema = NewRedFlag()
    edit_model_schema = ChangedRedFlag()
    search = searched(RedFlag, *SEARCHED)
    orders = columns(RedFlag, "id", "raised_on", "due_on", "changed_at")
    changeable = for_caller(changeable_red_flags)
    rules = staticmethod(red_flag_problems)
    examples = {
        "post": {"kind": "lack_of_staff", "company_id": 1, "jobs_claimed": 4},
        "put": {"version": 1, "outcome": "eased", "outcome_words": "Zwei Azubis vermittelt"},
    }

    def check(self, values: dict[str, Any], item: Any = None) -> None:
        if item is None:
            self._begin_with_suggestion(values)
            raised = values.setdefault("raised_on", today())
            values.setdefault("due_on", due_from(raised, today()))
            values.setdefault("owner_id", current_viewer.advisor_id)
        super().check(values, item)
        closed, raised = values.get("closed_on"), values.get("raised_on", item and item.raised_on)
        if closed is not None and not raised <= closed <= today():
            message = _("This lies before it was noticed, or in the future.")
            raise Refusal(422, errors=[FieldError("closed_on", message)])

    def _begin_with_suggestion(self, values: dict[str, Any]) -> None:
        if not values.get("suggestion_id"):
            return
        noticed = self.session.get_one(RedFlagSuggestion, values["suggestion_id"])
        if values.setdefault("company_id", noticed.company_id) != noticed.company_id:
            message = _("What was noticed is about another firm.")
            raise Refusal(422, errors=[FieldError("suggestion_id", message)])
        values.setdefault("notes", why(noticed))
        if noticed.kind is not None:
            values.setdefault("kind", noticed.kind)

    def create(self, values: dict[str, Any]) -> RedFlag:
        flag = red_flags.raise_red_flag(self.session, values)
        if values.get("suggestion_id"):
            noticed = self.session.get_one(RedFlagSuggestion, values["suggestion_id"])
            take_over(noticed, flag)
        return flag

    def change(self, item: RedFlag, values: dict[str, Any]) -> None:
        """Reopened first and closed last, so that one request may tell a whole story."""
        if "outcome" in values and values["outcome"] is None:
            red_flags.reopen(item)
        red_flags.change_red_flag(self.session, item, values)
        if "outcome_words" in values:
            item.outcome_words = values["outcome_words"]
        if values.get("outcome") and item.outcome is not values["outcome"]:
            red_flags.close(item, values["outcome"], values.get("closed_on") or today())
