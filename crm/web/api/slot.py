from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from crm.enums import InteractionKind
from crm.models import Interaction, Slot
from crm.services.scope import changeable_interactions, visible_interactions
from crm.web.api.answers import FieldError, Refusal
from crm.web.api.base import CrmApi
from crm.web.api.interface import ApiInterface
from crm.web.api.scopes import of_kind
from crm.web.api.search import columns, searched
from crm.web.api.slot_schemas import SLOTS, ChangedSlot, NewSlot, SlotCard, SlotRow
from crm.web.security import current_viewer

DAYS = Slot.interaction_id, InteractionKind.CONSULTING_DAY
visible = of_kind(*DAYS, visible_interactions)
changeable = of_kind(*DAYS, changeable_interactions)


class SlotApi(CrmApi):
    resource_name = "slots"
    class_permission_name = "Interaction"
    things = "slots of consulting days"
    openapi_spec_tag = "Consulting days"
    datamodel = ApiInterface(
        Slot,
        scope=visible,
        eager=(selectinload(Slot.team), selectinload(Slot.advisor)),
    )
    list_model_schema = SlotRow()
    show_model_schema = SlotCard()
    add_model_schema = NewSlot()
    edit_model_schema = ChangedSlot()
    search = searched(Slot, *SLOTS)
    orders = columns(Slot, "id", "starts_at", "changed_at")
    changeable = changeable
    examples = {
        "post": {"interaction_id": 1, "team_id": 1, "starts_at": "09:00", "ends_at": "09:30"},
        "put": {"version": 1, "is_public": False},
    }

    def check(self, values: dict[str, Any], item: Any = None) -> None:
        """A slot lies on a consulting day of the caller's and does not overlap another one."""
        super().check(values, item)
        given = {**self.values_of(item), **values} if item is not None else values
        day_id = given.get("interaction_id") or item.interaction_id
        if not given["starts_at"] < given["ends_at"]:
            self._refuse("ends_at", _("The end lies before the beginning."))
        mine = select(Interaction.id).where(
            Interaction.id == day_id,
            Interaction.kind == InteractionKind.CONSULTING_DAY,
            changeable_interactions(current_viewer),
        )
        if self.session.scalar(mine) is None:
            self._refuse("interaction_id", _("Only a consulting day has slots."))
        if self.session.scalar(self._overlapping(day_id, given, item)) is not None:
            self._refuse("starts_at", _("The team has a slot at this time already."))

    def _overlapping(self, day_id: int, given: dict[str, Any], item: Any) -> Any:
        team_id = given.get("team_id") or item.team_id
        return select(Slot.id).where(
            Slot.interaction_id == day_id,
            Slot.team_id == team_id,
            Slot.starts_at < given["ends_at"],
            Slot.ends_at > given["starts_at"],
            Slot.id != (item.id if item is not None else 0),
        )

    def _refuse(self, field: str, message: str) -> None:
        raise Refusal(422, errors=[FieldError(field, message)])
