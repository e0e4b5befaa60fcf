"""Whom one met at the stand of a fair, and what came of it."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import selectinload

from crm.clock import today
from crm.enums import StandOutcome
from crm.models import Company, Interaction, StandContact
from crm.models.base import utc_now
from crm.rules.fair import stand_contact_problems
from crm.services import fairs
from crm.services.scope import changeable_interactions, visible_interactions
from crm.services.settle import held_as_somebody_came
from crm.web.api.answers import FieldError, Refusal
from crm.web.api.fair import FAIR, FairApi
from crm.web.api.fair_schemas import (
    ChangedStandContact,
    NewStandContact,
    StandContactCard,
    StandContactRow,
)
from crm.web.api.interface import ApiInterface
from crm.web.api.scopes import of_kind
from crm.web.api.search import columns, searched
from crm.web.security import current_viewer
from crm.web.stand_words import what_to_do


class StandContactApi(FairApi):
    resource_name = "stand-contacts"
    things = "contacts at the stand of a fair"
    datamodel = ApiInterface(
        StandContact,
        scope=of_kind(StandContact.interaction_id, FAIR, visible_interactions),
        eager=(
            selectinload(StandContact.advisor),
            selectinload(StandContact.company).selectinload(Company.overview),
        ),
    )
    list_model_schema = StandContactRow()
    show_model_schema = StandContactCard()
    add_model_schema = NewStandContact()
    edit_model_schema = ChangedStandContact()
    search = searched(
        StandContact, "id", "interaction_id", "company_id", "name", "todo", "advisor_id", "met_at",
        "handled_at", "outcome", "changed_at",
    )  # fmt: skip
    orders = columns(StandContact, "id", "met_at", "changed_at")
    changeable = of_kind(StandContact.interaction_id, FAIR, changeable_interactions)
    rules = staticmethod(stand_contact_problems)
    examples = {
        "post": {"interaction_id": 1, "name": "Rosa Kern", "note": "Laden in der Altstadt",
                 "todo": "call"},
        "put": {"version": 1, "outcome": "done"},
    }  # fmt: skip

    def check(self, values: dict[str, Any], item: Any = None) -> None:
        super().check({**({"name": item.name} if item else {}), **values}, item)
        named = item is not None and item.company_id is not None
        if named and values["company_id"] != item.company_id:
            message = _("The firm is named already.")
            raise Refusal(422, errors=[FieldError("company_id", message)])

    def create(self, values: dict[str, Any]) -> StandContact:
        fair = self.session.get_one(Interaction, values["interaction_id"])
        given = {"advisor_id": current_viewer.advisor_id, **values}
        met = fairs.capture(self.session, fair, given, utc_now())
        held_as_somebody_came(self.session, fair, today())
        return met

    def change(self, item: StandContact, values: dict[str, Any]) -> None:
        """The firm is named first, so that what comes of it is the firm's."""
        company_id, outcome = values.pop("company_id", None), values.pop("outcome", item.outcome)
        super().change(item, values)
        if company_id is not None and item.company_id is None:
            fairs.name_firm(self.session, item, company_id)
        if outcome is None:
            fairs.reopen(item)
        elif outcome is not item.outcome:
            self._work_off(item, outcome)

    def _work_off(self, met: StandContact, outcome: StandOutcome) -> None:
        now, me = utc_now(), current_viewer.advisor_id
        if met.outcome is not None:
            message = _("This is settled already. Reopen it first.")
            raise Refusal(422, errors=[FieldError("outcome", message)])
        if outcome is StandOutcome.DONE:
            fairs.done(met, now)
        elif me is None:
            message = _("Whoever works it off has it: only an advisor can.")
            raise Refusal(422, errors=[FieldError("outcome", message)])
        elif outcome is StandOutcome.FOLLOW_UP:
            fairs.to_follow_up(self.session, met, me, what_to_do(met), today(), now)
        else:
            fairs.to_consultation(self.session, met, me, today(), now)
