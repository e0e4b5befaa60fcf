from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload, selectinload

from crm.enums import AssignmentRole, HostRole
from crm.models import (
    AdvisorAssignment,
    Company,
    FollowUp,
    GatheringPartner,
    Interaction,
    Participation,
)
from crm.rules.interaction import interaction_problems
from crm.services.log_interaction import change_interaction, log_interaction
from crm.services.scope import changeable_interactions, visible_interactions
from crm.web.api.answers import Refusal
from crm.web.api.base import CrmApi
from crm.web.api.deleting import Deleting
from crm.web.api.interaction_schemas import (
    ChangedInteraction,
    InteractionCard,
    InteractionRow,
    NewInteraction,
)
from crm.web.api.interaction_search import ORDERS, SEARCH
from crm.web.api.interface import ApiInterface
from crm.web.api.participants import first_participants
from crm.web.api.references import foreign
from crm.web.calling_off import tell_of_change
from crm.web.security import current_viewer

ADVISORS = selectinload(Interaction.assignments).selectinload(AdvisorAssignment.advisor)
TOPICS = selectinload(Interaction.topics)
PARTICIPATIONS = selectinload(Interaction.participations)
WHOLE = (
    ADVISORS,
    TOPICS,
    PARTICIPATIONS.selectinload(Participation.company).selectinload(Company.overview),
    PARTICIPATIONS.selectinload(Participation.site),
    PARTICIPATIONS.selectinload(Participation.persons),
    PARTICIPATIONS.selectinload(Participation.invitation),
    joinedload(Interaction.plan),
    selectinload(Interaction.partners).joinedload(GatheringPartner.partner),
    selectinload(Interaction.follow_ups).selectinload(FollowUp.owner),
)


def _visible() -> ColumnElement[bool]:
    return visible_interactions(current_viewer)


def _changeable() -> ColumnElement[bool]:
    return changeable_interactions(current_viewer)


class InteractionApi(Deleting, CrmApi):
    resource_name = "interactions"
    class_permission_name = "Interaction"
    things = "visits, consultations, calls and gatherings"
    openapi_spec_tag = "Interactions"
    exclude_route_methods = set()
    datamodel = ApiInterface(Interaction, scope=_visible, eager=(ADVISORS, TOPICS))
    whole = WHOLE
    list_model_schema = InteractionRow()
    show_model_schema = InteractionCard()
    add_model_schema = NewInteraction()
    edit_model_schema = ChangedInteraction()
    search = SEARCH
    orders = ORDERS
    changeable = staticmethod(_changeable)
    rules = staticmethod(interaction_problems)
    examples = {
        "post": {
            "kind": "visit",
            "happened_on": "2026-11-23",
            "duration_minutes": 60,
            "participations": [{"company_id": 1}],
            "notes": "Der Ofen ist zu alt.",
            "follow_ups": [{"promise": "Förderliste schicken", "due_on": "2026-12-07"}],
        },
        "put": {"version": 1, "notes": "Der Ofen ist zu alt, der Kredit bewilligt."},
    }

    def listed(self, rows: Sequence[Any]) -> list[dict[str, Any]]:
        firms = first_participants(self.session, [row.id for row in rows])
        nobody = {"participants": 0, "companies": []}
        return [{**row, **firms.get(row["id"], nobody)} for row in super().listed(rows)]

    def check(self, values: dict[str, Any], item: Any = None) -> None:
        if item is None:
            values.setdefault("lead_id", current_viewer.advisor_id)
            values.setdefault("participations", [])
        errors = foreign(Company, self._firms(values))
        if errors:
            raise Refusal(422, errors=errors)
        super().check(values, item)

    def values_of(self, item: Interaction) -> dict[str, Any]:
        plain = super().values_of(item)
        for name in ("participations", "follow_ups", "plan"):
            plain.pop(name)
        return {**plain, "kind": item.kind, **_advisors(item)}

    def create(self, values: dict[str, Any]) -> Interaction:
        return log_interaction(self.session, values)

    def change(self, item: Interaction, values: dict[str, Any]) -> None:
        if {"lead_id", "co_ids"} & set(values):
            values = {**_advisors(item), **values}
        if {"host_ids", "co_host_ids"} & set(values):
            values = {**_partners(item), **values}
        before = item.status
        change_interaction(self.session, item, values)
        tell_of_change(self.session, item, before)

    def goes_along(self, item: Interaction) -> Iterable[Any]:
        """Promises of a confidential contact would be read by everybody without it."""
        return item.follow_ups if item.is_confidential else ()

    def _firms(self, values: dict[str, Any]) -> dict[str, int | None]:
        return {
            f"{where}.{number}.company_id": each.get("company_id")
            for where in ("participations", "follow_ups")
            for number, each in enumerate(values.get(where) or ())
        }


def _advisors(item: Interaction) -> dict[str, Any]:
    co = [a.advisor_id for a in item.assignments if a.role is not AssignmentRole.LEAD]
    lead = next((a.advisor_id for a in item.assignments if a.advisor_id not in co), None)
    return {"lead_id": lead, "co_ids": co}


def _partners(item: Interaction) -> dict[str, Any]:
    ids = {role: [p.partner_id for p in item.partners if p.role is role] for role in HostRole}
    return {"host_ids": ids[HostRole.HOST], "co_host_ids": ids[HostRole.CO_HOST]}
