from __future__ import annotations

from sqlalchemy.orm import selectinload

from crm.models import Company, Person, Position
from crm.web.api.base import CrmApi
from crm.web.api.deleting import Deleting
from crm.web.api.interface import ApiInterface
from crm.web.api.person_schemas import ChangedPerson, NewPerson, PersonCard, PersonRow
from crm.web.api.search import Search

SEARCHED = ("id", "first_name", "last_name", "email", "legal_basis", "review_on", "created_at",
            "changed_at")  # fmt: skip


class PersonApi(Deleting, CrmApi):
    resource_name = "people"
    class_permission_name = "Person"
    things = "people"
    openapi_spec_tag = "People"
    exclude_route_methods = set()
    datamodel = ApiInterface(
        Person,
        eager=(
            selectinload(Person.positions)
            .selectinload(Position.company)
            .selectinload(Company.overview),
        ),
    )
    list_model_schema = PersonRow()
    show_model_schema = PersonCard()
    add_model_schema = NewPerson()
    edit_model_schema = ChangedPerson()
    search = {
        **{name: Search(getattr(Person, name)) for name in SEARCHED},
        "company_id": Search(Position.company_id, Person.positions.any, ("eq", "in")),
    }
    orders = {name: getattr(Person, name) for name in ("id", "last_name", "changed_at")}
    examples = {
        "post": {"first_name": "Karin", "last_name": "Lüdecke"},
        "put": {"version": 1, "phone": "0391 123456"},
    }
