"""Red flags on screen: raised with a tap or by a form, seen, closed; and who sees nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from crm import clock
from crm.enums import RedFlagKind, RedFlagOutcome
from crm.models import Interaction, RedFlag
from crm.services import red_flags
from tests.web.cast import Cast
from tests.web.forms import filled, send

NEW, VISIT = "/red-flags/new", "/contacts/new/visit"
SECRET = "GEHEIM-Zahlungsunfähig"


@pytest.fixture
def flag(db, cast: Cast):
    """flag(kind, ...) -> the id of a red flag of the bakery, with Anna unless said otherwise."""

    def make(kind: RedFlagKind = RedFlagKind.LACK_OF_STAFF, **values: object) -> int:
        told = {
            "kind": kind, "company_id": cast.bakery, "owner_id": cast.advisors["anna"],
            "raised_on": date(2026, 3, 2), "due_on": clock.today(), **values,
        }  # fmt: skip
        raised = red_flags.raise_red_flag(db, told)
        db.commit()
        return raised.id

    return make


def stored(db) -> RedFlag:
    db.rollback()
    return db.scalars(select(RedFlag)).one()


def test_it_is_raised_with_a_tap_in_the_visit(browser, cast: Cast, db) -> None:
    fields = filled(browser, f"{VISIT}?company={cast.bakery}", red_flags=["succession"])
    assert send(browser, VISIT, fields).status_code == 302
    flag = stored(db)
    assert (flag.kind, flag.company_id) == (RedFlagKind.SUCCESSION, cast.bakery)
    assert flag.owner_id == cast.advisors["anna"]
    assert flag.due_on == clock.today() + timedelta(14)
    for page in (f"/companies/{cast.bakery}", "/red-flags/", f"/contacts/{flag.interaction_id}"):
        assert f"/red-flags/{flag.id}" in browser("bernd").get(page).text, page
    again = send(browser, VISIT, fields)
    assert again.status_code == 307
    assert stored(db).id == flag.id


def test_a_tap_without_a_firm_is_refused_and_stays(browser, cast: Cast, db) -> None:
    address = "/contacts/new/consultation"
    fields = filled(browser, address, guest_name="Rosa Kern", red_flags=["liquidity"])
    answer = send(browser, address, fields)
    assert answer.status_code == 200
    assert "Ein Warnsignal gehört zu einem Unternehmen" in answer.text
    assert 'checked name="red_flags" type="checkbox" value="liquidity"' in answer.text
    assert db.scalars(select(Interaction).where(Interaction.kind == "consultation")).one()


def test_nonsense_is_refused_with_a_sentence(browser, cast: Cast) -> None:
    fields = filled(browser, f"{VISIT}?company={cast.bakery}", red_flags=["erdbeben"])
    answer = send(browser, VISIT, fields)
    assert answer.status_code == 200
    assert "Bitte wählen Sie aus der Liste" in answer.text


def test_it_is_raised_from_the_firm_with_jobs_and_readers(browser, cast: Cast, db) -> None:
    page = browser("anna").get(f"/companies/{cast.bakery}").text
    assert f"{NEW}?company={cast.bakery}" in page
    fields = filled(browser, f"{NEW}?company={cast.bakery}", kind="liquidity", severity="high",
                    jobs_claimed="7", jobs_confirmed="3", notes=SECRET, is_confidential="y",
                    readers=[cast.advisors["bernd"]])  # fmt: skip
    answer = send(browser, NEW, fields)
    flag = stored(db)
    assert answer.location == f"/red-flags/{flag.id}"
    assert (flag.jobs_claimed, flag.jobs_confirmed) == (7, 3)
    assert [each.name for each in flag.readers] == ["Bernd Colditz"]
    assert SECRET in browser("bernd").get(f"/red-flags/{flag.id}").text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"company": ""}, "Um welches Unternehmen geht es?"),
        ({"kind": ""}, "Welche Art von Schwierigkeit"),
        ({"raised_on": "2199-01-01"}, "Das liegt in der Zukunft"),
        ({"due_on": "2020-01-01"}, "Die Frist liegt vor dem Tag"),
        ({"jobs_claimed": "-3"}, "Zwischen 0 und"),
    ],
)
def test_what_is_refused_stays_on_the_screen(browser, cast: Cast, changes, sentence) -> None:
    fields = {"kind": "leaving", "notes": "WORTLAUT", **changes}
    answer = send(browser, NEW, filled(browser, f"{NEW}?company={cast.bakery}", "anna", **fields))
    assert answer.status_code == 200
    assert sentence in answer.text
    assert "WORTLAUT" in answer.text


def test_nobody_else_sees_a_confidential_one_anywhere(browser, cast: Cast, flag) -> None:
    pk = flag(notes=SECRET, is_confidential=True, reader_ids=[cast.advisors["bernd"]])
    pages = (f"/red-flags/{pk}", "/red-flags/?state=all", "/red-flags/export.csv?state=all",
             f"/companies/{cast.bakery}", "/day/")  # fmt: skip
    vera = browser("vera")
    assert [vera.get(page).status_code for page in pages] == [404, 200, 200, 200, 200]
    for page in pages[1:]:
        answer = vera.get(page)
        assert f"/red-flags/{pk}" not in answer.text, page
        assert "Fachkräftemangel" not in answer.text.replace(">Fachkräftemangel</option>", ""), page
    for name in ("anna", "bernd", "lena"):
        assert browser(name).get(f"/red-flags/{pk}").status_code == 200, name
        listed = browser(name).get("/red-flags/export.csv?state=all").text
        assert "Fachkräftemangel" in listed, name
    assert "1–1 von 1" in browser("bernd").get("/red-flags/").text
    assert "1–1 von 1" not in vera.get("/red-flags/").text


def test_a_reader_reads_and_does_not_change(browser, cast: Cast, flag) -> None:
    pk = flag(is_confidential=True, reader_ids=[cast.advisors["bernd"]])
    bernd = browser("bernd")
    assert "/edit" not in bernd.get(f"/red-flags/{pk}").text.split("<main", 1)[1]
    assert bernd.get(f"/red-flags/{pk}/edit").status_code == 404
    closed = bernd.post(f"/red-flags/{pk}/close", page="/day/", outcome="eased")
    assert closed.status_code == 404


def test_it_is_closed_with_what_came_of_it_and_opened_again(browser, cast, db, flag) -> None:
    pk, anna = flag(), browser("anna")
    page = f"/red-flags/{pk}"
    assert "Fällige Warnsignale" in anna.get("/day/").text
    refused = anna.post(f"{page}/close", page=page, outcome="", words="DREI ABSÄTZE")
    assert refused.status_code == 200
    assert "DREI ABSÄTZE" in refused.text
    anna.post(f"{page}/close", page=page, outcome="averted", words="Zwei Azubis gefunden")
    flagged = stored(db)
    assert (flagged.outcome, flagged.closed_on) == (RedFlagOutcome.AVERTED, clock.today())
    assert "Rückgängig" in anna.get(page).text
    assert "Fällige Warnsignale" not in anna.get("/day/").text
    anna.post(f"{page}/reopen", page=page)
    assert stored(db).is_open


def test_the_second_of_two_editors_sees_both_versions(browser, cast: Cast, db, flag) -> None:
    pk = flag()
    address = f"/red-flags/{pk}/edit"
    mine, theirs = filled(browser, address), filled(browser, address, "lena")
    assert send(browser, address, {**theirs, "severity": "high"}, "lena").status_code == 302
    answer = send(browser, address, {**mine, "severity": "low", "notes": "MEINS"})
    assert answer.status_code == 200
    assert "Inzwischen gespeichert" in answer.text
    assert "MEINS" in answer.text
    assert stored(db).severity == "high"


def test_given_into_other_hands_it_is_out_of_sight(browser, cast: Cast, db, flag) -> None:
    pk = flag(is_confidential=True)
    address = f"/red-flags/{pk}/edit"
    fields = filled(browser, address, owner=cast.advisors["bernd"])
    assert send(browser, address, fields).location == "/red-flags/"
    assert browser("anna").get(f"/red-flags/{pk}").status_code == 404


def test_counters_and_reporting_see_nothing_of_it(browser, cast: Cast, flag) -> None:
    pk = flag()
    for name in ("carla", "ruth"):
        for page in ("/red-flags/", f"/red-flags/{pk}", NEW):
            assert browser(name).get(page).status_code in (302, 403), (name, page)


def test_figures_on_red_flags_are_for_those_who_lead(browser, cast: Cast, flag) -> None:
    flag()
    flag(RedFlagKind.LIQUIDITY, is_confidential=True, jobs_claimed=77)
    address = "/follow-ups/rate/?from=2026-01-01&to=2026-12-31"
    assert "Nach Berater/in" not in browser("anna").get(address).text
    assert "Arbeitsplätze" not in browser("ruth").get(address).text
    lena = browser("lena").get(address).text
    assert "Arbeitsplätze, genannt" in lena
    assert ">77<" not in lena
