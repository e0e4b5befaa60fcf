from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import selectinload

from crm.models import Company, Person, Position
from crm.models.base import utc_now
from crm.rules.person import person_problems, position_problems
from crm.web.api.answers import FieldError, Refusal
from crm.web.api.base import CrmApi
from crm.web.api.deleting import Deleting
from crm.web.api.fields import WORDS
from crm.web.api.interface import ApiInterface
from crm.web.api.person_schemas import ChangedPerson, NewPerson, PersonCard, PersonRow
from crm.web.api.references import foreign
from crm.web.api.search import OfFirm, columns, searched

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
        **searched(Person, *SEARCHED),
        "company_id": OfFirm(Position.company_id, Person.positions.any, ("eq", "in")),
    }
    orders = columns(Person, "id", "last_name", "changed_at")
    examples = {
        "post": {
            "first_name": "Karin",
            "last_name": "Lüdecke",
            "positions": [{"company_id": 1, "function": "Inhaberin"}],
        },
        "put": {"version": 1, "phone": "0391 123456"},
    }

    def check(self, values: dict[str, Any], item: Person | None = None) -> None:
        given = list(enumerate(values.get("positions") or ()))
        held = {each.id: each for each in item.positions} if item else {}
        errors = foreign(
            Company, {f"positions.{n}.company_id": each.get("company_id") for n, each in given}
        )
        for number, each in given:
            path = f"positions.{number}."
            if "id" in each and each["id"] not in held:
                errors.append(FieldError(path + "id", WORDS["gone"]))
                continue
            whole = {**_values(held.get(each.get("id", 0))), **each}
            asked = {**whole, "company": whole.get("company_id")}
            errors += self.problems(position_problems, asked, path)
        errors += self.problems(person_problems, values)
        if errors:
            raise Refusal(422, errors=errors)

    def goes_along(self, item: Person) -> Iterable[Position]:
        return item.positions

    def values_of(self, item: Person) -> dict[str, Any]:
        return {name: v for name, v in super().values_of(item).items() if name != "positions"}

    def create(self, values: dict[str, Any]) -> Person:
        positions = values.pop("positions", None) or ()
        person = Person(**values, positions=[Position(**each) for each in positions])
        self.session.add(person)
        return person

    def change(self, item: Person, values: dict[str, Any]) -> None:
        positions = values.pop("positions", None) or ()
        super().change(item, values)
        held = {each.id: each for each in item.positions}
        for each in positions:
            position = held.get(each.pop("id", 0)) or Position()
            for name, value in each.items():
                setattr(position, name, value)
            if position.id is None:
                item.positions.append(position)
        if positions:
            item.changed_at = utc_now()  # what they are where is part of them


def _values(position: Position | None) -> dict[str, Any]:
    names = ("company_id", "function", "valid_from", "valid_to")
    return {name: getattr(position, name) for name in names} if position else {}
