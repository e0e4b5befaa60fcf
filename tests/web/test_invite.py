"""Firms are chosen, invited and written to, each once."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import docx
import pytest
from sqlalchemy import select, update

from crm.enums import AssignmentRole, InvitationWay, ParticipationStatus
from crm.models import (
    AdvisorAssignment,
    Company,
    GatheringPlan,
    Interaction,
    Invitation,
    Mail,
    Participation,
)
from crm.services.campaigns import add_campaign
from crm.services.refresh_overview import refresh_overview
from crm.web.qr_code import qr_png
from tests.web.cast import Cast

SOON = date.today() + timedelta(30)
WORDS = {"subject": "Einladung zum Forum", "text": "wir laden Sie ein."}


@pytest.fixture
def forum(db, cast: Cast) -> int:
    made = Interaction(
        kind="forum", title="Herbstforum", happened_on=SOON, status="planned", place="Rathaus",
        plan=GatheringPlan(capacity=2, registration_until=SOON - timedelta(3)),
    )  # fmt: skip
    lead = AdvisorAssignment(advisor_id=cast.advisors["anna"], role=AssignmentRole.LEAD)
    made.assignments.append(lead)
    db.get_one(Company, cast.bakery).email = "ofen@example.org"
    db.add(made)
    db.flush()
    refresh_overview(db, None)
    db.commit()
    return made.id


def listed(db, pk: int) -> list[Participation]:
    db.rollback()
    query = select(Participation).filter_by(interaction_id=pk).order_by(Participation.id)
    return list(db.scalars(query))


def invite(browser, forum: int, query: str = "", **fields: object):
    address = f"/gatherings/{forum}/invite{query}"
    return browser("anna").post(address, page=f"/gatherings/{forum}/invite", **fields)


def test_filters_say_how_many_and_whom(browser, cast: Cast, db, forum: int) -> None:
    everybody = browser("anna").get(f"/gatherings/{forum}/invite").text
    assert "Bäckerei Lüdecke" in everybody
    assert "Elbe Spedition" in everybody
    assert "Alle 2 einladen" in everybody
    small = browser("anna").get(f"/gatherings/{forum}/invite?size_class=small_firms").text
    assert "Bäckerei Lüdecke" in small
    assert "Elbe Spedition" not in small
    never = browser("anna").get(f"/gatherings/{forum}/invite?unreached=1").text
    assert "Bäckerei Lüdecke" not in never
    none = browser("anna").get(f"/gatherings/{forum}/invite?care=1").text
    assert "Keine Firma passt" in none
    assert browser("anna").get(f"/gatherings/{forum}/invite?district=x").status_code == 400


def test_nobody_ticked_is_told_and_nobody_invited(browser, cast: Cast, db, forum: int) -> None:
    invite(browser, forum, ticked="1")
    assert listed(db, forum) == []
    assert "Kreuzen Sie zuerst" in browser("anna").get(f"/gatherings/{forum}/invite").text
    page = f"/gatherings/{forum}"
    for act in ("status", "take-off"):
        browser("anna").post(f"{page}/{act}", page=page, status="attended")
        assert "Kreuzen Sie zuerst" in browser("anna").get(page).text


def test_all_that_are_found_are_invited_once(browser, cast: Cast, db, forum: int) -> None:
    invite(browser, forum, "?size_class=small_firms", everybody="1")
    assert [row.company_id for row in listed(db, forum)] == [cast.bakery]
    invite(browser, forum, everybody="1")
    invite(browser, forum, everybody="1")
    rows = listed(db, forum)
    assert [row.company_id for row in rows] == [cast.bakery, cast.forwarder]
    assert {row.status for row in rows} == {ParticipationStatus.INVITED}
    assert "Keine Firma passt" in browser("anna").get(f"/gatherings/{forum}/invite").text


def test_those_ticked_and_nonsense(browser, cast: Cast, db, forum: int) -> None:
    invite(browser, forum, row=[cast.forwarder, "x", "-1"], ticked="1")
    assert [row.company_id for row in listed(db, forum)] == [cast.forwarder]


def test_who_came_last_time(browser, cast: Cast, db, forum: int) -> None:
    before = Interaction(kind="forum", title="Frühjahrsforum", happened_on=date(2026, 3, 5))
    before.participations = [
        Participation(company_id=cast.bakery, status="attended"),
        Participation(company_id=cast.forwarder, status="no_show"),
    ]
    db.add(before)
    db.commit()
    page = f"/gatherings/{forum}/invite"
    assert "Frühjahrsforum" in browser("anna").get(page).text
    came = browser("anna").get(f"{page}?last=came").text
    assert "Bäckerei" in came
    assert "Spedition" not in came
    assert "Bäckerei" not in browser("anna").get(f"{page}?last=stayed_away").text


def send(browser, forum: int, how: str, **words: object):
    return browser("anna").post(f"/gatherings/{forum}/letters", how=how, **{**WORDS, **words})


def test_mail_goes_to_each_once_with_its_own_link(browser, cast: Cast, db, forum: int) -> None:
    db.get_one(Company, cast.forwarder).email = "elbe@example.org"
    db.commit()
    invite(browser, forum, everybody="1")
    for _twice in range(2):
        assert send(browser, forum, "mail").status_code == 302
    db.rollback()
    mails = db.scalars(select(Mail).order_by(Mail.to_address)).all()
    assert [mail.to_address for mail in mails] == ["elbe@example.org", "ofen@example.org"]
    links = [next(w for w in mail.text.split() if "/anmeldung/" in w) for mail in mails]
    assert len(set(links)) == 2
    for words in ("wir laden Sie ein.", "Herbstforum", "Rathaus", "Anna Beier"):
        assert words in mails[1].text
    assert mails[0].subject == WORDS["subject"]
    assert "\n\n\n" not in mails[0].text
    path = links[1][links[1].index("/anmeldung/") :]
    assert "Bäckerei Lüdecke" in browser(None).get(path).text
    sent = db.scalars(select(Invitation)).all()
    assert {each.way for each in sent} == {InvitationWay.MAIL}
    assert all(path.split("/")[-1] not in str(vars(each)) for each in sent)
    assert "Alle sind angeschrieben" in browser("anna").get(f"/gatherings/{forum}/letters").text


def test_firms_without_an_address_are_listed_and_get_paper(browser, cast, db, forum: int) -> None:
    invite(browser, forum, everybody="1")
    page = browser("anna").get(f"/gatherings/{forum}/letters").text
    assert "Elbe Spedition" in page.split("Ohne E-Mail")[-1]
    answer = send(browser, forum, "paper")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(answer.data)).paragraphs)
    for words in ("Elbe Spedition KG", "Hafenstraße 7", "39104 Magdeburg", WORDS["subject"],
                  "/anmeldung/"):  # fmt: skip
        assert words in text
    assert "Bäckerei" not in text
    assert db.scalars(select(Mail)).all() == []
    db.rollback()
    db.execute(update(Invitation).values(token_hash="made with another secret"))
    db.commit()
    made = send(browser, forum, "again")
    assert "filename=Briefe_Herbstforum" in made.headers["Content-Disposition"]
    again = [p.text for p in docx.Document(io.BytesIO(made.data)).paragraphs]
    assert "Elbe Spedition KG" in again
    link = next(word for line in again for word in line.split() if "/anmeldung/" in word)
    assert browser(None).get(link[link.index("/anmeldung/") :]).status_code == 200
    assert send(browser, forum, "paper").status_code == 302, "there is no letter left to write"


def test_all_on_paper_is_one_page_each(browser, cast: Cast, db, forum: int) -> None:
    invite(browser, forum, everybody="1")
    paper = docx.Document(io.BytesIO(send(browser, forum, "paper_for_all").data))
    breaks = sum("w:br" in p._p.xml and 'w:type="page"' in p._p.xml for p in paper.paragraphs)
    assert breaks == 1
    assert db.scalars(select(Mail)).all() == []


def test_a_letter_without_words_comes_back_and_nothing_is_sent(browser, db, forum: int) -> None:
    invite(browser, forum, everybody="1")
    answer = send(browser, forum, "mail", subject="", text="Nur Text")
    assert answer.status_code == 200
    assert "Nur Text" in answer.text
    assert "data-error-summary" in answer.text
    assert send(browser, forum, "brieftaube").status_code == 200
    db.rollback()
    assert db.scalars(select(Mail)).all() == []


def test_looking_at_the_letter_gives_no_link_away(browser, db, forum: int) -> None:
    invite(browser, forum, everybody="1")
    page = browser("anna").get(f"/gatherings/{forum}/letters").text
    assert "/anmeldung/····-····" in page
    db.rollback()
    assert db.scalars(select(Invitation.token_hash)).all() in ([], [None, None])


def test_each_letter_has_its_own_code_to_photograph(browser, cast: Cast, db, forum: int) -> None:
    invite(browser, forum, everybody="1")
    answer = send(browser, forum, "paper_for_all")
    paper = docx.Document(io.BytesIO(answer.data))
    assert len(paper.inline_shapes) == 2
    codes = [part.blob for part in paper.part.package.image_parts]
    assert len(set(codes)) == 2, "one for each firm"
    links = re.findall(r"http://\S+/anmeldung/\S+", "\n".join(p.text for p in paper.paragraphs))
    assert {qr_png(link) for link in links} == set(codes)
    said = {shape._inline.docPr.get("descr") for shape in paper.inline_shapes}
    assert said == {"Zum Antworten fotografieren Sie diesen Code mit dem Telefon."}
    assert browser(None).get(links[0].removeprefix("http://127.0.0.1:8080")).status_code == 200


def test_exactly_the_firms_of_a_campaigns_list(browser, cast: Cast, db, forum: int) -> None:
    asked = {"title": "Kleine", "starts_on": date.today(), "ends_on": SOON,
             "size_classes": ["micro"]}  # fmt: skip
    campaign = add_campaign(db, asked, date.today()).id
    db.commit()
    address = f"/gatherings/{forum}/invite?campaign={campaign}"
    assert address in browser("anna").get(f"/campaigns/{campaign}").text
    assert address not in browser("bernd").get(f"/campaigns/{campaign}").text, "not his forum"
    found = browser("anna").get(address).text
    assert "Bäckerei Lüdecke" in found
    assert "Elbe Spedition" not in found
    invite(browser, forum, f"?campaign={campaign}", everybody="1")
    assert [row.company_id for row in listed(db, forum)] == [cast.bakery]
    assert browser("anna").get(f"/gatherings/{forum}/invite?campaign=999999").status_code == 400


def test_the_choice_asks_the_database_little(browser, cast: Cast, db, forum: int, statements):
    for page in ("invite", "letters"):
        statements.clear()
        assert browser("anna").get(f"/gatherings/{forum}/{page}").status_code == 200
        assert len(statements.queries) <= 12, (page, statements.queries)
