"""One tap deletes nothing, also where no script runs."""

from __future__ import annotations

import re
from html import unescape

from sqlalchemy import select

from crm.db import CrmSession
from crm.models import Topic
from tests.web.cast import Cast


def fields_of(page: str, address: str) -> dict[str, str]:
    """The hidden fields of the form that leads to the address."""
    (form,) = re.findall(rf'<form[^>]*action="{address}".*?</form>', page, re.DOTALL)
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))


def test_deleting_without_scripts_asks_on_a_page(browser, cast: Cast, db: CrmSession) -> None:
    vera, listed = browser("vera"), "/administration/topics/list/"
    unused = Topic(code="unused", name="Unbenutzt", name_en="Unused")
    db.add(unused)
    db.commit()
    pk = unused.id
    address = f"/administration/topics/delete/{pk}"
    form = fields_of(vera.get(listed).text, address)
    asked = vera.client.post(address, data=form, headers={"Referer": f"http://localhost{listed}"})
    assert asked.status_code == 200
    assert "endgültig löschen?" in unescape(asked.text)
    assert f'href="http://localhost{listed}"' in asked.text
    assert pk in db.scalars(select(Topic.id)).all()
    assert vera.client.post(address, data=fields_of(asked.text, address)).status_code == 302
    db.rollback()
    assert pk not in db.scalars(select(Topic.id)).all()


def test_who_has_no_token_is_asked_nothing(browser, cast: Cast) -> None:
    answer = browser("vera").client.post("/day/", data={"ask_first": "Schicken Sie uns Geld?"})
    assert answer.status_code == 400
    assert "<h1>Schicken" not in answer.text
