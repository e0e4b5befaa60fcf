"""Forums, round tables, consulting days and fairs, and the lists of who came."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from crm.enums import (
    AssignmentRole,
    InteractionKind,
    InteractionStatus,
    ParticipationStatus,
)
from crm.models import (
    AdvisorAssignment,
    CompanyOverview,
    Interaction,
    Participation,
)
from tests.web.cast import Cast

LIST = "/gatherings/"
NEW = "/gatherings/new"
TODAY = date.today()
WAITING = re.compile(r'<textarea[^>]*name="lines"[^>]*>(.*?)</textarea>', re.DOTALL)


@pytest.fixture
def forum(db, cast: Cast) -> int:
    """Anna's forum of today, confidential to nobody."""
    forum = Interaction(kind=InteractionKind.FORUM, title="Herbstforum", happened_on=TODAY,
                        status=InteractionStatus.HELD)  # fmt: skip
    lead = AdvisorAssignment(advisor_id=cast.advisors["anna"], role=AssignmentRole.LEAD)
    forum.assignments.append(lead)
    db.add(forum)
    db.commit()
    return forum.id


def gathering(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "kind": "round_table", "title": "Stammtisch Altstadt", "happened_on": TODAY.isoformat(),
        "status": "held", "lead": cast.advisors["anna"], **changes,
    }  # fmt: skip


def rows(db, pk: int) -> list[Participation]:
    db.rollback()
    query = select(Participation).filter_by(interaction_id=pk).order_by(Participation.id)
    return list(db.scalars(query))


def names(db, pk: int) -> list[str]:
    return [str(row) for row in rows(db, pk)]


# -- the gathering ---------------------------------------------------------------------------
def test_a_round_table_is_written_down(browser, cast: Cast, db) -> None:
    fields = gathering(cast, colleagues=[cast.advisors["bernd"], cast.advisors["lena"]])
    answer = browser("anna").post(NEW, **fields, topics=cast.topic, duration_minutes="150")
    assert answer.status_code == 302, answer.text
    db.rollback()
    made = db.scalars(select(Interaction).filter_by(title="Stammtisch Altstadt")).one()
    assert made.kind is InteractionKind.ROUND_TABLE
    assert made.duration_minutes == 150
    assert len(made.assignments) == 3
    page = browser("anna").get(answer.headers["Location"]).text
    for words in ("Stammtisch Altstadt", "Bernd Colditz", "Finanzierung"):
        assert words in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"happened_on": ""},
        {"happened_on": (TODAY + timedelta(9)).isoformat()},
        {"ends_on": (TODAY - timedelta(1)).isoformat()},
        {"kind": "visit"},
        {"kind": "x"},
        {"kind": ""},
        {"lead": ""},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(browser, cast: Cast, wrong) -> None:
    answer = browser("anna").post(NEW, **{**gathering(cast, notes="Buffet bestellen"), **wrong})
    assert answer.status_code == 200
    assert "data-error-summary" in answer.text
    assert "Buffet bestellen" in answer.text


def test_sent_twice_it_is_stored_once(browser, cast: Cast, db) -> None:
    for _ in range(2):
        assert browser("anna").post(NEW, **gathering(cast, client_key="k")).status_code in (
            302,
            307,
        )
    db.rollback()
    assert len(db.scalars(select(Interaction).filter_by(client_key="k")).all()) == 1


def test_two_who_change_it_see_each_other(browser, cast: Cast, forum: int) -> None:
    address = f"/gatherings/{forum}/edit"
    version = re.search(r'name="version"[^>]*value="(\d+)"', browser("anna").get(address).text)[1]
    for who, status in (("lena", 302), ("anna", 200)):
        fields = gathering(cast, title=f"{who} schreibt", version=version)
        answer = browser(who).post(address, **fields)
        assert answer.status_code == status
    assert 'value="anna schreibt"' in answer.text
    assert re.search(r"field-theirs.*?lena schreibt", answer.text, re.DOTALL)


