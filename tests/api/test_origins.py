"""What a contact came of, and the funding that was discussed: as the form writes it down."""

from __future__ import annotations

from datetime import date

from crm.models import Campaign, FundingCase, FundingProgramme, Inquiry
from tests.api.conftest import Caller, refused_fields, where
from tests.web.cast import Cast

TODAY = date.today().isoformat()


def talk(cast: Cast, **more: object) -> dict[str, object]:
    firm = [{"company_id": cast.bakery}]
    return {"kind": "consultation", "happened_on": TODAY, "participations": firm, **more}


def test_a_talk_names_what_it_came_of_and_answers_it(anna: Caller, db, cast: Cast) -> None:
    campaign = db.query(Campaign).one().id
    db.rollback()
    origin = {"campaign_id": campaign, "material_id": cast.material, "inquiry_id": cast.inquiry}
    made = anna.post("/interactions", **talk(cast, **origin))
    assert made.status_code == 201, made.text
    shown = made.json["result"]
    assert (shown["campaign"]["title"], shown["material"]["title"]) == ("Sommeraktion", "Wegweiser")
    assert shown["inquiry_id"] == cast.inquiry
    assert db.get(Inquiry, cast.inquiry).first_reply_at is not None
    db.rollback()
    for name, value in origin.items():
        asked = [where(name, "eq", value)]
        assert anna.ids("/interactions", filters=asked) == [made.json["id"]], name
    gone = anna.put(f"/interactions/{made.json['id']}", version=1, campaign_id=None)
    shown = gone.json["result"]
    assert (shown["campaign"], shown["material"]["id"]) == (None, cast.material)


def test_funding_is_noted_by_its_programme_and_taken_back(anna: Caller, db, cast: Cast) -> None:
    other = FundingProgramme(name="Gründerstipendium", giver="Land")
    db.add(other)
    db.commit()
    both = sorted([cast.programme, other.id])
    db.rollback()
    pk = anna.post("/interactions", **talk(cast, programme_ids=both)).json["id"]
    assert [p["id"] for p in anna.get(f"/interactions/{pk}").json["result"]["programmes"]] == both
    cases = db.query(FundingCase).filter_by(interaction_id=pk).all()
    assert {case.owner_id for case in cases} == {cast.advisors["anna"]}
    assert {case.company_id for case in cases} == {cast.bakery}
    address = f"/interactions/{pk}"
    kept = anna.put(address, version=1, programme_ids=[other.id]).json["result"]
    assert [each["name"] for each in kept["programmes"]] == ["Gründerstipendium"]
    untouched = anna.put(address, version=2, notes="Antrag bis Mai").json["result"]
    assert untouched["programmes"] == kept["programmes"]


def test_what_would_not_be_noted_is_refused(anna: Caller, cast: Cast) -> None:
    asked = {"programme_ids": [cast.programme]}
    forum = {"kind": "forum", "title": "Herbstforum", "happened_on": TODAY}
    for body in (talk(cast, **asked, status="planned"), {**forum, **asked}):
        refused = anna.post("/interactions", **body)
        assert (refused.status_code, refused_fields(refused)) == (422, {"programme_ids"})
    for name, value in (("campaign_id", 987), ("material_id", 987), ("inquiry_id", 987)):
        refused = anna.post("/interactions", **talk(cast, **{name: value}))
        assert refused_fields(refused) == {name}
    refused = anna.post("/interactions", **talk(cast, programme_ids=[987]))
    assert refused_fields(refused) == {"programme_ids.0"}
