"""NUL is refused at the door, whatever it is sent to."""

from __future__ import annotations


def test_what_no_keyboard_types_is_refused(browser, cast) -> None:
    anna = browser("anna")
    assert anna.get("/contacts/?from=%00").status_code == 400
    assert anna.post("/contacts/new/visit", notes="a\0b").status_code == 400
