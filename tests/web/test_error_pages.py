"""Errors are pages with a sentence on what to do, also where the request itself cannot be read."""

from __future__ import annotations

import pytest
from flask import Flask, abort
from werkzeug.exceptions import HTTPException

TOO_MUCH = (
    b'--x\r\nContent-Disposition: form-data; name="notes"\r\n\r\n' + b"x" * 5_000_000 + b"\r\n--x--"
)
SENTENCE = 'class="error-page"'


@pytest.mark.parametrize(
    ("address", "code"),
    [("/nowhere", 404), ("/companies/999999", 404), ("/companies/?order=secret", 400),
     ("/logout/", 405), ("/administration/topics/list/?page_TopicView=x", 400)],
)  # fmt: skip
def test_a_wrong_address_says_what_to_do(browser, cast, address, code) -> None:
    answer = browser("vera").get(address)
    assert answer.status_code == code
    assert SENTENCE in answer.text


def test_too_much_is_refused_with_a_page(browser, cast) -> None:
    anna = browser("anna")
    answer = anna.client.post(
        "/contacts/new/visit", data=TOO_MUCH, content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code == 413
    assert SENTENCE in answer.text


@pytest.mark.parametrize("code", [403, 429, 500, 502])
def test_every_refusal_has_its_words(app: Flask, code) -> None:
    with app.test_request_context("/day/"):
        app.preprocess_request()
        with pytest.raises(HTTPException) as refused:
            abort(code)
        answer = app.make_response(app.handle_user_exception(refused.value))
    assert answer.status_code == code
    assert SENTENCE in answer.get_data(as_text=True)
