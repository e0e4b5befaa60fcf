"""Pairs that may be one firm: listed, asked about, decided on; a decision can be taken back."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields
from sqlalchemy.orm import selectinload

from crm.clock import today
from crm.enums import MatchVerdict
from crm.models import Company, MatchDecision
from crm.services import match_decisions
from crm.services.reasons import told
from crm.web.api.answers import FieldError, Refusal
from crm.web.api.base import CrmApi
from crm.web.api.body import Keyed, Versioned
from crm.web.api.fields import Choice
from crm.web.api.interface import ApiInterface
from crm.web.api.references import Reference
from crm.web.api.refs import CompanyRef, Kept
from crm.web.api.search import columns, searched


class DuplicateRow(Kept):
    company = fields.Nested(CompanyRef)
    other = fields.Nested(CompanyRef, allow_none=True)
    score = fields.Integer(metadata={"description": "How alike they are, of 100."})
    reasons = fields.Function(
        lambda pair: told(pair.reasons, _),
        metadata={"type": "array", "items": {"type": "string"}, "example": ["same telephone"]},
    )
    verdict = Choice(MatchVerdict, allow_none=True, metadata={"description": "null: it waits."})
    decided_at = fields.DateTime(allow_none=True)
    merge_id = fields.Integer(allow_none=True, metadata={"description": "What became of it."})


class DuplicateCard(DuplicateRow):
    pass


class NewDuplicate(Keyed):
    company_id = Reference(Company, required=True)
    other_id = Reference(Company, required=True)


class DecidedDuplicate(Versioned):
    """The same: ``survivor_id`` counts for both from then on. null takes the decision back, and
    what was merged apart.
    """

    verdict = Choice(MatchVerdict, allow_none=True)
    survivor_id = Reference(Company, allow_none=True)


class DuplicateApi(CrmApi):
    resource_name = "duplicates"
    class_permission_name = "Duplicate"
    things = "pairs that may be one firm"
    openapi_spec_tag = "Duplicates"
    datamodel = ApiInterface(
        MatchDecision,
        scope=lambda: MatchDecision.other_id.is_not(None),
        eager=(
            selectinload(MatchDecision.company).selectinload(Company.overview),
            selectinload(MatchDecision.other).selectinload(Company.overview),
        ),
    )
    list_model_schema = DuplicateRow()
    show_model_schema = DuplicateCard()
    add_model_schema = NewDuplicate()
    edit_model_schema = DecidedDuplicate()
    search = searched(
        MatchDecision, "id", "company_id", "other_id", "score", "verdict", "decided_at",
        "changed_at",
    )  # fmt: skip
    orders = columns(MatchDecision, "id", "score", "decided_at", "changed_at")
    examples = {
        "post": {"company_id": 1, "other_id": 2},
        "put": {"version": 1, "verdict": "different"},
    }

    def check(self, values: dict[str, Any], item: Any = None) -> None:
        if item is None and values["company_id"] == values["other_id"]:
            message = _("A firm cannot be merged into itself.")
            raise Refusal(422, errors=[FieldError("other_id", message)])

    def create(self, values: dict[str, Any]) -> MatchDecision:
        """A pair that is known is asked about once more."""
        one, other = values["company_id"], values["other_id"]
        pair = match_decisions.ask_again(self.session, one, other)
        pair.client_key = values.get("client_key") or pair.client_key
        return pair

    def change(self, item: MatchDecision, values: dict[str, Any]) -> None:
        if "verdict" not in values:
            return
        if values["verdict"] is None:
            match_decisions.undo(self.session, item)
        else:
            survivor = values.get("survivor_id")
            match_decisions.decide(self.session, item, values["verdict"], today(), survivor)
