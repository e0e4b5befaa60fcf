"""The description is valid, whole, true, and for whoever is signed in."""

from __future__ import annotations

import copy
from datetime import date

import pytest
from flask import Flask
from openapi_spec_validator import validate

from crm.models import (
    GatheringSeries,
    RedFlag,
)
from crm.permissions import ADVISOR, may
from crm.web.api.base import CrmApi
from crm.web.menu import APIS
from tests.api.conftest import V1, Caller
from tests.api.test_routes import api_rules, verbs
from tests.web.cast import LOGINS, Cast

RESOURCES = [api for api in APIS if issubclass(api, CrmApi)]


def test_it_is_valid_openapi(anna: Caller) -> None:
    validate(anna.get("/_openapi").json)


def test_it_is_for_every_role_but_not_for_strangers(caller) -> None:
    assert caller(None).get("/_openapi").status_code == 401
    assert {caller(name).get("/_openapi").status_code for name in LOGINS} == {200}


def test_it_describes_every_route(app: Flask, anna: Caller) -> None:
    paths = anna.get("/_openapi").json["paths"]
    described = {(path, verb.upper()) for path, verbs in paths.items() for verb in verbs}
    there = {
        (rule.rule.replace("<int(max=2147483647):pk>", "{pk}").rstrip("/"), verb)
        for rule in api_rules(app)
        for verb in verbs(rule)
    }
    assert described == there
    assert all(operation["summary"] for verbs in paths.values() for operation in verbs.values())


def test_whoever_deletes_may_be_told_of_a_colleagues_change(anna: Caller) -> None:
    paths = anna.get("/_openapi").json["paths"]
    deleting = [verbs["delete"]["responses"] for verbs in paths.values() if "delete" in verbs]
    assert deleting
    assert all("409" in responses for responses in deleting)


def test_it_names_nothing_of_the_inside(anna: Caller) -> None:
    text = anna.get("/_openapi").text
    for word in ("ab_user", "password_hash", "sqlalchemy", "MetaSchema", "created_by"):
        assert word not in text


@pytest.mark.parametrize("api", RESOURCES, ids=lambda api: api.resource_name)
def test_its_examples_can_be_sent(
    caller, cast: Cast, consulting, day_of_the_examples: None, api: type[CrmApi]
) -> None:
    anna = caller("anna" if may(ADVISOR, "can_add", api.class_permission_name or "") else "lena")
    described = anna.get("/_openapi").json["paths"][f"{V1}/{api.resource_name}"]
    example = described["post"]["requestBody"]["content"]["application/json"]["example"]
    assert example == api.examples["post"]
    sent = {name: consulting.get(name, value) for name, value in example.items()}
    made = anna.post(f"/{api.resource_name}", **in_this_city(sent, cast))
    assert made.status_code == 201, made.text
    change = copy.deepcopy(api.examples["put"])
    changed = anna.put(f"/{api.resource_name}/{made.json['id']}", **change)
    assert changed.status_code == 200, changed.text


def in_this_city(body, cast: Cast):
    """The firm, the brochure and the counter of an example are number 1; here they are others."""
    here = {
        "company_id": cast.bakery,
        "material_id": cast.material,
        "partner_id": cast.counter,
        "lead_id": cast.advisors["anna"],
    }
    if isinstance(body, dict):
        return {
            name: here[name] if name in here else in_this_city(value, cast)
            for name, value in body.items()
        }
    return [in_this_city(each, cast) for each in body] if isinstance(body, list) else body


@pytest.mark.parametrize("api", RESOURCES, ids=lambda api: api.resource_name)
def test_answers_are_as_described(
    anna: Caller, db, cast: Cast, consulting, api: type[CrmApi]
) -> None:
    rule = {"kind": "round_table", "rule": "FREQ=MONTHLY;BYDAY=+1TU", "first_on": date(2027, 1, 1)}
    db.add(GatheringSeries(title="Stammtisch", lead_id=cast.advisors["anna"], **rule))
    db.add(RedFlag(kind="leaving", company_id=cast.bakery, owner_id=cast.advisors["anna"],
                   raised_on=date(2026, 3, 2), due_on=date(2026, 3, 16)))  # fmt: skip
    db.commit()
    schemas = anna.get("/_openapi").json["components"]["schemas"]
    row = anna.get(f"/{api.resource_name}").json["result"][0]
    assert set(row) == set(schemas[f"{api.__name__}.get_list"]["properties"])
    card = anna.get(f"/{api.resource_name}/{row['id']}").json["result"]
    assert set(card) == set(schemas[f"{api.__name__}.get"]["properties"])
