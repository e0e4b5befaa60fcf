"""Anybody finds the person who is responsible, and writes to the office without knowing anybody."""

from __future__ import annotations

from base64 import b64encode
from datetime import date, timedelta
from io import BytesIO
from time import time

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import clock
from crm.enums import InquiryChannel
from crm.models import Absence, Advisor, District, Inquiry, Mail, Responsibility, Topic
from crm.web import proof
from tests.web.cast import Cast
from tests.web.forms import filled, public_form, read_form

PAGE = "/kontakt/"
SENT = "/kontakt/danke"


@pytest.fixture
def public(db: Session, cast: Cast) -> Responsibility:
    """Anna is publicly responsible for financing."""
    anna = db.get_one(Advisor, cast.advisors["anna"])
    anna.phone, anna.hours, anna.languages = "0391 540 1", "Mo–Do 9–16 Uhr", "Deutsch, Polnisch"
    made = Responsibility(
        advisor=anna, topic_id=cast.topic, is_public=True, valid_from=date(2020, 1, 1)
    )
    db.add(made)
    db.commit()
    return made


def stored(db: Session) -> list[Inquiry]:
    db.rollback()
    query = select(Inquiry).where(Inquiry.channel == InquiryChannel.INTERNET)
    return list(db.scalars(query))


def write(browser, **fields: object):
    stranger = browser(None)
    return stranger.post(PAGE, page=PAGE, **public_form(stranger, **fields))


def test_the_person_who_is_responsible_is_shown(browser, public: Responsibility) -> None:
    page = browser(None).get(f"{PAGE}?thema=financing").text
    for words in ("Anna Beier", "0391 540 1", "Mo–Do 9–16 Uhr", "Deutsch, Polnisch"):
        assert words in page


def test_what_is_not_public_is_not_shown(browser, db, cast: Cast, public: Responsibility) -> None:
    public.is_public = False
    db.commit()
    page = browser(None).get(f"{PAGE}?thema=financing&stadtteil=01").text
    assert "Anna" not in page
    assert "Finanzierung" not in page


def test_who_is_away_has_somebody_who_stands_in(browser, db, cast: Cast, public) -> None:
    today = clock.today()
    week = {"first_day": today - timedelta(1), "last_day": today + timedelta(5)}
    anna, bernd, lena = (cast.advisors[name] for name in ("anna", "bernd", "lena"))
    db.add_all([
        Absence(advisor_id=anna, deputy_id=bernd, **week),
        Absence(advisor_id=bernd, deputy_id=lena, **week),
    ])  # fmt: skip
    db.commit()
    page = browser(None).get(f"{PAGE}?thema=financing").text
    assert "Lena Dorn" in page
    assert "für Anna Beier, heute nicht da" in page
    assert "Bernd" not in page


def test_what_is_written_becomes_an_inquiry_that_nobody_has_yet(browser, db, cast, public) -> None:
    answer = write(browser, name="Rosa Kern", email="rosa@example.org", topic="financing")
    assert answer.location == SENT
    (inquiry,) = stored(db)
    assert (inquiry.guest_name, inquiry.phone, inquiry.topic_id) == (
        "Rosa Kern",
        "0391 7",
        cast.topic,
    )
    assert (inquiry.owner_id, inquiry.subject) == (None, "Gibt es Geld?")
    assert "Gibt es Geld?" in browser("anna").get("/inquiries/").text
    (mail,) = db.scalars(select(Mail))
    assert (mail.to_address, mail.language) == ("rosa@example.org", "de")
    assert "Gibt es Geld?" in mail.text
    assert "Ihre Anfrage" in mail.subject


def test_a_telephone_number_is_enough_and_gets_no_mail(browser, db, cast: Cast) -> None:
    assert write(browser).location == SENT
    (inquiry,) = stored(db)
    assert inquiry.guest_name == "0391 7"
    assert db.scalars(select(Mail)).all() == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"phone": ""}, "Wie erreichen wir Sie?"),
        ({"email": "keine"}, "Das ist keine E-Mail-Adresse"),
        ({"consent": None}, "Ohne das dürfen wir nicht behalten"),
        ({"wording": ""}, "Worum geht es?"),
        ({"wording": "x" * 5_001}, "Höchstens 5000 Zeichen"),
    ],
)
def test_what_is_refused_stays_on_the_screen(browser, db, cast: Cast, changes, sentence) -> None:
    form = {**public_form(browser(None), name="Rosa Kern"), **changes}
    answer = browser(None).post(PAGE, page=PAGE, **{k: v for k, v in form.items() if v is not None})
    assert answer.status_code == 200
    assert sentence in answer.text
    assert "Rosa Kern" in answer.text
    assert stored(db) == []


