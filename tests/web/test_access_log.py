"""One line a request, with the login and without what was looked for."""

from __future__ import annotations

import logging
import re

import pytest
from flask import Flask

from crm.request_log import LOG
from tests.web.cast import PASSWORD, Cast

LINE = re.compile(r"(\S+) (\S+) (GET|POST) (\S+) (\d{3}) (\d+)ms")


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO, LOG.name)
    return lambda: [r.getMessage() for r in caplog.records if r.name == LOG.name]


def test_a_request_is_one_line_without_what_was_looked_for(browser, cast: Cast, lines) -> None:
    anna, before = browser("anna"), len(lines())
    anna.get("/search/?q=Schmidt")
    (line,) = lines()[before:]
    assert "Schmidt" not in line
    assert LINE.fullmatch(line).groups()[:5] == ("anna", "127.0.0.1", "GET", "/search/", "200")


def test_strangers_have_no_name_until_they_sign_in(browser, cast: Cast, lines) -> None:
    stranger = browser(None)
    stranger.post("/login/", username="anna", password=PASSWORD)
    asked, signed_in = (LINE.fullmatch(line).groups() for line in lines()[-2:])
    assert (asked[0], asked[3]) == ("-", "/login/")
    assert (signed_in[0], signed_in[2], signed_in[4]) == ("anna", "POST", "302")


def test_refusals_have_their_line_and_nobody_writes_two(app: Flask, lines) -> None:
    client = app.test_client()
    client.get("/a%0Ab c")
    client.get("/health")
    (line,) = lines()
    assert LINE.fullmatch(line).groups()[3:5] == ("/a_b_c", "404")
