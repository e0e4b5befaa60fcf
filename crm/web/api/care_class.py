"""How often firms in care are to be spoken to."""

from __future__ import annotations

from marshmallow import Schema, fields

from crm.models import CareClass
from crm.rules.care_class import care_class_problems
from crm.web.api.base import CrmApi
from crm.web.api.body import Keyed, Versioned
from crm.web.api.deleting import Deleting
from crm.web.api.fields import Body, Text, Whole
from crm.web.api.interface import ApiInterface
from crm.web.api.refs import Kept
from crm.web.api.search import columns, searched


class CareClassRef(Schema):
    id = fields.Integer()
    name = fields.String(metadata={"example": "A – alle 3 Monate"})
    name_en = fields.String()
    months = fields.Integer(metadata={"description": "Between two individual contacts."})


class CareClassRow(CareClassRef, Kept):
    code = fields.String(metadata={"example": "A"})


class CareClassCard(CareClassRow):
    pass


class CareClassBody(Body):
    code = Text(longest=40)
    name = Text()
    name_en = Text()
    months = Whole()


class NewCareClass(CareClassBody, Keyed):
    code = Text(longest=40, required=True)
    name = Text(required=True)
    name_en = Text(required=True)
    months = Whole(required=True)


class ChangedCareClass(CareClassBody, Versioned):
    pass


class CareClassApi(Deleting, CrmApi):
    resource_name = "care-classes"
    class_permission_name = "CareClass"
    things = "care classes"
    openapi_spec_tag = "Firms in care"
    exclude_route_methods = set()
    datamodel = ApiInterface(CareClass)
    list_model_schema = CareClassRow()
    show_model_schema = CareClassCard()
    add_model_schema = NewCareClass()
    edit_model_schema = ChangedCareClass()
    search = searched(CareClass, "id", "code", "name", "months", "changed_at")
    orders = columns(CareClass, "id", "months", "changed_at")
    rules = staticmethod(care_class_problems)
    examples = {
        "post": {"code": "A", "name": "A – alle 3 Monate", "name_en": "A – every 3 months",
                 "months": 3},
        "put": {"version": 1, "months": 4},
    }  # fmt: skip
