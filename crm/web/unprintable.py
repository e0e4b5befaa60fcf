"""No keyboard types NUL and no PostgreSQL text holds it: whoever sends one is refused."""

from __future__ import annotations

from flask import Flask, abort, request

NUL = "\0"


def install(app: Flask) -> None:
    @app.before_request
    def refuse_nul() -> None:
        for values in (request.args, request.form):
            if any(NUL in text for pair in values.items(multi=True) for text in pair):
                abort(400)
