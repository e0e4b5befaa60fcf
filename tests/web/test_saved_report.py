"""Own reports under a name: saved once, changed by their owner, read by the team, scoped."""

from __future__ import annotations

import json
import re

import pytest
from sqlalchemy import select

from crm.models import Login, ReportReader, SavedReport
from tests.web.cast import Cast

OWN = "/reports/own/"
MICRO = "measure=coverage&by=district&size_class=micro&period=last_year"
KEPT = {"measure": "coverage", "by": ["district"], "size_class": "micro", "period": "last_year"}


def key_in(page: str) -> str:
    return re.search(r'name="client_key"[^>]*value="([^"]+)"', page)[1]


def save(browser, name: str = "anna", called: str = "Kleinst", shared: bool = False,
         asked: str = MICRO):  # fmt: skip
    who, address = browser(name), f"{OWN}add?{asked}"
    fields = {"name": called, "client_key": key_in(who.get(address).text)}
    if shared:
        fields["is_shared"] = "y"
    return who.post(address, page=address, **fields)


def names(db) -> list[str]:
    """Of all but the cast's, which is Vera's."""
    db.rollback()
    found = select(SavedReport.name).where(SavedReport.name != "Anfragen im Monat")
    return list(db.scalars(found.order_by(SavedReport.id)))


def saved(db, called: str = "Kleinst") -> SavedReport:
    db.rollback()
    return db.scalars(select(SavedReport).where(SavedReport.name == called)).one()


def test_it_is_kept_as_it_was_asked_and_opens_so(browser, cast: Cast, db) -> None:
    answer = save(browser)
    row = saved(db)
    assert answer.headers["Location"] == f"/reports/own/saved/{row.id}"
    assert json.loads(row.choice) == KEPT
    opened = browser("anna").get(answer.headers["Location"])
    assert "period=last_year" in opened.headers["Location"], "stays relative"
    page = browser("anna").get(opened.headers["Location"]).text
    assert '<h2 id="own-title">Kleinst</h2>' in page
    assert "Als neue speichern" not in page


def test_the_form_offers_a_name_and_two_clicks_save_once(browser, cast: Cast, db) -> None:
    anna, address = browser("anna"), f"{OWN}add?{MICRO}"
    page = anna.get(address).text
    assert "Kontaktquote nach Stadtteil; Größenklasse: Kleinst (unter 10)" in page
    fields = {"name": "Kleinst", "client_key": key_in(page)}
    for _twice in range(2):
        assert anna.post(address, page=address, **fields).status_code == 302
    assert saved(db).version == 1


def test_a_name_is_taken_once_and_the_words_come_back(browser, cast: Cast, db) -> None:
    save(browser)
    answer = save(browser, asked="measure=recency")
    assert answer.status_code == 200
    assert "schon eine Auswertung dieses Namens" in answer.text
    assert 'value="Kleinst"' in answer.text
    assert json.loads(saved(db).choice) == KEPT
    assert save(browser, "lena").status_code == 302, "a name of one's own for each"


@pytest.mark.parametrize("called", ["", "   "])
def test_without_a_name_it_is_not_saved(browser, cast: Cast, db, called: str) -> None:
    assert "Geben Sie ihr einen Namen" in save(browser, called=called).text
    assert names(db) == []


def test_what_cannot_be_asked_is_not_saved(browser, cast: Cast, db) -> None:
    assert "lässt sich nicht speichern" in save(browser, asked="measure=umsatz").text
    assert names(db) == []


def test_the_team_reads_what_is_shared_and_nobody_else(browser, cast: Cast, db) -> None:
    save(browser, shared=True)
    save(browser, called="Nur meine")
    row = saved(db)
    for name, sees in (("anna", True), ("lena", True), ("bernd", False), ("ruth", False),
                       ("vera", False)):  # fmt: skip
        who = browser(name)
        assert ("Kleinst" in who.get(f"{OWN}saved/").text) is sees, name
        assert ("Nur meine" in who.get(f"{OWN}saved/").text) is (name == "anna"), name
        expected = 302 if sees else 404
        assert who.get(f"{OWN}saved/{row.id}").status_code == expected, name
        for act in ("copy", "mail"):
            answer = who.post(f"{OWN}saved/{row.id}/{act}", page="/account/", wanted="no")
            assert answer.status_code == expected, (name, act)
        if name != "anna":
            assert who.get(f"{OWN}edit/{row.id}").status_code == (302 if sees else 404), name
            changed = who.post(f"{OWN}saved/{row.id}/change?{MICRO}", page="/account/", version=1)
            assert changed.status_code == (403 if sees else 404), name
        page = who.get(f"{OWN}?{MICRO}&saved={row.id}").text
        assert ("gibt es nicht mehr" in page) is not sees, name


def test_figures_on_advisors_are_not_shared_with_who_leads_nobody(browser, cast, db) -> None:
    save(browser, "lena", "Team", shared=True, asked="measure=coverage&by=advisor")
    row = saved(db, "Team")
    assert "Team</a>" in browser("lena").get(f"{OWN}saved/").text
    assert "Team</a>" not in browser("anna").get(f"{OWN}saved/").text
    assert browser("anna").get(f"{OWN}saved/{row.id}").status_code == 404
    refused = browser("anna").post(f"{OWN}saved/{row.id}/copy", page="/account/")
    assert refused.status_code == 404
    assert save(browser, "anna", "Meins", asked="measure=coverage&by=advisor").status_code == 200