def test_sent_twice_it_is_stored_once(browser, db, cast: Cast) -> None:
    stranger = browser(None)
    form = public_form(stranger, email="rosa@example.org")
    for _twice in range(2):
        assert stranger.post(PAGE, page=PAGE, **form).location == SENT
    assert len(stored(db)) == 1
    assert len(db.scalars(select(Mail)).all()) == 1


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(browser, db, cast) -> None:
    assert write(browser, website="http://spam.example").location == SENT
    assert stored(db) == []


def test_what_is_too_long_for_a_hand_is_not_read(browser, db, cast: Cast) -> None:
    assert write(browser, name="x" * 40_000).status_code == 413
    assert stored(db) == []


def test_it_says_nothing_of_the_database(browser, cast: Cast, public) -> None:
    page = browser(None).get(PAGE).text
    for secret in ("Lüdecke", "Spedition", "GEHEIM", "/companies", "/search"):
        assert secret not in page


def test_a_stranger_reads_their_browsers_language_and_a_colleague_german(browser, cast) -> None:
    english = {"headers": {"Accept-Language": "fr, en-GB;q=0.8, de;q=0.5"}}
    assert 'lang="en"' in browser(None).get("/kontakt/", **english).text
    assert 'lang="de"' in browser(None).get("/kontakt/").text
    assert 'lang="de"' in browser("anna").get("/day/", **english).text


def test_without_scripts_it_is_shown_once_more_and_sent_by_a_second_press(
    browser, db, cast: Cast, monkeypatch
) -> None:
    stranger = browser(None)
    form = public_form(stranger, proof="", name="Rosa Kern")
    shown = stranger.post(PAGE, page=PAGE, **form)
    assert shown.status_code == 200
    assert "Gibt es Geld?" in shown.text
    assert stored(db) == []
    again = read_form(shown.text)
    at_once = stranger.post(PAGE, page=PAGE, **again)
    assert "Sollen wir es so absenden?" in at_once.text
    assert stored(db) == []
    monkeypatch.setattr(proof, "time", lambda: time() + 5)
    assert stranger.post(PAGE, page=PAGE, **again).location == SENT
    assert [one.guest_name for one in stored(db)] == ["Rosa Kern"]


@pytest.mark.parametrize("spoiled", ["", "x", "e30=", b64encode(b'{"number": 1}').decode(), "ü"])
def test_a_proof_that_is_none_stores_nothing(browser, db, cast: Cast, spoiled: str) -> None:
    assert write(browser, proof=spoiled, shown=spoiled).status_code == 200
    assert stored(db) == []


def test_a_proof_is_good_for_its_own_form_alone(browser, db, cast: Cast) -> None:
    stranger = browser(None)
    other = public_form(stranger)["proof"]
    assert stranger.post(PAGE, page=PAGE, **public_form(stranger, proof=other)).status_code == 200
    assert stored(db) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ich brauche einen Kredit", "Finanzierung"),
        ("kredt", None),
        ("Finanzirung", "Finanzierung"),
        ("zuschuesse", None),
        ("Dings", None),
    ],
)
def test_what_is_typed_leads_to_who_is_responsible(
    browser, db, cast: Cast, public, words, found
) -> None:
    db.get_one(Topic, cast.topic).keywords = "Kredit Darlehen loan"
    db.commit()
    page = browser(None).get(f"{PAGE}?q={words}").text
    assert ("Anna Beier" in page) == (found is not None)
    if found:
        assert f"<h3>{found}" in page
        assert '<option selected value="financing">' in page
    else:
        assert "Schreiben Sie uns, wir finden" in page


