from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, selectinload

from crm.enums import AssignmentRole, HostRole, InteractionStatus
from crm.models import (
    AdvisorAssignment,
    Company,
    FollowUp,
    GatheringPartner,
    Interaction,
    Participation,
)
from crm.rules.interaction import interaction_problems
from crm.services.funding import cases_of_contact, note_programmes
from crm.services.inquiries import answer_by
from crm.services.log_interaction import change_interaction, log_interaction
from crm.services.scope import changeable_interactions, visible_interactions
from crm.web.api.answers import FieldError, Refusal
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
from crm.web.api.scopes import for_caller
from crm.web.calling_off import tell_of_change
from crm.web.office import office
from crm.web.security import current_viewer

ADVISORS = selectinload(Interaction.assignments).selectinload(AdvisorAssignment.advisor)
TOPICS = selectinload(Interaction.topics)
ORIGIN = selectinload(Interaction.campaign), selectinload(Interaction.material)
PARTICIPATIONS = selectinload(Interaction.participations)
WHOLE = (
    ADVISORS,
    TOPICS,
    *ORIGIN,
    PARTICIPATIONS.selectinload(Participation.company).selectinload(Company.overview),
    PARTICIPATIONS.selectinload(Participation.site),
    PARTICIPATIONS.selectinload(Participation.persons),
    PARTICIPATIONS.selectinload(Participation.invitation),
    joinedload(Interaction.plan),
    selectinload(Interaction.partners).joinedload(GatheringPartner.partner),
    selectinload(Interaction.follow_ups).selectinload(FollowUp.owner),
)


class InteractionApi(Deleting, CrmApi):
    resource_name = "interactions"
    class_permission_name = "Interaction"
    things = "visits, consultations, calls and gatherings"
    openapi_spec_tag = "Interactions"
    exclude_route_methods = set()
    datamodel = ApiInterface(
        Interaction, scope=for_caller(visible_interactions), eager=(ADVISORS, TOPICS, *ORIGIN)
    )
    whole = WHOLE
    list_model_schema = InteractionRow()
    show_model_schema = InteractionCard()
    add_model_schema = NewInteraction()
    edit_model_schema = ChangedInteraction()
    search = SEARCH
    orders = ORDERS
    changeable = for_caller(changeable_interactions)
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
        errors = [*foreign(Company, self._firms(values)), *_unsaid(values, item)]
        if errors:
            raise Refusal(422, errors=errors)
        super().check(values, item)

    def values_of(self, item: Interaction) -> dict[str, Any]:
        plain = super().values_of(item)
        for name in ("participations", "follow_ups", "plan"):
            plain.pop(name)
        return {**plain, "kind": item.kind, **_advisors(item)}

    def create(self, values: dict[str, Any]) -> Interaction:
        made = log_interaction(self.session, values)
        self._follow(made, values)
        return made

    def change(self, item: Interaction, values: dict[str, Any]) -> None:
        if {"lead_id", "co_ids"} & set(values):
            values = {**_advisors(item), **values}
        if {"host_ids", "co_host_ids"} & set(values):
            values = {**_partners(item), **values}
        before = item.status
        change_interaction(self.session, item, values)
        self._follow(item, values)
        tell_of_change(self.session, item, before)

    def _follow(self, contact: Interaction, values: dict[str, Any]) -> None:
        """What a talk leads to: consultations on funding, and an inquiry that has its answer."""
        if "programme_ids" in values:
            note_programmes(self.session, contact, values["programme_ids"])
        answer_by(office(), contact)

    def shown(self, item: Interaction) -> dict[str, Any]:
        cases = cases_of_contact(self.session, item.id)
        found = dict.fromkeys(case.programme for case in cases if case.programme)
        programmes = [{"id": each.id, "name": each.name} for each in found]
        return {**self.show_model_schema.dump(item), "programmes": programmes}

    def goes_along(self, item: Interaction) -> Iterable[Any]:
        """Promises of a confidential contact would be read by everybody without it."""
        return item.follow_ups if item.is_confidential else ()

    def _firms(self, values: dict[str, Any]) -> dict[str, int | None]:
        return {
            f"{where}.{number}.company_id": each.get("company_id")
            for where in ("participations", "follow_ups")
            for number, each in enumerate(values.get(where) or ())
        }


def _unsaid(values: dict[str, Any], item: Interaction | None) -> Iterator[FieldError]:
    """Of a gathering, and of a talk that has not taken place, no funding would be noted."""
    held = values.get("status", InteractionStatus.HELD) is InteractionStatus.HELD
    kind = item.kind if item is not None else values["kind"]
    if values.get("programme_ids") and (kind.is_gathering or not held):
        message = _("Funding is noted of a talk with a firm that was held.")
        yield FieldError("programme_ids", message)


def _advisors(item: Interaction) -> dict[str, Any]:
    co = [a.advisor_id for a in item.assignments if a.role is not AssignmentRole.LEAD]
    lead = next((a.advisor_id for a in item.assignments if a.advisor_id not in co), None)
    return {"lead_id": lead, "co_ids": co}


def _partners(item: Interaction) -> dict[str, Any]:
    ids = {role: [p.partner_id for p in item.partners if p.role is role] for role in HostRole}
    return {"host_ids": ids[HostRole.HOST], "co_host_ids": ids[HostRole.CO_HOST]}
