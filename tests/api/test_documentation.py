"""docs/developer/api.md is true: each curl is read by a shell, sent, and answered as printed."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.api.conftest import Caller
from tests.web.cast import Cast

PAGE = Path(__file__).parents[2] / "docs" / "developer" / "api.md"
EXAMPLE = re.compile(r"```sh\n(.*?)```\s*```json\n(.*?)```", re.DOTALL)
TELL = 'curl() { for word in "$@"; do printf "%s\\0" "$word"; done; }\n'


def test_every_example_is_answered_as_printed(
    app: Flask, anna: Caller, cast: Cast, day_of_the_examples: None
) -> None:
    token = anna.headers["Authorization"].removeprefix("Bearer ")
    names = {"HOST": "", "TOKEN": token, "FIRM": cast.bakery, "PROMISE": cast.follow_up}
    examples = EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))
    assert len(examples) >= 9
    for command, printed in examples:
        answer = sent(app, words(command, names))
        assert answer.mimetype == "application/json"
        differences = list(missing(json.loads(printed), answer.json))
        assert differences == [], (command, answer.text)


def words(command: str, names: dict[str, Any]) -> list[str]:
    """What a shell hands to curl."""
    values = {**os.environ, **{name: str(value) for name, value in names.items()}}
    told = subprocess.run(["sh", "-eu", "-c", TELL + command], env=values, capture_output=True,
                          check=True)  # fmt: skip
    return told.stdout.decode().split("\0")[:-1]


def sent(app: Flask, given: list[str]) -> TestResponse:
    method, path, headers, body, query = "GET", "", {"Accept-Language": "en"}, None, {}
    rest = iter(given)
    for word in rest:
        if word == "-X":
            method = next(rest)
        elif word == "-H":
            name, _, value = next(rest).partition(": ")
            headers[name] = value
        elif word == "--json":
            body, method = json.loads(next(rest)), "POST" if method == "GET" else method
        elif word == "--data-urlencode":
            name, _, value = next(rest).partition("=")
            query[name] = value
        elif word != "-G":
            path = word
    client = app.test_client(use_cookies=False)
    arguments = {"query_string": query} if query else {}
    return client.open(path, method=method, headers=headers, json=body, **arguments)


def missing(printed: Any, answered: Any, path: str = "") -> list[str]:
    """Where the answer lacks or contradicts what is printed; it may say more."""
    if isinstance(printed, dict):
        return [
            difference
            for name, value in printed.items()
            for difference in missing(value, (answered or {}).get(name), f"{path}.{name}")
        ]
    if isinstance(printed, list) and isinstance(answered, list):
        pairs = enumerate(zip(printed, answered, strict=False))
        found = [d for n, (one, other) in pairs for d in missing(one, other, f"{path}.{n}")]
        return found + [f"{path}: fewer"] * (len(answered) < len(printed))
    if isinstance(printed, str) and printed.endswith("..."):
        return [] if str(answered).startswith(printed[:-3]) else [path]
    return [] if printed == answered else [f"{path}: {answered!r}"]
