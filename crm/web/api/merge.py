"""Firms that were merged: listed, merged, and taken apart again."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from marshmallow import Schema, fields
from sqlalchemy.orm import selectinload

from crm.clock import today
from crm.models import Company, CompanyMerge
from crm.services.match_decisions import take_apart
from crm.services.merge_companies import merge
from crm.services.reasons import told
from crm.web.api.base import CrmApi
from crm.web.api.body import Keyed, Versioned
from crm.web.api.fields import Flag
from crm.web.api.interface import ApiInterface
from crm.web.api.references import Reference
from crm.web.api.refs import Kept
from crm.web.api.search import columns, searched


class FirmRef(Schema):
    """By its own name, whichever firm counts in its place."""

    id = fields.Integer()
    name = fields.String(allow_none=True)


class MergeRow(Kept):
    company = fields.Nested(FirmRef)
    into = fields.Nested(FirmRef)
    merged_at = fields.DateTime()
    undone_at = fields.DateTime(allow_none=True, metadata={"description": "null: it holds."})
    reasons = fields.Function(
        lambda record: told(record.reasons, _),
        metadata={"type": "array", "items": {"type": "string"}},
    )
    left_over = fields.Function(
        lambda record: told(record.left_over, _),
        metadata={
            "type": "array",
            "items": {"type": "string"},
            "description": "What could not be put back.",
        },
    )


class MergeCard(MergeRow):
    pass


class NewMerge(Keyed):
    company_id = Reference(Company, required=True)
    into_id = Reference(
        Company, required=True, metadata={"description": "Counts for both from then on."}
    )


class UndoneMerge(Versioned):
    is_merged = Flag(metadata={"description": "false: the two are taken apart again."})


class MergeApi(CrmApi):
    resource_name = "merges"
    class_permission_name = "Duplicate"
    things = "merges of firms"
    openapi_spec_tag = "Duplicates"
    datamodel = ApiInterface(
        CompanyMerge, eager=(selectinload(CompanyMerge.company), selectinload(CompanyMerge.into))
    )
    list_model_schema = MergeRow()
    show_model_schema = MergeCard()
    add_model_schema = NewMerge()
    edit_model_schema = UndoneMerge()
    search = searched(CompanyMerge, "id", "company_id", "into_id", "merged_at", "undone_at")
    orders = columns(CompanyMerge, "id", "merged_at", "undone_at")
    examples = {
        "post": {"company_id": 2, "into_id": 1},
        "put": {"version": 1, "is_merged": False},
    }

    def create(self, values: dict[str, Any]) -> CompanyMerge:
        company, into = (
            self.session.get_one(Company, values[name]) for name in ("company_id", "into_id")
        )
        return merge(self.session, company, into, today(), client_key=values.get("client_key"))

    def change(self, item: CompanyMerge, values: dict[str, Any]) -> None:
        if values.get("is_merged") is False and item.undone_at is None:
            take_apart(self.session, item.company)
