"""The description is valid, whole, true, and for whoever is signed in."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from openapi_spec_validator import validate
from werkzeug.routing import Rule

from crm.permissions import may
from crm.web.api.access import PERMISSIONS
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


def path_of(rule: Rule) -> str:
    """As OpenAPI writes it."""
    return re.sub(r"<(?:int\(max=2147483647\):)?(\w+)>", r"{\1}", rule.rule).rstrip("/")


def test_it_describes_every_route(app: Flask, anna: Caller) -> None:
    paths = anna.get("/_openapi").json["paths"]
    described = {(path, verb.upper()) for path, verbs in paths.items() for verb in verbs}
    there = {(path_of(rule), verb) for rule in api_rules(app) for verb in verbs(rule)}
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


def of_whom(api: type[CrmApi], method: str) -> str:
    """The first of these who may."""
    permission = f"can_{(api.method_permission_name or PERMISSIONS)[method]}"
    names = ("anna", "lena", "vera")
    return next(n for n in names if may(LOGINS[n][0], permission, api.class_permission_name or ""))


@pytest.mark.parametrize("api", RESOURCES, ids=lambda api: api.resource_name)
def test_its_examples_can_be_sent(
    caller, cast: Cast, one_of_each, day_of_the_examples: None, api: type[CrmApi]
) -> None:
    address = f"/{api.resource_name}"
    described = caller("anna").get("/_openapi").json["paths"]
    for method, path in (("post", address), ("put", f"{address}/{{pk}}")):
        if method in api.examples:
            body = described[V1 + path][method]["requestBody"]["content"]["application/json"]
            assert body["example"] == api.examples[method]
    ids = here(api, one_of_each)
    if "post" in api.examples:
        sent = in_this_city(api.examples["post"], cast, ids)
        made = caller(of_whom(api, "post")).post(address, **sent)
        assert made.status_code == 201, made.text
        entry = made.json
    else:
        entry = caller(of_whom(api, "get_list")).get(address).json["result"][0]
    if "put" in api.examples:
        change = in_this_city(api.examples["put"], cast, ids)
        changed = caller(of_whom(api, "put")).put(f"{address}/{entry['id']}", **change)
        assert changed.status_code == 200, changed.text


def here(api: type[CrmApi], ids: dict[str, int]) -> dict[str, int]:
    """What the examples call number 1."""
    of_fair = api.openapi_spec_tag == "Fairs"
    return {**ids, **({"interaction_id": ids["fair_id"]} if of_fair else {})}


def in_this_city(body, cast: Cast, named: dict[str, int]):
    """The firm, the brochure and the counter of an example are number 1; here they are others."""
    ids = {
        **named,
        "company_id": cast.bakery,
        "into_id": cast.forwarder,
        "other_id": cast.forwarder,
        "material_id": cast.material,
        "partner_id": cast.counter,
        "lead_id": cast.advisors["anna"],
        "advisor_id": cast.advisors["anna"],
        "giver_id": cast.advisors["anna"],
        "follow_up": cast.advisors["lena"],
        "red_flag": cast.advisors["lena"],
        "responsibility": cast.advisors["lena"],
    }
    if isinstance(body, dict):
        return {
            name: ids[name] if name in ids else in_this_city(value, cast, named)
            for name, value in body.items()
        }
    return [in_this_city(each, cast, named) for each in body] if isinstance(body, list) else body


@pytest.mark.parametrize("api", RESOURCES, ids=lambda api: api.resource_name)
def test_answers_are_as_described(caller, cast: Cast, one_of_each, api: type[CrmApi]) -> None:
    who = caller(of_whom(api, "get_list"))
    schemas = who.get("/_openapi").json["components"]["schemas"]
    row = who.get(f"/{api.resource_name}").json["result"][0]
    assert set(row) == set(schemas[f"{api.__name__}.get_list"]["properties"])
    card = who.get(f"/{api.resource_name}/{row['id']}").json["result"]
    assert set(card) == set(schemas[f"{api.__name__}.get"]["properties"])
