"""Whatever is sent that fits the description, or nearly, nothing breaks: no answer is a 500."""

from __future__ import annotations

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode

from tests.api.conftest import Caller
from tests.web.cast import Cast

EXAMPLES = 5
LEFT_OUT = ("/api/v1/security/logout", "/api/v1/security/login", "/api/v1/security/refresh")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("app", "mode"),
    [
        ("sqlite", GenerationMode.POSITIVE),
        ("postgresql", GenerationMode.POSITIVE),
        ("postgresql", GenerationMode.NEGATIVE),
    ],
    indirect=["app"],
)
def test_nothing_that_is_sent_breaks_it(app: Flask, caller, cast: Cast, mode) -> None:
    lena: Caller = caller("lena")
    schema = schemathesis.openapi.from_dict(lena.get("/_openapi").json)
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path in LEFT_OUT:
            continue

        @settings(
            max_examples=EXAMPLES, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode))
        def send(case: schemathesis.Case) -> None:
            case.headers = {**(case.headers or {}), **lena.headers}
            answer = case.call(app=app)
            assert answer.status_code < 500, (case.method, case.path, case.query, case.body)
            if answer.status_code >= 400:
                assert set(answer.json()) >= {"message", "errors"}

        send()
