"""A council paper from its first word to its last meeting, and what is refused on the way."""

from __future__ import annotations

from datetime import date, time
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from crm.enums import PaperAct, PaperKind, PaperState
from crm.errors import DomainError
from crm.models import CouncilPaper
from crm.rules.paper import normal_number, paper_problems
from crm.services import paper_steps, papers
from crm.services.paper_steps import Approval, Made
from tests.factories.releases import a_release

TODAY = date(2004, 3, 10)
ROUTE = [
    {"body": "Der Oberbürgermeister", "day": date(2004, 2, 17), "starts_at": time(8)},
    {"body": "Stadtrat", "day": date(2004, 4, 15), "starts_at": time(14)},
]
HEAD = {
    "number": "S0037/04", "kind": PaperKind.STATEMENT, "city": "Landeshauptstadt Magdeburg",
    "office": "Team 2", "dated_on": date(2004, 2, 11), "subject": "Ansprechpartner",
    "text": "Kurz und gut.", "meetings": ROUTE,
}  # fmt: skip
MADE = Made("Kurz und gut.", b"docx")


def a_paper(session: Session, **changes: Any) -> CouncilPaper:
    return papers.add_paper(session, {**HEAD, **changes}, None)


def in_route(session: Session, **changes: Any) -> CouncilPaper:
    paper = a_paper(session, **changes)
    paper_steps.send(session, paper, None)
    return paper


def acts(paper: CouncilPaper) -> list[PaperAct]:
    return [each.act for each in paper.steps]


def test_the_whole_way(session: Session) -> None:
    paper = in_route(session)
    paper_steps.approve(paper, Approval(date(2004, 2, 17), "OB"))
    locked = paper_steps.release(session, paper, MADE, None)
    assert (locked.sha256, locked.text) == (sha256(b"docx").hexdigest(), "Kurz und gut.")
    for meeting, day in zip(paper.meetings, (TODAY, date(2004, 4, 15)), strict=True):
        assert paper.state is PaperState.RELEASED
        paper_steps.hold(session, paper, meeting, day, None)
    assert paper.state is PaperState.HELD
    assert acts(paper) == [PaperAct.WRITTEN, PaperAct.SENT, PaperAct.RELEASED,
                           PaperAct.MEETING_HELD, PaperAct.MEETING_HELD]  # fmt: skip


def test_whose_meetings_took_place_before_is_dealt_with_at_release(session: Session) -> None:
    paper = in_route(session, meetings=ROUTE[:1])
    paper_steps.hold(session, paper, paper.meetings[0], TODAY, None)
    assert paper.state is PaperState.IN_ROUTE
    paper_steps.release(session, paper, MADE, None)
    assert paper.state is PaperState.HELD


def test_taken_back_it_can_be_changed_again(session: Session) -> None:
    paper = in_route(session)
    with pytest.raises(DomainError, match="in its route"):
        papers.change_paper(session, paper, {"text": "Anders"}, None)
    with pytest.raises(DomainError, match="Say why"):
        paper_steps.take_back(session, paper, "  ", None)
    paper_steps.take_back(session, paper, "Zahl fehlt", None)
    papers.change_paper(session, paper, {"text": "Anders"}, None)
    assert (paper.text, paper.steps[-2].words) == ("Anders", "Zahl fehlt")


@pytest.mark.parametrize("state", [PaperState.RELEASED, PaperState.HELD])
def test_after_release_nothing_changes(session: Session, state: PaperState) -> None:
    paper = in_route(session)
    paper_steps.release(session, paper, MADE, None)
    paper.state = state
    release = a_release()
    session.add(release)
    for act in (
        lambda: papers.change_paper(session, paper, {"text": "Anders"}, None),
        lambda: papers.take_over(session, paper, release, "neu", None),
        lambda: paper_steps.send(session, paper, None),
        lambda: paper_steps.take_back(session, paper, "doch", None),
        lambda: paper_steps.approve(paper, Approval()),
        lambda: paper_steps.release(session, paper, MADE, None),
    ):
        with pytest.raises(DomainError, match="Nothing in it changes any more"):
            act()
    assert paper.text == "Kurz und gut."


def test_a_draft_is_not_released(session: Session) -> None:
    paper = a_paper(session)
    for act in (
        lambda: paper_steps.release(session, paper, MADE, None),
        lambda: paper_steps.take_back(session, paper, "doch", None),
        lambda: paper_steps.hold(session, paper, paper.meetings[0], TODAY, None),
    ):
        with pytest.raises(DomainError, match="is a draft"):
            act()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": " "}, "no text yet"),
        ({"meetings": []}, "route is empty"),
        ({"meetings": [{"body": "Stadtrat"}]}, "has no day yet"),
    ],
)
def test_what_is_not_complete_stays_a_draft(
    session: Session, changes: dict[str, Any], sentence: str
) -> None:
    paper = a_paper(session, **changes)
    with pytest.raises(DomainError, match=sentence):
        paper_steps.send(session, paper, None)
    assert paper.state is PaperState.DRAFT


