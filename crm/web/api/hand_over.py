"""A colleague leaves, and everything open goes into other hands: in one act, on file for good."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields
from sqlalchemy.orm import selectinload

from crm.clock import today
from crm.enums import HandedOver
from crm.models import Advisor, HandOver, HandOverItem
from crm.models.base import new_client_key, utc_now
from crm.rules.hand_over import hand_over_problems
from crm.services.hand_over import hand_over, open_things
from crm.services.scope import led_advisors, visible_hand_overs
from crm.web.api.answers import FieldError, Refusal
from crm.web.api.base import CrmApi
from crm.web.api.body import Keyed
from crm.web.api.fields import PAGE, Body, Choice, Day, Part, Text
from crm.web.api.interface import ApiInterface
from crm.web.api.references import Reference
from crm.web.api.refs import AdvisorRef, Kept
from crm.web.api.scopes import for_caller
from crm.web.api.search import columns, searched
from crm.web.security import current_viewer


class HandOverRow(Kept):
    giver = fields.Nested(AdvisorRef)
    last_day = fields.Date(metadata={"description": "On which the giver is still responsible."})
    happened_at = fields.DateTime()
    by = fields.Nested(AdvisorRef, allow_none=True)


class HandedOverRow(Schema):
    kind = Choice(HandedOver)
    number = fields.Integer(metadata={"description": "The thing's own id."})
    what = fields.String(metadata={"description": "As it was called then; its kind if secret."})
    due_on = fields.Date(allow_none=True)
    taker = fields.Nested(AdvisorRef)


class HandOverCard(HandOverRow):
    notes = fields.String(allow_none=True)
    items = fields.List(fields.Nested(HandedOverRow))


class TakersBody(Body):
    """Who takes over what; needed for each kind of which something is open."""

    inquiry = Reference(Advisor, listed=True)
    follow_up = Reference(Advisor, listed=True)
    appointment = Reference(Advisor, listed=True)
    red_flag = Reference(Advisor, listed=True)
    responsibility = Reference(Advisor, listed=True)


class NewHandOver(Keyed):
    """Until today when it does not say otherwise."""

    giver_id = Reference(Advisor, for_caller(led_advisors), required=True)
    last_day = Day()
    takers = Part(TakersBody, required=True)
    notes = Text(lines=True, longest=PAGE, allow_none=True)


class HandOverApi(CrmApi):
    resource_name = "hand-overs"
    class_permission_name = "HandOver"
    things = "hand-overs"
    openapi_spec_tag = "Hand-overs"
    exclude_route_methods = {"put", "delete"}
    datamodel = ApiInterface(
        HandOver,
        scope=for_caller(visible_hand_overs),
        eager=(selectinload(HandOver.giver), selectinload(HandOver.by)),
    )
    whole = (
        *datamodel.eager,
        selectinload(HandOver.items).selectinload(HandOverItem.taker),
    )
    list_model_schema = HandOverRow()
    show_model_schema = HandOverCard()
    add_model_schema = NewHandOver()
    edit_model_schema = Body()
    search = searched(HandOver, "id", "giver_id", "last_day", "happened_at", "changed_at")
    orders = columns(HandOver, "id", "last_day", "happened_at", "changed_at")
    examples = {
        "post": {"giver_id": 1, "takers": {"follow_up": 2, "red_flag": 2, "responsibility": 3}},
    }

    def check(self, values: dict[str, Any], item: Any = None) -> None:
        day = values.setdefault("last_day", today())
        things = open_things(self.session, values["giver_id"], today())
        needed = [kind for kind, some in things.items() if some]
        said = {"last_day": day, "needed": needed, "takers": values["takers"]}
        errors = [_placed(error) for error in self.problems(hand_over_problems, said)]
        if errors:
            raise Refusal(422, errors=errors)

    def create(self, values: dict[str, Any]) -> HandOver:
        takers = {HandedOver(kind): pk for kind, pk in values.pop("takers").items()}
        record = HandOver(
            happened_at=utc_now(),
            by_id=current_viewer.advisor_id,
            client_key=values.pop("client_key", None) or new_client_key(),
            **values,
        )
        return hand_over(self.session, record, takers, current_viewer.user_id)


def _placed(error: FieldError) -> FieldError:
    field = error["field"]
    return error if field == "last_day" else FieldError(f"takers.{field}", error["message"])
