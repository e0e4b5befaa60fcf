"""Series: the next ones with one button, one changed without the others, who comes and who not."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from crm.enums import InteractionStatus
from crm.models import GatheringPlan, GatheringSeries, Interaction, Participation
from tests.web.cast import Cast

TODAY = date.today()
NEW = "/gatherings/series/new"


def fields(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "title": "Stammtisch", "kind": "round_table", "place_in_month": "1", "weekday": "TU",
        "interval": "1", "first_on": TODAY.isoformat(), "starts_at": "18:30", "capacity": "30",
        "lead": cast.advisors["anna"], "is_active": "y", **changes,
    }  # fmt: skip


@pytest.fixture
def series(browser, cast: Cast, db) -> int:
    answer = browser("anna").post(NEW, **fields(cast))
    assert answer.status_code == 302, answer.text
    return int(answer.location.rsplit("/", 1)[1])


def made(db, pk: int) -> list[Interaction]:
    db.rollback()
    query = (
        select(Interaction)
        .join(GatheringPlan, GatheringPlan.interaction_id == Interaction.id)
        .where(GatheringPlan.series_id == pk)
        .order_by(Interaction.happened_on)
    )
    return list(db.scalars(query))


def make(browser, pk: int, count: object, version: int):
    home = f"/gatherings/series/{pk}"
    return browser("anna").post(f"{home}/next", page=home, count=count, version=version)


def test_the_next_ones_are_made_once(browser, db, series: int) -> None:
    for _twice in range(2):
        make(browser, series, 3, 1)
    found = made(db, series)
    assert len(found) == 3
    for each in found:
        assert (each.happened_on.weekday(), each.happened_on.day <= 7) == (1, True)
        assert each.happened_on >= TODAY
        assert (each.title, each.status) == ("Stammtisch", InteractionStatus.PLANNED)
        assert each.plan
        assert each.plan.capacity == 30
        assert str(each.lead) == "Anna Beier"
    make(browser, series, 2, db.get_one(GatheringSeries, series).version)
    days = [each.happened_on for each in made(db, series)]
    assert len(set(days)) == 5


def test_one_is_moved_and_the_series_goes_on_behind_it(browser, db, series: int) -> None:
    make(browser, series, 1, 1)
    (one,) = made(db, series)
    original = one.happened_on
    one.happened_on = original + timedelta(1)
    db.commit()
    make(browser, series, 1, db.get_one(GatheringSeries, series).version)
    days = [each.happened_on for each in made(db, series)]
    assert original not in days
    assert len(days) == 2


@pytest.mark.parametrize("count", ["0", "-3", "x", "9999999999", ""])
def test_how_many_is_kept_within_bounds(browser, db, series: int, count: str) -> None:
    assert make(browser, series, count, 1).status_code == 302
    assert 1 <= len(made(db, series)) <= 12


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"first_on": "x"}, {"lead": ""}, {"interval": "0"}, {"interval": "99"},
     {"capacity": "0"}, {"kind": "visit"}, {"weekday": "XX"}, {"place_in_month": "9"}],
)  # fmt: skip
def test_what_is_wrong_is_said(browser, cast: Cast, db, wrong) -> None:
    answer = browser("anna").post(NEW, **fields(cast, place="Ratskeller", **wrong))
    assert answer.status_code == 200
    assert "data-error-summary" in answer.text
    assert "Ratskeller" in answer.text
    db.rollback()
    assert db.scalars(select(GatheringSeries)).all() == []


def test_a_series_is_changed_and_two_editors_are_told(browser, cast, db, series: int) -> None:
    address = f"/gatherings/series/{series}/edit"
    first = browser("anna").post(address, **fields(cast, title="Mittagstisch", version=1))
    assert first.status_code == 302
    second = browser("lena").post(address, **fields(cast, title="Abendtisch", version=1))
    assert second.status_code == 200
    assert "Mittagstisch" in second.text
    db.rollback()
    assert db.get_one(GatheringSeries, series).title == "Mittagstisch"


def guests(browser, query: str = "") -> list[dict[str, str]]:
    text = browser("anna").get(f"/gatherings/guests/export.csv{query}").data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_who_comes_and_who_never_comes(browser, cast: Cast, db, series: int) -> None:
    for days, bakery in ((90, "attended"), (60, "attended"), (30, "no_show")):
        gathering = Interaction(kind="round_table", title="Stammtisch",
                                happened_on=TODAY - timedelta(days))  # fmt: skip
        gathering.plan = GatheringPlan(series_id=series)
        gathering.participations = [
            Participation(company_id=cast.bakery, status=bakery),
            Participation(company_id=cast.forwarder, status="invited"),
        ]
        db.add(gathering)
    db.commit()
    (comes,) = guests(browser)
    assert (comes["Unternehmen"], comes["Auf der Liste"], comes["teilgenommen"]) == (
        "Bäckerei Lüdecke GmbH", "3", "2",
    )  # fmt: skip
    (never,) = guests(browser, "?who=never")
    assert never["Unternehmen"] == "Elbe Spedition KG"
    assert len(guests(browser, f"?who=all&series={series}")) == 2
    since = (TODAY - timedelta(70)).isoformat()
    assert guests(browser, f"?from={since}")[0]["Auf der Liste"] == "2"
    assert guests(browser, f"?who=never&from={since}") == []
    assert guests(browser, "?who=all&kind=forum") == []
    page = browser("anna").get(f"/gatherings/series/{series}").text
    assert "Bäckerei Lüdecke GmbH" in page
    assert browser("anna").get("/gatherings/guests/?who=x").status_code == 400


def test_the_list_of_series(browser, db, series: int) -> None:
    make(browser, series, 1, 1)
    page = browser("bernd").get("/gatherings/series/").text
    assert "Stammtisch" in page
    assert "jeden ersten Dienstag" in page