def test_a_change_leaves_the_list_alone(browser, cast: Cast, db, forum: int) -> None:
    anna = browser("anna")
    anna.post(f"/gatherings/{forum}/add", page=f"/gatherings/{forum}", guest_name="Frau Kühn")
    version = re.search(r'name="version"[^>]*value="(\d+)"',
                        anna.get(f"/gatherings/{forum}/edit").text)[1]  # fmt: skip
    fields = gathering(cast, title="Winterforum", version=version)
    assert anna.post(f"/gatherings/{forum}/edit", **fields).status_code == 302
    assert names(db, forum) == ["Frau Kühn"]
    assert "Winterforum" in anna.get(LIST).text


def test_the_list_counts_who_came(browser, cast: Cast, db, forum: int) -> None:
    for status in ("invited", "registered", "attended", "attended", "no_show"):
        db.add(Participation(interaction_id=forum, guest_name="Gast", status=status))
    db.commit()
    answer = browser("bernd").get(f"{LIST}export.csv")
    (row,) = [line for line in csv.reader(io.StringIO(answer.text), delimiter=";")
              if "Herbstforum" in line]  # fmt: skip
    assert row[-3:-1] == ["4", "2"]
    assert "Herbstforum" not in browser("bernd").get(f"{LIST}?kind=fair").text


def test_what_is_next_stands_first_and_the_past_is_asked_for(browser, cast: Cast, db) -> None:
    for title, days in (("Vorjahr", -300), ("Gestern", -1), ("Später", 40), ("Bald", 5)):
        happened_on = TODAY + timedelta(days)
        status = InteractionStatus.HELD if days < 0 else InteractionStatus.PLANNED
        db.add(Interaction(kind="forum", title=title, happened_on=happened_on, status=status))
    db.commit()

    def order(query: str = "") -> list[str]:
        return re.findall(r">(Vorjahr|Gestern|Später|Bald)</a>", bernd.get(f"{LIST}{query}").text)

    bernd = browser("bernd")
    assert order() == ["Gestern", "Bald", "Später"]
    assert order("?when=all") == ["Später", "Bald", "Gestern", "Vorjahr"]
    assert order("?status=held") == ["Gestern", "Vorjahr"]
    assert order("?order=happened_on&direction=desc") == ["Später", "Bald", "Gestern"]


def test_a_contacts_address_leads_to_its_gathering(browser, forum: int) -> None:
    answer = browser("anna").get(f"/contacts/{forum}")
    assert answer.headers["Location"].endswith(f"/gatherings/{forum}")


def test_a_visit_is_no_gathering(browser, cast: Cast) -> None:
    for page in ("", "/edit"):
        assert browser("anna").get(f"/gatherings/{cast.visit}{page}").status_code == 404


# -- its list --------------------------------------------------------------------------------
def test_a_firm_is_added_and_counts_as_spoken_to(browser, cast: Cast, db, forum: int) -> None:
    fields = {"company": cast.forwarder, "guest_name": "Herr Elb", "status": "attended"}
    home = f"/gatherings/{forum}"
    assert browser("anna").post(f"{home}/add", page=home, **fields).status_code == 302
    assert names(db, forum) == ["Elbe Spedition KG"]
    assert "Herr Elb" in browser("anna").get(home).text
    assert db.get(CompanyOverview, cast.forwarder).last_contact_on == TODAY


def test_who_is_added_to_a_firm_on_the_list_is_named_beside(
    browser, cast: Cast, db, forum: int
) -> None:
    home = f"/gatherings/{forum}"
    for name in ("Frau Lüdecke", "Herr Ofen", "Herr Ofen"):
        fields = {"company": cast.bakery, "guest_name": name}
        assert browser("anna").post(f"{home}/add", page=home, **fields).status_code == 302
    (firm,) = rows(db, forum)
    assert firm.guest_name == "Frau Lüdecke, Herr Ofen"