def test_a_meeting_to_come_has_not_taken_place(session: Session) -> None:
    paper = in_route(session)
    with pytest.raises(DomainError, match="has not come yet"):
        paper_steps.hold(session, paper, paper.meetings[1], TODAY, None)
    assert papers.on_the_day(paper, TODAY) == [paper.meetings[0]]


def test_a_meeting_is_ticked_off_once(session: Session) -> None:
    paper = in_route(session)
    for _twice in range(2):
        paper_steps.hold(session, paper, paper.meetings[0], TODAY, None)
    assert acts(paper).count(PaperAct.MEETING_HELD) == 1


def test_a_meeting_on_another_day_is_another_one(session: Session) -> None:
    paper = in_route(session)
    paper_steps.hold(session, paper, paper.meetings[0], TODAY, None)
    paper_steps.take_back(session, paper, "Termin", None)
    moved = [{**ROUTE[0], "day": date(2004, 3, 2)}]
    papers.change_paper(session, paper, {"meetings": moved}, None)
    assert [(each.body, each.is_held) for each in paper.meetings] == [
        ("Der Oberbürgermeister", False)
    ]


@pytest.mark.parametrize(
    ("approval", "sentence"),
    [
        (Approval(on=date(2004, 2, 17)), "who approved"),
        (Approval(by="OB"), "who approved"),
        (Approval(date(2004, 2, 10), "OB"), "before the day of the paper"),
    ],
)
def test_half_an_approval_is_none(session: Session, approval: Approval, sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        paper_steps.approve(in_route(session), approval)


def test_the_second_of_two_finds_another_version(session: Session) -> None:
    paper = a_paper(session)
    session.commit()
    table = CouncilPaper.__table__
    session.execute(table.update().values(version=paper.version + 1))
    with pytest.raises(StaleDataError):
        papers.change_paper(session, paper, {"text": "Anders"}, None)


def test_of_each_report_one_release(session: Session) -> None:
    releases = [a_release(2024), a_release(2025)]
    session.add_all(releases)
    session.flush()
    with pytest.raises(DomainError, match="is chosen twice"):
        a_paper(session, release_ids=[each.id for each in releases])


def test_what_is_newer(session: Session) -> None:
    cited, older_days, newest = a_release(2025), a_release(2024), a_release(2025)
    for each in (cited, older_days, newest):
        session.add(each)
        session.flush()
    assert papers.newer_releases(session, [cited]) == [newest]
    assert papers.newer_releases(session, [newest]) == []
    assert papers.newer_releases(session, []) == []
    paper = a_paper(session, release_ids=[cited.id])
    papers.take_over(session, paper, newest, "neu", None)
    assert paper.releases == [newest]
    assert acts(paper)[-1] is PaperAct.TAKEN_OVER


def test_a_file_is_known_by_its_fingerprint(session: Session) -> None:
    paper = in_route(session)
    locked = paper_steps.release(session, paper, MADE, None)
    paper_steps.keep_pdf(session, locked, b"first")
    paper_steps.keep_pdf(session, locked, b"second")
    assert locked.pdf == b"first"
    for content in (b"docx", b"first"):
        assert paper_steps.known_file(session, content) is locked
    for content in (b"second", b""):
        assert paper_steps.known_file(session, content) is None


@pytest.mark.parametrize(
    ("number", "sound"),
    [
        ("S0037/04", True), ("I0198/26", True), ("2026/0123", True), ("DS0012/26-1/26", True),
        ("S0037", False), ("S0037/", False), ("/04", False), ("s 37/04", False), ("§7/04", False),
    ],
)  # fmt: skip
def test_numbers_of_the_citys_scheme(number: str, sound: bool) -> None:
    found = [each.field for each in paper_problems({**HEAD, "number": number, "today": TODAY})]
    assert found == ([] if sound else ["number"])


def test_a_number_is_written_one_way() -> None:
    assert normal_number(" s 0037/04 ") == "S0037/04"
    assert normal_number(" ") is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"office": None}, "office"),
        ({"dated_on": None}, "dated_on"),
        ({"dated_on": date(204, 2, 11)}, "dated_on"),
        ({"motion_number": "A1", "motion_by": "SPD"}, "motion_on"),
        ({"text": "x" * 100_001}, "text"),
        ({"meetings": [{"day": TODAY}]}, "meetings-0-body"),
        ({"meetings": [{"body": "Rat", "starts_at": time(8)}]}, "meetings-0-day"),
        ({"meetings": list(reversed(ROUTE))}, "meetings-1-day"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(changes: dict[str, Any], field: str) -> None:
    found = [each.field for each in paper_problems({**HEAD, **changes, "today": TODAY})]
    assert found == [field]
