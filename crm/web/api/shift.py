"""Who is at the stand of a fair when."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import selectinload

from crm.models import Interaction, Shift
from crm.rules.fair import shift_problems
from crm.services import fairs
from crm.services.scope import changeable_interactions, visible_interactions
from crm.web.api.access import PERMISSIONS
from crm.web.api.deleting import Deleting
from crm.web.api.fair import FAIR, FairApi
from crm.web.api.fair_schemas import (
    ChangedShift,
    NewShift,
    ShiftCard,
    ShiftRow,
)
from crm.web.api.interface import ApiInterface
from crm.web.api.scopes import of_kind
from crm.web.api.search import columns, searched


class ShiftApi(Deleting, FairApi):
    """Taken away by whoever may change the fair, as on screen."""

    resource_name = "shifts"
    things = "shifts at the stand of a fair"
    exclude_route_methods = set()
    method_permission_name = {**PERMISSIONS, "delete": "edit"}
    datamodel = ApiInterface(
        Shift,
        scope=of_kind(Shift.interaction_id, FAIR, visible_interactions),
        eager=(selectinload(Shift.advisor),),
    )
    list_model_schema = ShiftRow()
    show_model_schema = ShiftCard()
    add_model_schema = NewShift()
    edit_model_schema = ChangedShift()
    search = searched(Shift, "id", "interaction_id", "advisor_id", "day", "changed_at")
    orders = columns(Shift, "id", "day", "starts_at", "changed_at")
    changeable = of_kind(Shift.interaction_id, FAIR, changeable_interactions)
    rules = staticmethod(shift_problems)
    examples = {
        "post": {"interaction_id": 1, "advisor_id": 1, "day": "2026-03-05", "starts_at": "09:00",
                 "ends_at": "12:00"},
        "put": {"version": 1, "ends_at": "13:00"},
    }  # fmt: skip

    def check(self, values: dict[str, Any], item: Any = None) -> None:
        fair_id = values["interaction_id"] if item is None else item.interaction_id
        fair = self.session.get_one(Interaction, fair_id)
        days = {"first_day": fair.happened_on, "last_day": fair.ends_on or fair.happened_on}
        super().check({**values, **days}, item)

    def create(self, values: dict[str, Any]) -> Shift:
        return fairs.add_shift(self.session, values["interaction_id"], values)

    def change(self, item: Shift, values: dict[str, Any]) -> None:
        fairs.move_shift(self.session, item, {**self.values_of(item), **values})
