"""Every route declares its permission, and every role gets exactly what the declaration says."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, Rule

from crm.permissions import PUBLIC, ROLES, may
from crm.web.view import CrmView
from tests.web.cast import LOGINS, Cast

EXPLICIT = ("list_columns", "show_columns", "add_columns", "edit_columns", "search_columns",
            "order_columns")  # fmt: skip
REFUSED = (401, 403)


def rules(app: Flask) -> Iterator[Rule]:
    return (rule for rule in app.url_map.iter_rules() if "." in rule.endpoint)


def view_of(app: Flask, rule: Rule):
    name, method = rule.endpoint.rsplit(".", 1)
    for view in app.appbuilder.baseviews:
        if view.endpoint == name:
            return view, getattr(view, method)
    raise AssertionError(f"{rule.endpoint} belongs to no view")


def permission_of(view, method) -> str:
    own = (view.method_permission_name or {}).get(method.__name__)
    return "can_" + (own or method._permission_name)


def is_open(view) -> bool:
    return bool(getattr(view, "is_public", False))


def test_every_route_declares_a_permission_that_a_role_knows(app: Flask) -> None:
    resources = {resource for grants in ROLES.values() for resource in grants}
    undeclared = []
    for rule in rules(app):
        if rule.endpoint == "appbuilder.static":
            continue
        view, method = view_of(app, rule)
        if is_open(view):
            continue
        named = hasattr(method, "_permission_name") and view.class_permission_name in resources
        allowed = named and any(
            may(role, permission_of(view, method), view.class_permission_name) for role in ROLES
        )
        if not allowed:
            undeclared.append(f"{rule.rule} {rule.endpoint}")
    assert undeclared == []


def ours(view: CrmView) -> list[type]:
    return [c for c in type(view).__mro__ if issubclass(c, CrmView) and c is not CrmView]


def test_every_administration_view_names_its_columns(app: Flask) -> None:
    silent = [
        f"{type(view).__name__}.{name}"
        for view in app.appbuilder.baseviews
        if isinstance(view, CrmView)
        for name in EXPLICIT
        if not any(name in vars(cls) for cls in ours(view))
    ]
    assert silent == []


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", [None, *LOGINS])
def test_every_role_gets_what_is_declared(
    app: Flask, browser, cast: Cast, name: str | None
) -> None:
    role = LOGINS[name][0] if name else PUBLIC
    who, wrong = browser(name), []
    tokens = {"WTF_CSRF_ENABLED": False, "WTF_CSRF_METHODS": set()}
    kept = {key: app.config[key] for key in tokens}
    app.config.update(tokens)  # a missing token must not look like a missing permission
    try:
        for rule in rules(app):
            if rule.endpoint == "appbuilder.static" or rule.endpoint.endswith(
                (".logout", ".login")
            ):
                continue
            view, method = view_of(app, rule)
            allowed = is_open(view) or may(
                role, permission_of(view, method), view.class_permission_name
            )
            for verb in sorted(rule.methods & {"GET", "POST", "PUT", "DELETE"}):
                body = {"x": "1"} if verb == "POST" else None
                answer = who.client.open(address(app, rule), method=verb, data=body)
                if not fits(answer, allowed, is_open(view)):
                    wrong.append(f"{verb} {rule.rule} {role}: {answer.status_code}, {allowed=}")
    finally:
        app.config.update(kept)
    assert wrong == []


def address(app: Flask, rule: Rule) -> str:
    given = {name: some_value(rule._converters[name]) for name in rule.arguments}
    with app.test_request_context():
        return str(app.url_map.bind("localhost").build(rule.endpoint, given, force_external=False))


def some_value(converter: BaseConverter) -> object:
    """One that the address accepts; that nothing of the kind may be there is no matter."""
    if isinstance(converter, AnyConverter):
        return sorted(converter.items)[0]
    return 1 if isinstance(converter, IntegerConverter) else "v1"


def fits(answer, allowed: bool, is_open: bool) -> bool:
    if answer.status_code >= 500:
        return False
    to_login = answer.status_code == 302 and "/login/" in answer.headers["Location"]
    return is_open or (answer.status_code in REFUSED or to_login) != allowed


WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)


def existing_address(app: Flask, db, rule: Rule) -> str:
    """Of a row that is there, where the view knows rows."""
    view, _method = view_of(app, rule)
    given = {name: some_value(rule._converters[name]) for name in rule.arguments}
    if "pk" in given and isinstance(view, CrmView):
        model = view.datamodel.obj
        given["pk"] = db.scalar(select(func.max(model.id)))
        assert given["pk"], f"the cast has no {model.__name__}"
    with app.test_request_context():
        return str(app.url_map.bind("localhost").build(rule.endpoint, given))


@pytest.mark.parametrize(
    ("app", "verb"),
    [("sqlite", "GET"), ("postgresql", "GET"), ("sqlite", "HEAD"), ("sqlite", "OPTIONS")],
    indirect=["app"],
)
def test_reading_changes_nothing(app: Flask, browser, cast: Cast, db, statements, verb) -> None:
    readable = [rule for rule in rules(app) if rule.endpoint != "appbuilder.static"]
    vera = browser("vera").client  # signing in does write
    for rule in readable:
        address = existing_address(app, db, rule)
        db.rollback()
        statements.clear()
        vera.open(address, method=verb)
        assert [s for s in statements if WRITES.match(s)] == [], address


@pytest.mark.parametrize("verb", ["GET", "HEAD"])
def test_only_a_form_deletes(app: Flask, browser, cast: Cast, db, verb) -> None:
    deleting = [rule for rule in rules(app) if rule.endpoint.endswith(".delete")]
    assert len(deleting) >= 6
    for rule in deleting:
        model = view_of(app, rule)[0].datamodel.obj
        before = db.scalar(select(func.count()).select_from(model))
        browser("vera").client.open(existing_address(app, db, rule), method=verb)
        db.rollback()
        assert db.scalar(select(func.count()).select_from(model)) == before


def test_what_changes_something_needs_a_token(app: Flask, browser, cast: Cast, statements) -> None:
    """The API's sign-in alone is asked for none: its authority is the password it carries."""
    for rule in rules(app):
        for verb in rule.methods - {"GET", "HEAD", "OPTIONS"}:
            if rule.endpoint == "LoginApi.login":
                continue
            statements.clear()
            answer = browser("vera").client.open(address(app, rule), method=verb, data={"x": "1"})
            assert answer.status_code in (400, 401), (verb, rule.rule)
            assert [s for s in statements if WRITES.match(s)] == []