def test_a_firm_on_the_list_is_no_reason_to_type_it_all_again(
    browser, cast: Cast, db, forum: int
) -> None:
    home = f"/gatherings/{forum}"
    typed = {"company": cast.bakery, "status": "invited", "client_key": "k-1"}
    for _ in range(2):
        assert browser("anna").post(f"{home}/add", page=home, **typed).status_code == 302
    again = browser("anna").post(f"{home}/add", page=home, **{**typed, "client_key": "k-2"})
    assert again.status_code == 200
    assert "steht schon auf der Liste" in again.text
    assert f'<option value="{cast.bakery}" selected>' in again.text
    assert '<option selected value="invited">' in again.text
    assert len(rows(db, forum)) == 1


def test_a_firm_stands_there_once_and_nobody_is_nobody(browser, cast: Cast, db, forum: int) -> None:
    home = f"/gatherings/{forum}"
    for _ in range(2):
        browser("anna").post(f"{home}/add", page=home, company=cast.bakery, status="invited")
    assert len(rows(db, forum)) == 1
    answer = browser("anna").post(f"{home}/add", page=home, company="", guest_name="")
    assert answer.status_code == 200
    assert "data-error-summary" in answer.text


def paste(browser, forum: int, text: str, who: str = "anna"):
    home = f"/gatherings/{forum}"
    return browser(who).post(f"{home}/review", page=home, lines=text)


def filled_in(page: str) -> dict[str, str]:
    """The review page's form as a browser would send it."""
    hidden = re.findall(r'type="hidden" name="((?:line|key)_\d+)" value="([^"]*)"', page)
    fields = dict(hidden)
    for select_ in re.findall(r'<select[^>]*name="(choice_\d+)">(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', select_[1])
        fields[select_[0]] = chosen[1]
    return fields


def attend(browser, forum: int, **fields: object):
    return browser("anna").post(
        f"/gatherings/{forum}/attend", page=f"/gatherings/{forum}", **fields
    )


def test_pasted_lines_are_matched_and_looked_through_first(
    browser, cast: Cast, db, forum: int
) -> None:
    page = paste(browser, forum, "Bäckerei Lüdecke; Frau Lüdecke\nZirkus Sarrasani\n").text
    assert rows(db, forum) == []
    fields = filled_in(page)
    assert fields["choice_0"] == str(cast.bakery)
    assert fields["choice_1"] == "guest"
    answer = attend(browser, forum, status="attended", **fields)
    assert answer.headers["Location"].endswith(f"/gatherings/{forum}")
    firm, guest = rows(db, forum)
    assert (firm.company_id, firm.guest_name) == (cast.bakery, "Frau Lüdecke")
    assert (guest.guest_name, guest.status) == ("Zirkus Sarrasani", ParticipationStatus.ATTENDED)


def test_sent_twice_the_lines_arrive_once(browser, cast: Cast, db, forum: int) -> None:
    fields = filled_in(paste(browser, forum, "Bäckerei Lüdecke\nFrau Kühn, Gründerin").text)
    for _ in range(2):
        attend(browser, forum, **fields)
    assert len(rows(db, forum)) == 2


def test_who_is_on_the_list_is_left_out(browser, cast: Cast, db, forum: int) -> None:
    attend(browser, forum, **filled_in(paste(browser, forum, "Bäckerei Lüdecke").text))
    again = filled_in(paste(browser, forum, "Bäckerei Lüdecke GmbH").text)
    assert again["choice_0"] == "skip"