def test_its_owner_changes_what_is_asked_unless_somebody_was_faster(browser, cast, db) -> None:
    save(browser)
    row, anna = saved(db), browser("anna")
    other = MICRO.replace("district", "team")
    page = anna.get(f"{OWN}?{other}&saved={row.id}").text
    assert "Änderung speichern" in page
    address = f"{OWN}saved/{row.id}/change?{other}"
    anna.post(address, page="/account/", version=row.version)
    assert json.loads(saved(db).choice)["by"] == ["team"]
    anna.post(f"{OWN}saved/{row.id}/change?{MICRO}", page="/account/", version=1)
    assert "gerade jemand anderes geändert" in anna.get("/account/").text
    assert json.loads(saved(db).choice)["by"] == ["team"]


def test_renaming_with_a_stale_version_shows_what_is_stored(browser, cast: Cast, db) -> None:
    save(browser)
    row, anna = saved(db), browser("anna")
    address, first = f"{OWN}edit/{row.id}", row.version
    page = anna.get(address).text
    key = key_in(page)
    anna.post(address, page=address, name="Erste", version=first, client_key=key)
    answer = anna.post(address, page=address, name="Zweite", version=first, client_key=key)
    assert answer.status_code == 200
    assert 'value="Zweite"' in answer.text
    assert "<strong>Erste</strong>" in answer.text


def test_deleting_asks_first(browser, cast: Cast, db) -> None:
    save(browser)
    row, anna = saved(db), browser("anna")
    question = re.search(r'name="ask_first" value="([^"]+Kleinst[^"]+)"',
                         anna.get(f"{OWN}saved/").text)[1]  # fmt: skip
    address = f"{OWN}delete/{row.id}"
    asked = anna.post(address, page=f"{OWN}saved/", ask_first=question)
    assert asked.status_code == 200
    saved(db)
    anna.post(address, page=f"{OWN}saved/", ask_first=question, ask_answered="yes")
    assert names(db) == []


def test_a_colleagues_report_is_not_deleted(browser, cast: Cast, db) -> None:
    save(browser, shared=True)
    row = saved(db)
    browser("lena").post(f"{OWN}delete/{row.id}", page="/account/")
    assert saved(db)


def test_a_copy_is_ones_own(browser, cast: Cast, db) -> None:
    save(browser, shared=True)
    row = saved(db)
    for _twice in range(2):
        browser("lena").post(f"{OWN}saved/{row.id}/copy", page="/account/")
    db.rollback()
    assert names(db) == ["Kleinst", "Kleinst", "Kleinst (Kopie)"]
    mine = SavedReport.owner_id == db.scalar(select(Login.id).where(Login.username == "lena"))
    copies = db.scalars(select(SavedReport).where(mine)).all()
    assert {each.choice for each in copies} == {row.choice}
    assert not any(each.is_shared for each in copies)


def test_what_is_no_longer_reported_on_says_so(browser, cast: Cast, db) -> None:
    save(browser)
    row = saved(db)
    for choice, sentence in (
        ({**KEPT, "measure": "umsatz"}, "nicht oder nicht mehr auswerten"),
        ({**KEPT, "by": ["farbe"]}, "gehört nicht zur Auswahl"),
        ({**KEPT, "farbe": "rot"}, "so nicht eingrenzen"),
        ({**KEPT, "period": "gestern"}, "Der Zeitraum ist keiner"),
    ):
        row = saved(db)
        row.choice = json.dumps(choice)
        db.commit()
        listed = browser("anna").get(f"{OWN}saved/").text
        assert "nicht mehr möglich" in listed, choice
        assert sentence in listed, choice
        opened = browser("anna").get(f"{OWN}saved/{row.id}").headers["Location"]
        page = browser("anna").get(opened).text
        assert "nicht mehr so auswerten wie gespeichert" in page, choice
        assert sentence in page, choice


def test_ordered_twice_is_ordered_once(browser, cast: Cast, db) -> None:
    save(browser, shared=True)
    row, lena = saved(db), browser("lena")
    for _twice in range(2):
        lena.post(f"{OWN}saved/{row.id}/mail", page="/account/", wanted="yes")
    db.rollback()
    assert db.scalars(select(ReportReader.user_id)).all() != []
    assert len(db.scalars(select(ReportReader)).all()) == 1
    assert "monatlich per E-Mail" in lena.get(f"{OWN}saved/").text
    lena.post(f"{OWN}saved/{row.id}/mail", page="/account/", wanted="no")
    db.rollback()
    assert db.scalars(select(ReportReader)).all() == []


def test_the_tick_of_the_form_orders_it_and_takes_it_back(browser, cast: Cast, db) -> None:
    anna, address = browser("anna"), f"{OWN}add?{MICRO}"
    key = key_in(anna.get(address).text)
    anna.post(address, page=address, name="Kleinst", by_mail="y", client_key=key)
    row = saved(db)
    assert len(db.scalars(select(ReportReader)).all()) == 1
    edit = f"{OWN}edit/{row.id}"
    page = anna.get(edit).text
    assert re.search(r'<input[^>]*checked[^>]*name="by_mail"', page)
    anna.post(edit, page=edit, name="Kleinst", version=row.version, client_key=key_in(page))
    db.rollback()
    assert db.scalars(select(ReportReader)).all() == []
