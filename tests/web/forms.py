"""Forms as a browser would send them."""

import json
import re
from base64 import b64encode
from html import unescape
from html.parser import HTMLParser

from altcha import solve_challenge_v1


class _Form(HTMLParser):
    """The fields of the page's main form with what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, object] = {}
        self.inside = False
        self.open: str | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "form":
            self.inside = given.get("class") == "form"
        elif self.inside and tag == "input":
            if given.get("type") != "checkbox" or "checked" in given:
                self.fields[given["name"] or ""] = given.get("value") or ""
        elif self.inside and tag in ("select", "textarea"):
            self.open = given["name"]
            self.fields[self.open or ""] = ""
        elif self.open and tag == "option" and "selected" in given:
            self.fields[self.open] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self.open and self.lasttag == "textarea":
            self.fields[self.open] = data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self.open = None
        elif tag == "form":
            self.inside = False


def filled(browser, address: str, name: str = "anna", /, **changes: object) -> dict[str, object]:
    """What the form at the address would send, with some fields filled in otherwise."""
    return read_form(browser(name).get(address).text, **changes)


def read_form(page: str, /, **changes: object) -> dict[str, object]:
    """The same of a page that is here already."""
    form = _Form()
    form.feed(page)
    return {**form.fields, **changes}


def send(browser, address: str, fields: dict[str, object], name: str = "anna"):
    return browser(name).post(address, **fields)


def public_form(stranger, at: str = "/kontakt/", **fields: object) -> dict[str, object]:
    """The public page's, as a browser with scripts sends it: it has found the number."""
    page = stranger.get(at).text
    form = read_form(page, wording="Gibt es Geld?", consent="y", phone="0391 7")
    asked = json.loads(unescape(re.findall('data-challenge="([^"]*)"', page)[0]))
    found = solve_challenge_v1(asked["challenge"], asked["salt"], max_number=asked["maxNumber"])
    payload = json.dumps({**asked, "number": found.number}).encode()
    return {**form, "proof": b64encode(payload).decode(), **fields}
