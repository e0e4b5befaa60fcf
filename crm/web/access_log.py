"""One line for each request: when, who, from where, what, how it ended and how long it took.

The login is all that is personal in it. What was searched for stands in an address's query, so
the query is left out. A healthy answer about health is not worth a line.
"""

from __future__ import annotations

import re
from time import perf_counter

from flask import Flask, Response, g, has_request_context, request

from crm.request_log import LOG

BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]")
NOBODY = "-"
HEALTH = "HealthView.index"


def note_login(name: str) -> None:
    """Said where somebody is recognised: at the end the row may be out of reach."""
    if has_request_context():
        g.access_login = name


def hide_path() -> None:
    """Of an address that is a key itself only its shape is written down."""
    g.access_path = str(request.url_rule or request.path)


def install(app: Flask) -> None:
    """Before all else, so that nothing is left out of the time."""
    app.before_request(_begin)
    app.after_request(_write)


def _begin() -> None:
    g.access_began = perf_counter()


def _write(response: Response) -> Response:
    if request.endpoint == HEALTH and response.status_code == 200:
        return response
    milliseconds = (perf_counter() - g.get("access_began", perf_counter())) * 1000
    words = (
        g.get("access_login", NOBODY),
        request.remote_addr or NOBODY,
        request.method,
        g.get("access_path", request.path),
        str(response.status_code),
        f"{milliseconds:.0f}ms",
    )
    LOG.info(" ".join(BLANKS.sub("_", word) for word in words))
    return response
