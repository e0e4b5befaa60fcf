"""A fair: what the office is there."""

from __future__ import annotations

from sqlalchemy.orm import selectinload

from crm.enums import InteractionKind
from crm.models import FairStand
from crm.services.scope import changeable_interactions, visible_interactions
from crm.web.api.base import CrmApi
from crm.web.api.fair_schemas import (
    ChangedFairStand,
    FairStandCard,
    FairStandRow,
    NewFairStand,
)
from crm.web.api.interface import ApiInterface
from crm.web.api.scopes import of_kind
from crm.web.api.search import columns, searched

FAIR = InteractionKind.FAIR


class FairApi(CrmApi):
    """What belongs to a fair is seen and changed by whoever sees and changes the fair."""

    class_permission_name = "Interaction"
    openapi_spec_tag = "Fairs"


class FairStandApi(FairApi):
    resource_name = "fair-stands"
    things = "stands at fairs"
    datamodel = ApiInterface(
        FairStand,
        scope=of_kind(FairStand.interaction_id, FAIR, visible_interactions),
        eager=(selectinload(FairStand.partner),),
    )
    list_model_schema = FairStandRow()
    show_model_schema = FairStandCard()
    add_model_schema = NewFairStand()
    edit_model_schema = ChangedFairStand()
    search = searched(FairStand, "id", "interaction_id", "role", "partner_id", "changed_at")
    orders = columns(FairStand, "id", "changed_at")
    changeable = of_kind(FairStand.interaction_id, FAIR, changeable_interactions)
    examples = {
        "post": {"interaction_id": 1, "role": "exhibitor", "stand": "Halle 2, Stand 17"},
        "put": {"version": 1, "role": "co_organiser"},
    }
