"""Every route under /api/v1 and every role: allowed exactly as crm.permissions declares."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from crm.permissions import PUBLIC, ROLES, may
from crm.web.api.base import CrmApi
from crm.web.menu import APIS
from tests.api.conftest import V1, Caller
from tests.web.cast import LOGINS, Cast

OPEN = {"LoginApi.login", "LoginApi.refresh"}
ENDS_TOKENS = "LoginApi.logout"
EXPECTED = {
    "/_openapi": {"GET"},
    "/campaigns/": {"GET", "POST"},
    "/campaigns/<pk>": {"GET", "PUT"},
    "/campaigns/_info": {"GET"},
    "/bookings/": {"GET", "POST"},
    "/bookings/<pk>": {"GET", "PUT"},
    "/bookings/_info": {"GET"},
    "/companies/": {"GET", "POST"},
    "/companies/<pk>": {"GET", "PUT"},
    "/companies/_info": {"GET"},
    "/coverage/": {"GET"},
    "/funding/": {"GET", "POST"},
    "/funding/<pk>": {"GET", "PUT"},
    "/funding/_info": {"GET"},
    "/funding-programmes/": {"GET", "POST"},
    "/funding-programmes/<pk>": {"GET", "PUT"},
    "/funding-programmes/_info": {"GET"},
    "/follow-ups/": {"GET", "POST"},
    "/follow-ups/<pk>": {"GET", "PUT"},
    "/follow-ups/_info": {"GET"},
    "/founders/": {"GET", "POST"},
    "/founders/<pk>": {"GET", "PUT"},
    "/founders/_info": {"GET"},
    "/inquiries/": {"GET", "POST"},
    "/inquiries/<pk>": {"GET", "PUT"},
    "/inquiries/_info": {"GET"},
    "/interactions/": {"GET", "POST"},
    "/interactions/<pk>": {"GET", "PUT", "DELETE"},
    "/interactions/_info": {"GET"},
    "/people/": {"GET", "POST"},
    "/people/<pk>": {"GET", "PUT", "DELETE"},
    "/people/_info": {"GET"},
    "/fair-stands/": {"GET", "POST"},
    "/fair-stands/<pk>": {"GET", "PUT"},
    "/fair-stands/_info": {"GET"},
    "/shifts/": {"GET", "POST"},
    "/shifts/<pk>": {"GET", "PUT", "DELETE"},
    "/shifts/_info": {"GET"},
    "/stand-contacts/": {"GET", "POST"},
    "/stand-contacts/<pk>": {"GET", "PUT"},
    "/stand-contacts/_info": {"GET"},
    "/red-flags/": {"GET", "POST"},
    "/red-flags/<pk>": {"GET", "PUT"},
    "/red-flags/_info": {"GET"},
    "/suggestions/": {"GET"},
    "/suggestions/<pk>": {"GET", "PUT"},
    "/suggestions/_info": {"GET"},
    "/portfolio/": {"GET"},
    "/portfolio/<pk>": {"GET", "PUT"},
    "/portfolio/_info": {"GET"},
    "/care-classes/": {"GET", "POST"},
    "/care-classes/<pk>": {"GET", "PUT", "DELETE"},
    "/care-classes/_info": {"GET"},
    "/duplicates/": {"GET", "POST"},
    "/duplicates/<pk>": {"GET", "PUT"},
    "/duplicates/_info": {"GET"},
    "/merges/": {"GET", "POST"},
    "/merges/<pk>": {"GET", "PUT"},
    "/merges/_info": {"GET"},
    "/targets/": {"GET", "POST"},
    "/targets/<pk>": {"GET", "PUT", "DELETE"},
    "/targets/_info": {"GET"},
    "/hand-overs/": {"GET", "POST"},
    "/hand-overs/<pk>": {"GET"},
    "/hand-overs/_info": {"GET"},
    "/response/": {"GET"},
    "/handouts/": {"GET", "POST"},
    "/handouts/<pk>": {"GET", "PUT"},
    "/handouts/_info": {"GET"},
    "/materials/": {"GET", "POST"},
    "/materials/<pk>": {"GET", "PUT"},
    "/materials/_info": {"GET"},
    "/yield/": {"GET"},
    "/turnout/": {"GET"},
    "/completeness/": {"GET"},
    "/workload/": {"GET"},
    "/follow-ups/figures/": {"GET"},
    "/founders/figures/": {"GET"},
    "/funding/figures/": {"GET"},
    "/red-flags/figures/": {"GET"},
    "/slots/figures/": {"GET"},
    "/release/": {"GET"},
    "/release/<pk>": {"GET"},
    "/report/": {"GET"},
    "/report/<name>": {"GET"},
    "/series/": {"GET", "POST"},
    "/series/<pk>": {"GET", "PUT"},
    "/series/_info": {"GET"},
    "/security/login": {"POST"},
    "/security/logout": {"POST"},
    "/security/refresh": {"POST"},
    "/slots/": {"GET", "POST"},
    "/slots/<pk>": {"GET", "PUT"},
    "/slots/_info": {"GET"},
}
ROUTES = {"post": "add", "put": "edit"}
WHITELISTS = ("list_columns", "show_columns", "add_columns", "edit_columns", "search_columns",
              "order_columns")  # fmt: skip


def api_rules(app: Flask) -> Iterator[Rule]:
    return (rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/"))


def verbs(rule: Rule) -> set[str]:
    return set(rule.methods or ()) - {"HEAD", "OPTIONS"}


def test_there_are_these_routes_and_no_others(app: Flask) -> None:
    there: dict[str, set[str]] = {}
    for rule in api_rules(app):
        path = rule.rule.removeprefix(V1).replace("int(max=2147483647):", "")
        there[path] = there.get(path, set()) | verbs(rule)
    assert there == EXPECTED


def test_every_resource_names_its_columns() -> None:
    resources = [api for api in APIS if issubclass(api, CrmApi)]
    assert len(resources) == 25
    for api in resources:
        needless = {f"{ROUTES[one]}_columns" for one in api.exclude_route_methods & set(ROUTES)}
        named = {name for name in WHITELISTS if vars(api).get(name)}
        assert named == set(WHITELISTS) - needless, api


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", [None, *LOGINS])
def test_every_role_gets_exactly_what_is_declared(app: Flask, caller, cast: Cast, name) -> None:
    role = LOGINS[name][0] if name else PUBLIC
    who, wrong = caller(name), []
    for rule in api_rules(app):
        if rule.endpoint in OPEN:
            continue
        for verb in verbs(rule):
            answer = ask(app, who, rule, verb)
            if rule.endpoint == ENDS_TOKENS:
                who = caller(name)
            expected = 401 if name is None else 403 if not permits(app, rule, role) else None
            refused = answer.status_code if answer.status_code in (401, 403) else None
            if refused != expected or answer.status_code >= 500:
                wrong.append((verb, rule.rule, role, answer.status_code))
            if answer.status_code >= 400 and set(answer.json) != {"message", "errors"}:
                wrong.append((verb, rule.rule, role, answer.text))
    assert wrong == []


def permits(app: Flask, rule: Rule, role: str) -> bool:
    view_name, method = rule.endpoint.split(".")
    view = next(v for v in app.appbuilder.baseviews if v.endpoint == view_name)
    permission = f"can_{view.get_method_permission(method)}"
    return may(role, permission, view.class_permission_name)


def ask(app: Flask, who: Caller, rule: Rule, verb: str):
    path = rule.rule.removeprefix(V1).replace("<int(max=2147483647):pk>", "2147483647")
    arguments = {"from": "2026-01-01", "to": "2026-12-31"} if "coverage" in path else {}
    body = {"json": {}} if verb in ("POST", "PUT") else {}
    return who.send(verb, path, query_string=arguments, **body)


def test_the_roles_differ_where_they_should(caller, cast: Cast) -> None:
    codes = {
        name: [
            caller(name).get("/companies").status_code,
            caller(name).delete("/interactions/2147483647").status_code,
            caller(name).get("/coverage", **{"from": "2026-01-01", "to": "2026-12-31"}).status_code,
        ]
        for name in LOGINS
    }
    assert codes == {
        "anna": [200, 403, 200],
        "bernd": [200, 403, 200],
        "carla": [403, 403, 403],
        "lena": [200, 404, 200],
        "ruth": [403, 403, 200],
        "vera": [200, 404, 200],
    }
    assert set(ROLES) == {PUBLIC, *(role for role, _ in LOGINS.values())}


@pytest.mark.parametrize("path", ["/nothing", "/companies/1/2", "/companies/x", "/../etc", "/"])
def test_addresses_that_are_none_are_refused_in_json(anna: Caller, path: str) -> None:
    answer = anna.get(path)
    assert answer.status_code == 404
    assert set(answer.json) == {"message", "errors"}


def test_ids_beyond_all_ids_are_not_there(anna: Caller, cast: Cast) -> None:
    for pk in (2**31, 2**63, 10**30):
        assert anna.get(f"/companies/{pk}").status_code == 404
