"""No keyboard types NUL and no PostgreSQL text holds it: whoever sends one is refused."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask, abort, request

NUL = "\0"


def install(app: Flask) -> None:
    @app.before_request
    def refuse_nul() -> None:
        if any(NUL in text for text in _sent()):
            abort(400)


def _sent() -> Iterator[str]:
    yield request.path
    for values in (request.args, request.form):
        yield from (text for pair in values.items(multi=True) for text in pair)
    yield from (file.filename or "" for _name, file in request.files.items(multi=True))