def test_a_sector_and_a_district_have_their_people(browser, db, cast: Cast, public) -> None:
    lena, bernd = cast.advisors["lena"], cast.advisors["bernd"]
    since = {"is_public": True, "valid_from": date(2020, 1, 1)}
    district = db.scalars(select(District)).first()
    db.add_all([
        Responsibility(advisor_id=lena, wz_section="C", **since),
        Responsibility(advisor_id=bernd, district_id=district.id, **since),
    ])  # fmt: skip
    db.commit()
    stranger = browser(None)
    assert "Lena Dorn" in stranger.get(f"{PAGE}?branche=C").text
    assert "Lena Dorn" in stranger.get(f"{PAGE}?q=Backwaren").text
    page = stranger.get(f"{PAGE}?stadtteil={district.number}").text
    assert "Bernd" in page
    assert "Lena" not in page
    assert "Bernd" in stranger.get(f"{PAGE}?q={district.name}").text


def test_a_person_has_a_page_a_card_and_a_code(browser, cast: Cast, public) -> None:
    stranger, anna = browser(None), cast.advisors["anna"]
    page = stranger.get(f"/kontakt/person/{anna}").text
    assert "Mo–Do 9–16 Uhr" in page
    assert "<li>Finanzierung" in page
    card = stranger.get(f"/kontakt/person/{anna}/karte.vcf")
    assert card.mimetype == "text/vcard"
    assert "N:Beier;Anna" in card.text
    assert "TEL;TYPE=WORK:0391 540 1" in card.text
    code = stranger.get(f"/kontakt/person/{anna}/karte.svg")
    assert code.text.lstrip().startswith("<?xml")
    assert stranger.get(f"/kontakt/person/{anna}/foto.jpg").status_code == 404


def test_who_is_not_public_has_no_page(browser, cast: Cast, public) -> None:
    lena = cast.advisors["lena"]
    for what in ("", "/karte.vcf", "/karte.svg", "/foto.jpg"):
        assert browser(None).get(f"/kontakt/person/{lena}{what}").status_code == 404


def test_a_portrait_is_square_small_and_says_nothing_of_its_place(browser, db, cast, public):
    taken = Image.new("RGB", (1200, 800), "navy")
    exif = Image.Exif()
    exif[0x010F] = "Camera of Anna"
    file = BytesIO()
    taken.save(file, "JPEG", exif=exif)
    page = "/account/card/"
    fields = filled(browser, page, "anna", hours="Mo–Fr", photo=(BytesIO(file.getvalue()), "a.jpg"))
    assert browser("anna").post(page, page=page, **fields).location == page
    shown = browser(None).get(f"/kontakt/person/{cast.advisors['anna']}/foto.jpg")
    with Image.open(BytesIO(shown.data)) as portrait:
        assert portrait.size == (400, 400)
        assert not portrait.getexif()
    fields = filled(browser, page, "anna", without_photo="y")
    assert browser("anna").post(page, page=page, **fields).location == page
    gone = browser(None).get(f"/kontakt/person/{cast.advisors['anna']}/foto.jpg")
    assert gone.status_code == 404


def test_what_is_no_picture_is_refused_with_a_sentence(browser, db, cast: Cast, public) -> None:
    page = "/account/card/"
    fields = filled(browser, page, "anna", hours="Mo–Fr", photo=(BytesIO(b"GIF89a"), "a.jpg"))
    answer = browser("anna").post(page, page=page, **fields)
    assert "Das ist kein lesbares Bild" in answer.text
    assert 'value="Mo–Fr"' in answer.text


def test_who_advises_nobody_has_no_card(browser, cast: Cast) -> None:
    assert browser("carla").get("/account/card/").status_code == 404


def test_the_frame_opens_to_named_sites_alone_and_has_no_script(
    app, browser, cast: Cast, public, monkeypatch
) -> None:
    closed = browser(None).get("/kontakt/rahmen")
    assert "frame-ancestors 'none'" in closed.headers["Content-Security-Policy"]
    assert closed.headers["X-Frame-Options"] == "DENY"
    monkeypatch.setitem(app.config, "EMBED_IN", "https://www.stadt.example")
    framed = browser(None).get("/kontakt/rahmen?thema=financing&_l_=en")
    policy = framed.headers["Content-Security-Policy"]
    assert "frame-ancestors https://www.stadt.example" in policy
    assert "script-src 'none'" in policy
    assert "X-Frame-Options" not in framed.headers
    assert "Set-Cookie" not in framed.headers
    assert "<script" not in framed.text
    assert "Anna Beier" in framed.text
    assert "Whom to speak to" in framed.text
    other = browser(None).get("/kontakt/")
    assert "frame-ancestors 'none'" in other.headers["Content-Security-Policy"]