def test_two_lines_of_one_firm_keep_both_names(browser, cast: Cast, db, forum: int) -> None:
    text = "Bäckerei Lüdecke; Frau A\nBäckerei Lüdecke; Herr B"
    attend(browser, forum, **filled_in(paste(browser, forum, text).text))
    assert [row.guest_name for row in rows(db, forum)] == ["Frau A, Herr B"]
    again = filled_in(paste(browser, forum, "Bäckerei Lüdecke; Herr B").text)
    assert again["choice_0"] == "skip"
    later = filled_in(paste(browser, forum, "Bäckerei Lüdecke; Frau C").text)
    attend(browser, forum, **later)
    assert [row.guest_name for row in rows(db, forum)] == ["Frau A, Herr B, Frau C"]


def test_undecided_lines_come_back(browser, cast: Cast, db, forum: int) -> None:
    page = paste(browser, forum, "Bäckerei Lüdeke\nFrau Kühn").text
    fields = filled_in(page)
    assert fields["choice_0"] == ""
    answer = attend(browser, forum, **fields)
    assert answer.status_code == 200
    assert "Bäckerei Lüdeke" in answer.text
    assert names(db, forum) == ["Frau Kühn"]


def test_only_what_was_offered_is_taken(browser, cast: Cast, db, forum: int) -> None:
    fields = filled_in(paste(browser, forum, "Bäckerei Lüdecke").text)
    attend(browser, forum, **{**fields, "choice_0": str(cast.forwarder)})
    attend(browser, forum, **{**fields, "choice_0": "999999"})
    assert rows(db, forum) == []


def test_long_lists_are_looked_through_in_parts(browser, cast: Cast, db, forum: int) -> None:
    text = "\n".join(f"Gast Nummer {number}" for number in range(90))
    page = paste(browser, forum, text)
    taken = 0
    while page.status_code == 200:
        waiting = re.search(
            r'<textarea[^>]*name="lines"[^>]*>(.*?)</textarea>', page.text, re.DOTALL
        )
        assert len(page.data) < 100_000
        page = attend(browser, forum, lines=waiting[1] if waiting else "", **filled_in(page.text))
        taken += 1
    assert taken == 3
    assert len(rows(db, forum)) == 90


def test_one_tap_a_tick_and_all_at_once(browser, cast: Cast, db, forum: int) -> None:
    for number in range(3):
        db.add(Participation(interaction_id=forum, guest_name=f"Gast {number}", status="invited"))
    db.commit()
    home, first = f"/gatherings/{forum}", rows(db, forum)[0].id

    def state(**fields: object) -> list[str]:
        answer = browser("anna").post(f"{home}/status", page=home, **fields)
        assert answer.status_code == 302
        return [row.status.value for row in rows(db, forum)]

    assert state(one=f"{first}:attended") == ["attended", "invited", "invited"]
    ids = [row.id for row in rows(db, forum)]
    assert state(row=ids[1:], status="no_show") == ["attended", "no_show", "no_show"]
    assert state(row=ids[1], status="invited") == ["attended", "invited", "no_show"]
    assert state(everybody="attended") == ["attended", "attended", "no_show"]
    browser("anna").post(f"{home}/take-off", page=home, row=[ids[0], "x"])
    assert names(db, forum) == ["Gast 1", "Gast 2"]


def test_many_are_taken_off_with_few_questions(
    browser, cast: Cast, db, forum: int, statements
) -> None:
    for number in range(30):
        db.add(Participation(interaction_id=forum, guest_name=f"Gast {number}"))
    db.commit()
    ids, home = [row.id for row in rows(db, forum)], f"/gatherings/{forum}"
    db.rollback()
    anna = browser("anna")
    fields = {"csrf_token": anna.token(home), "row": ids}
    statements.clear()
    anna.client.post(f"{home}/take-off", data=fields)
    assert rows(db, forum) == []
    assert len(statements.queries) <= 12, statements.queries


@pytest.mark.parametrize(
    "fields", [{"one": "1:x"}, {"one": "x"}, {"everybody": "x"}, {"status": ""}]
)
def test_nonsense_is_refused(browser, cast: Cast, forum: int, fields) -> None:
    home = f"/gatherings/{forum}"
    assert browser("anna").post(f"{home}/status", page=home, **fields).status_code == 400


