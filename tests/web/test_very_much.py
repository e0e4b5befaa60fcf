"""Whoever has very much to do sees how much, gets the first of it at once, and reaches the rest."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sqlalchemy import func, select

from crm.models import Company, FollowUp, HandOverItem, Responsibility
from crm.models.base import utc_now
from tests.benchmarks.measure import MOST_BYTES
from tests.web.cast import Cast, question

MANY = 170


def test_firms_in_care_come_in_pages_and_all_of_them_do(browser, cast: Cast, db) -> None:
    firms = [Company(name=f"Betrieb {number}") for number in range(MANY)]
    db.add_all(firms)
    db.flush()
    anna = cast.advisors["anna"]
    db.add_all(
        Responsibility(advisor_id=anna, company_id=firm.id, valid_from=date(2026, 1, 1))
        for firm in firms
    )
    db.commit()
    pages = [browser("anna").get(f"/portfolio/?page={number}").text for number in (1, 2, 3)]
    assert max(len(page.encode()) for page in pages) < MOST_BYTES
    assert all(f"{MANY} Unternehmen" in page for page in pages)
    found = [name for page in pages for name in re.findall(r">(Betrieb \d+)<", page)]
    assert sorted(found) == sorted(firm.name for firm in firms)


def test_the_board_counts_all_and_leads_to_the_rest(browser, cast: Cast, db) -> None:
    long_ago = utc_now() - timedelta(days=60)
    for number in range(MANY):
        late = question(subject=f"Spät {number}", guest_name="Rosa", received_at=long_ago)
        db.add(late)
        db.add(question(subject=f"Neu {number}", guest_name="Rosa"))
    db.commit()
    page = browser("anna").get("/inquiries/").text
    assert len(page.encode()) < MOST_BYTES
    heads = dict(re.findall(r'id="lane-(\w+)">[^<]*<small>(\d+)</small>', page))
    assert (heads["late"], heads["new"]) == (str(MANY), str(MANY + 1))
    assert f"{MANY - 25} weitere in der Liste" in page
    listed = browser("anna").get("/inquiries/list/?lane=late&size=100").text
    assert f"von {MANY}" in listed
    assert "Neu 1" not in listed
    assert len(browser("anna").get("/inquiries/list/?state=all&size=100").data) < MOST_BYTES


def test_a_hand_over_takes_along_what_the_page_does_not_show(browser, cast: Cast, db) -> None:
    anna, bernd = cast.advisors["anna"], cast.advisors["bernd"]
    due = date.today()
    db.add_all(
        FollowUp(promise=f"Zusage {number}", due_on=due, first_due_on=due, owner_id=anna,
                 company_id=cast.bakery)
        for number in range(MANY)
    )  # fmt: skip
    db.commit()
    address = f"/hand-overs/of/{anna}"
    page = browser("lena").get(address).text
    assert len(page.encode()) < MOST_BYTES
    assert "weitere gehen über wie die anderen" in page
    last = db.scalar(select(func.max(FollowUp.id)).where(FollowUp.promise.like("Zusage%")))
    named = {f"follow_up-{last}": "Wer ist das"}
    refused = browser("lena").post(address, last_day=due.isoformat(), **named)
    assert 'value="Wer ist das"' in refused.text
    takers = dict.fromkeys(re.findall(r'<select[^>]* name="(\w+)"', page), bernd)
    answer = browser("lena").post(address, last_day=due.isoformat(), **takers)
    assert answer.status_code == 302
    db.rollback()
    handed = select(func.count()).where(HandOverItem.what.like("Zusage%"))
    assert db.scalar(handed) == MANY
    theirs = select(func.count()).where(
        FollowUp.owner_id == bernd, FollowUp.promise.like("Zusage%")
    )
    assert db.scalar(theirs) == MANY
