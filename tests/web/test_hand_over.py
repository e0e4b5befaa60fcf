"""Handing everything over on screen: who may, in one act, once, with a list to sign."""

from __future__ import annotations

from sqlalchemy import select

from crm import clock
from crm.models import FollowUp, HandOver, Responsibility
from tests.web.cast import Cast
from tests.web.forms import filled, send

LIST = "/hand-overs/"


def handed(browser, cast: Cast, name: str = "lena", **changes: object) -> dict[str, object]:
    address = f"{LIST}of/{cast.advisors['anna']}"
    everything = {"follow_up": cast.advisors["lena"], "responsibility": cast.advisors["bernd"]}
    return filled(browser, address, name, **{**everything, **changes})


def test_everything_of_anna_goes_over_in_one_act(browser, cast: Cast, db) -> None:
    address = f"{LIST}of/{cast.advisors['anna']}"
    assert "Förderliste schicken" in browser("lena").get(address).text
    fields = handed(browser, cast, notes="Schlüssel liegt vorn")
    answer = send(browser, address, fields, "lena")
    db.rollback()
    (record,) = db.scalars(select(HandOver))
    assert answer.location == f"{LIST}{record.id}"
    assert db.get_one(FollowUp, cast.follow_up).owner.name == "Lena Dorn"
    cares = db.scalars(select(Responsibility).order_by(Responsibility.id)).all()
    assert [care.advisor.name for care in cares] == ["Anna Beier", "Bernd Colditz"]
    page = browser("lena").get(answer.location).text
    for words in ("Förderliste schicken", "Altstadt", "Schlüssel liegt vorn",
                  "Übernommen: Bernd Colditz", "Datum, Unterschrift:"):  # fmt: skip
        assert words in page, words
    again = send(browser, address, fields, "lena")
    assert again.location == f"{LIST}{record.id}"
    assert "Anna Beier" in browser("lena").get(LIST).text


def test_what_has_no_taker_is_said_and_nothing_goes_over(browser, cast: Cast, db) -> None:
    address = f"{LIST}of/{cast.advisors['anna']}"
    answer = send(browser, address, handed(browser, cast, responsibility="", notes="NOTIZ"), "lena")
    assert answer.status_code == 200
    assert "Wer übernimmt das?" in answer.text
    assert "NOTIZ" in answer.text
    db.rollback()
    assert db.get_one(FollowUp, cast.follow_up).owner.name == "Anna Beier"
    wrong = send(browser, address, handed(browser, cast, last_day="2199-01-01"), "lena")
    assert "Stimmt das Jahr?" in wrong.text


def test_only_those_who_lead_and_only_their_team(browser, cast: Cast) -> None:
    bernd = f"{LIST}of/{cast.advisors['bernd']}"
    assert browser("lena").get(bernd).status_code == 404
    assert browser("vera").get(bernd).status_code == 200
    for name in ("anna", "bernd", "carla", "ruth"):
        assert browser(name).get(bernd).status_code in (302, 403), name
        assert browser(name).get(LIST).status_code in (302, 403), name


def test_administrators_hand_over_what_they_do_not_read(browser, cast: Cast, db) -> None:
    address = f"{LIST}of/{cast.advisors['bernd']}"
    assert "GEHEIM" not in browser("vera").get(address).text
    fields = filled(browser, address, "vera", follow_up=cast.advisors["anna"])
    answer = send(browser, address, fields, "vera")
    assert "GEHEIM" not in browser("vera").get(answer.location).text
    db.rollback()
    query = select(FollowUp).where(FollowUp.interaction_id == cast.confidential)
    assert db.scalars(query).one().owner.name == "Anna Beier"


def test_single_things_go_to_somebody_else_than_the_rest(browser, cast: Cast, db) -> None:
    db.add(
        FollowUp(
            promise="Zweites", due_on=clock.today(), first_due_on=clock.today(),
            owner_id=cast.advisors["anna"], company_id=cast.bakery,
        )
    )  # fmt: skip
    db.commit()
    address = f"{LIST}of/{cast.advisors['anna']}"
    one = f"follow_up-{cast.follow_up}"
    assert f'name="{one}"' in browser("lena").get(address).text
    wrong = send(browser, address, handed(browser, cast, **{one: "Niemand"}), "lena")
    assert "„Niemand“ ist niemand aus dem Haus" in wrong.text
    assert 'value="Niemand"' in wrong.text
    answer = send(browser, address, handed(browser, cast, **{one: "Bernd Colditz"}), "lena")
    db.rollback()
    assert db.get_one(FollowUp, cast.follow_up).owner.name == "Bernd Colditz"
    second = db.scalars(select(FollowUp).where(FollowUp.promise == "Zweites")).one()
    assert second.owner.name == "Lena Dorn"
    page = browser("lena").get(answer.location).text
    assert "Übernommen: Bernd Colditz" in page
    assert "Übernommen: Lena Dorn" in page


def test_a_kind_all_of_which_goes_singly_needs_nobody_else(browser, cast: Cast, db) -> None:
    address = f"{LIST}of/{cast.advisors['anna']}"
    one = {f"follow_up-{cast.follow_up}": "Bernd Colditz", "follow_up": ""}
    answer = send(browser, address, handed(browser, cast, **one), "lena")
    assert answer.status_code == 302
    db.rollback()
    assert db.get_one(FollowUp, cast.follow_up).owner.name == "Bernd Colditz"
