"""What cannot be undone asks first, also where no script runs or none has come yet.

A button's form names the question; as long as the answer is missing, it leads to a page that asks.
js/app.js asks in the page itself and adds the answer.
"""

from __future__ import annotations

from flask import Flask, Response, make_response, render_template, request
from flask_appbuilder.utils.base import get_safe_redirect

QUESTION, ANSWER = "ask_first", "ask_answered"
LONGEST = 300


def install(app: Flask) -> None:
    """After the check of the token: who has none is asked nothing."""
    app.before_request(_ask)


def _ask() -> Response | None:
    if request.method != "POST" or ANSWER in request.form or QUESTION not in request.form:
        return None
    fields = [pair for pair in request.form.items(multi=True) if pair[0] != "csrf_token"]
    page = render_template(
        "ask.html",
        question=request.form[QUESTION][:LONGEST],
        fields=fields,
        answer=ANSWER,
        back=get_safe_redirect(request.referrer) if request.referrer else "/",
    )
    return make_response(page)
