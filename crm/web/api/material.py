"""Brochures and what of them went to which counter."""

from __future__ import annotations

from typing import Any

from marshmallow import fields
from sqlalchemy.orm import selectinload

from crm.models import Handout, Material, Partner
from crm.rules.material import handout_problems, material_problems
from crm.services import materials
from crm.web.api.base import CrmApi
from crm.web.api.body import Keyed, Versioned
from crm.web.api.fields import PAGE, Body, Day, Flag, Text, Whole
from crm.web.api.interface import ApiInterface
from crm.web.api.references import Reference
from crm.web.api.refs import Kept, MaterialRef, Named
from crm.web.api.search import columns, searched


class MaterialRow(Kept):
    title = fields.String(metadata={"example": "Wir für Unternehmen"})
    edition = fields.String(metadata={"example": "Ausgabe 2026"})
    language = fields.String(metadata={"example": "Deutsch"})
    printed = fields.Integer()
    is_active = fields.Boolean(metadata={"description": "Whether it is handed out."})


class MaterialCard(MaterialRow):
    notes = fields.String(allow_none=True)
    stock = fields.Integer(metadata={"description": "Copies that are left."})
    codes = fields.List(
        fields.Dict(), metadata={"description": "Each counter's code: partner_id, code."}
    )


class MaterialBody(Body):
    title = Text(allow_none=True)
    edition = Text(allow_none=True)
    language = Text(allow_none=True)
    printed = Whole()
    notes = Text(lines=True, longest=PAGE, allow_none=True)
    is_active = Flag()


class NewMaterial(MaterialBody, Keyed):
    pass


class ChangedMaterial(MaterialBody, Versioned):
    pass


class MaterialApi(CrmApi):
    resource_name = "materials"
    class_permission_name = "Material"
    things = "brochures"
    openapi_spec_tag = "Brochures"
    datamodel = ApiInterface(Material)
    list_model_schema = MaterialRow()
    show_model_schema = MaterialCard()
    add_model_schema = NewMaterial()
    edit_model_schema = ChangedMaterial()
    search = searched(Material, "id", "title", "edition", "language", "is_active", "changed_at")
    orders = columns(Material, "id", "title", "edition", "changed_at")
    rules = staticmethod(material_problems)
    examples = {
        "post": {"title": "Wir für Unternehmen", "edition": "Ausgabe 2027", "language": "Deutsch",
                 "printed": 3000},
        "put": {"version": 1, "printed": 5000},
    }  # fmt: skip

    def change(self, item: Material, values: dict[str, Any]) -> None:
        super().change(item, values)
        materials.keep_stock(self.session, item)

    def shown(self, item: Any) -> Any:
        counters = materials.at_counters(self.session, item.id)
        codes = [{"partner_id": c.partner.id, "code": c.code} for c in counters if c.code]
        left = materials.stock(self.session, item.id)
        return {**self.show_model_schema.dump(item), "stock": left, "codes": codes}


class HandoutRow(Kept):
    material = fields.Nested(MaterialRef)
    partner = fields.Nested(Named, metadata={"description": "At whose counter they lie."})
    handed_on = fields.Date()
    copies = fields.Integer()


class HandoutCard(HandoutRow):
    pass


class HandoutBody(Body):
    partner_id = Reference(Partner, listed=True)
    handed_on = Day()
    copies = Whole()


class NewHandout(HandoutBody, Keyed):
    material_id = Reference(Material, listed=True, required=True)


class ChangedHandout(HandoutBody, Versioned):
    pass


class HandoutApi(CrmApi):
    resource_name = "handouts"
    class_permission_name = "Material"
    things = "handouts"
    openapi_spec_tag = "Brochures"
    datamodel = ApiInterface(
        Handout, eager=(selectinload(Handout.material), selectinload(Handout.partner))
    )
    list_model_schema = HandoutRow()
    show_model_schema = HandoutCard()
    add_model_schema = NewHandout()
    edit_model_schema = ChangedHandout()
    search = searched(
        Handout, "id", "material_id", "partner_id", "handed_on", "copies", "changed_at"
    )
    orders = columns(Handout, "id", "handed_on", "changed_at")
    rules = staticmethod(handout_problems)
    examples = {
        "post": {"material_id": 1, "partner_id": 1, "handed_on": "2026-11-20", "copies": 100},
        "put": {"version": 1, "copies": 80},
    }

    def create(self, values: dict[str, Any]) -> Handout:
        return materials.hand_out(self.session, values["material_id"], values)

    def change(self, item: Handout, values: dict[str, Any]) -> None:
        materials.change_handout(self.session, item, values)