def test_who_took_no_part_reads_and_does_not_write(browser, cast: Cast, db, forum: int) -> None:
    bernd, home = browser("bernd"), f"/gatherings/{forum}"
    page = bernd.get(home)
    assert page.status_code == 200
    assert f"{home}/add" not in page.text
    for verb in ("add", "review", "attend", "status", "take-off", "edit"):
        answer = bernd.post(f"{home}/{verb}", page=NEW, guest_name="x", lines="x", one="1:attended")
        assert answer.status_code == 404, verb
    assert rows(db, forum) == []


def test_a_confidential_gathering_is_not_there(browser, cast: Cast, db, forum: int) -> None:
    db.get(Interaction, forum).is_confidential = True
    db.commit()
    for page in ("", "/edit", "/participants.csv"):
        assert browser("bernd").get(f"/gatherings/{forum}{page}").status_code == 404
    for listed in (LIST, f"{LIST}export.csv", "/contacts/"):
        assert "Herbstforum" not in browser("bernd").get(listed).text
    assert browser("lena").get(f"/gatherings/{forum}").status_code == 200


def test_the_list_of_participants_is_taken_along(browser, cast: Cast, db, forum: int) -> None:
    db.add(Participation(interaction_id=forum, company_id=cast.bakery, status="attended"))
    db.add(Participation(interaction_id=forum, guest_name="=cmd|' /C calc'!A0", status="invited"))
    db.commit()
    answer = browser("bernd").get(f"/gatherings/{forum}/participants.csv")
    table = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff")), delimiter=";"))
    assert len(table) == 3
    assert any("Bäckerei Lüdecke GmbH" in line for line in table)
    assert not any(cell.startswith("=") for line in table for cell in line)
    xlsx = browser("bernd").get(f"/gatherings/{forum}/participants.xlsx?status=attended")
    assert xlsx.data[:2] == b"PK"


def test_long_lists_ask_little_and_weigh_little(
    browser, cast: Cast, db, forum: int, statements
) -> None:
    for number in range(500):
        name = f"Frau Annegret von der Gastlichkeit, Nummer {number}"
        db.add(Participation(interaction_id=forum, guest_name=name, status="registered"))
    db.commit()
    for address in (LIST, NEW, f"/gatherings/{forum}?page=3", f"/gatherings/{forum}/edit",
                    f"/gatherings/{forum}?name=NUMMER+49&status=registered"):  # fmt: skip
        reader = browser("lena")
        statements.clear()
        answer = reader.get(address)
        assert answer.status_code == 200
        assert len(statements.queries) <= 12, (address, statements.queries)
        assert len(answer.data) < 100_000, (address, len(answer.data))
    assert answer.text.count('name="row"') == 11


def test_all_the_others_came_and_who_stayed_away_did_not(browser, db, forum: int) -> None:
    for name, status in (("A", "registered"), ("B", "no_show"), ("C", "invited")):
        db.add(Participation(interaction_id=forum, guest_name=name, status=status))
    db.commit()
    home = f"/gatherings/{forum}"
    browser("anna").post(f"{home}/status", page=home, everybody="attended")
    found = {row.guest_name: row.status.value for row in rows(db, forum)}
    assert found == {"A": "attended", "B": "no_show", "C": "attended"}


def test_one_more_on_the_list_is_said(browser, cast: Cast, forum: int) -> None:
    home = f"/gatherings/{forum}"
    answer = browser("anna").post(f"{home}/add", page=home, company=cast.bakery, status="invited")
    page = browser("anna").get(answer.location).text
    assert "Bäckerei Lüdecke GmbH steht auf der Liste." in page


def test_whoever_is_pasted_on_the_day_was_there(browser, forum: int) -> None:
    page = paste(browser, forum, "Frau Kühn").text
    assert '<option value="attended" selected>' in page
