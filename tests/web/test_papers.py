"""Council papers on their pages: written, sent, released, and never with words lost."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from crm.enums import PaperState
from crm.models import CouncilPaper, ReportSnapshot, TextBlock
from crm.services import papers
from tests.factories.releases import a_release
from tests.reports.writers.office import SOFFICE
from tests.web.cast import Cast
from tests.web.forms import filled, read_form
from tests.web.test_import import watched

NEW = "/papers/new"
HEAD = {
    "number": "S0037/04", "subject": "Ansprechpartner für kleine Unternehmen",
    "city": "Landeshauptstadt Magdeburg", "office": "Team 2", "dated_on": "2004-02-11",
    "signed_by": "Dr. Puchta",
}  # fmt: skip
MOTION = {"motion_number": "A0201/03", "motion_by": "SPD-Ratsfraktion", "motion_on": "2003-11-21"}
ROUTE = {
    "meetings-0-body": "Der Oberbürgermeister", "meetings-0-day": "2004-02-17",
    "meetings-0-starts_at": "08:00", "meetings-1-body": "Stadtrat",
    "meetings-1-day": "2004-04-15", "meetings-1-starts_at": "14:00",
}  # fmt: skip
TEXT = "Von {{ coverage.small_firms }} kleinen Unternehmen.\n\n- {{ coverage.small_firm_coverage }}"
OPARL = {
    "type": "https://schema.oparl.org/1.1/Paper", "reference": "A0201/03", "date": "2003-11-21",
    "name": "Ansprechpartner für kleine Unternehmen",
    "originatorOrganization": [{"name": "SPD-Ratsfraktion"}],
}  # fmt: skip


@pytest.fixture
def release(db: Session, cast: Cast) -> int:
    made = a_release()
    db.add(made)
    db.commit()
    return made.id


@pytest.fixture
def paper(db: Session, cast: Cast, release: int) -> int:
    """A draft that is complete."""
    values: dict[str, Any] = {
        **HEAD, "dated_on": date(2004, 2, 11), "text": TEXT, "release_ids": [release],
        "motion_number": "A0201/03", "motion_by": "SPD-Ratsfraktion",
        "motion_on": date(2003, 11, 21),
        "meetings": [{"body": "Der Oberbürgermeister", "day": date(2004, 2, 17)},
                     {"body": "Stadtrat", "day": date(2004, 4, 15)}],
    }  # fmt: skip
    made = papers.add_paper(db, values, None)
    db.commit()
    return made.id


def version(db: Session, pk: int) -> int:
    db.rollback()
    return db.get_one(CouncilPaper, pk).version


def state(db: Session, pk: int) -> PaperState:
    db.rollback()
    return db.get_one(CouncilPaper, pk).state


def step(browser, db: Session, pk: int, path: str, name: str = "ruth", **fields: Any):
    form = f"/papers/{pk}/edit"
    fields = {"version": version(db, pk), **fields}
    return browser(name).post(f"/papers/{pk}/{path}", page=form, **fields)


def released(browser, db: Session, pk: int, **approval: Any) -> str:
    step(browser, db, pk, "send")
    answer = step(browser, db, pk, "release", **approval)
    assert answer.status_code == 302, answer.text
    return browser("ruth").get(f"/papers/{pk}").text


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize("name", ["ruth", "lena"])
def test_a_paper_is_written_and_shown_as_it_will_be(browser, db, release: int, name: str) -> None:
    fields = filled(browser, NEW, name, **HEAD, **MOTION, **ROUTE, text=TEXT, releases=release)
    answer = browser(name).post(NEW, **fields)
    assert answer.status_code == 302, words(answer.text)
    page = browser(name).get(answer.location).text
    shown = words(page)
    for said in ("S0037/04", "Landeshauptstadt Magdeburg", "A0201/03", "SPD-Ratsfraktion",
                 "Der Oberbürgermeister", "17.02.2004 8:00", "15.04.2004 14:00", "Dr. Puchta",
                 "Von 13.000 kleinen Unternehmen.", "12,3 %"):  # fmt: skip
        assert said in shown, said
    assert f'href="/reports/releases/{release}" title="coverage.small_firms' in page
    assert "S0037/04" in browser(name).get("/papers/?q=kleine&state=draft").text
    assert "S0037/04" not in browser(name).get("/papers/?state=released").text


def test_sent_twice_it_is_there_once(browser, db, release: int) -> None:
    fields = filled(browser, NEW, "ruth", **HEAD, text="Kurz.")
    assert browser("ruth").post(NEW, **fields).status_code == 302
    again = browser("ruth").post(NEW, **fields)
    assert again.status_code == 307
    assert browser("ruth").post(again.location, **fields).status_code == 302
    db.rollback()
    assert len(db.scalars(select(CouncilPaper)).all()) == 1


def test_what_is_refused_stays_on_the_screen(browser, db, paper: int) -> None:
    wrong = {"number": "siebenunddreißig", "subject": "", "motion_number": "A1",
             "meetings-1-day": "2004-01-01", "meetings-2-starts_at": "10:00"}  # fmt: skip
    fields = filled(browser, NEW, "ruth", **{**HEAD, **ROUTE, **wrong}, text="GANZ WICHTIG")
    answer = browser("ruth").post(NEW, **fields)
    assert answer.status_code == 200
    for said in (
        "siebenunddreißig", "GANZ WICHTIG", "Schrägstrich", "Wie heißt das Dokument?",
        "Ein Antrag hat eine Nummer", "liegt vor der darüber", "Zu einer Uhrzeit",
    ):  # fmt: skip
        assert said in answer.text, said
    fields = filled(browser, NEW, "ruth", **HEAD, text="Noch einmal")
    assert "ein Dokument mit dieser Nummer" in browser("ruth").post(NEW, **fields).text


def test_the_second_of_two_editors_is_told(browser, db, paper: int) -> None:
    address = f"/papers/{paper}/edit"
    first = filled(browser, address, "ruth", subject="Von Ruth")
    second = filled(browser, address, "lena", text="Von Lena", **{"meetings-0-body": "Die OB"})
    assert browser("ruth").post(address, **first).status_code == 302
    answer = browser("lena").post(address, **second)
    assert answer.status_code == 200
    for said in ("Ruth Ebel hat", "Von Lena", "Von Ruth", "Der Oberbürgermeister 17.02.2004"):
        assert said in answer.text, said
    kept = read_form(answer.text)
    assert browser("lena").post(address, **kept).status_code == 302
    db.rollback()
    now = db.get_one(CouncilPaper, paper)
    assert (now.text, now.meetings[0].body) == ("Von Lena", "Die OB")


def test_preview_saves_nothing(browser, db, paper: int) -> None:
    address = f"/papers/{paper}/edit"
    fields = filled(browser, address, "ruth", text="Neu: {{ coverage.contacts }}", preview="1")
    answer = browser("ruth").post(address, **fields)
    assert "Neu: 4.321" in words(answer.text)
    db.rollback()
    assert db.get_one(CouncilPaper, paper).text == TEXT


def handed_in(browser, content: bytes, **changes: Any):
    fields = filled(browser, NEW, "ruth", **{**HEAD, **changes}, read_motion="1")
    fields["motion"] = (BytesIO(content), "antrag.json")
    return browser("ruth").post(NEW, **fields)


def test_a_motion_is_read_from_the_councils_file(browser, db, cast: Cast) -> None:
    answer = handed_in(browser, json.dumps(OPARL).encode())
    form = read_form(answer.text)
    assert form["motion_number"] == "A0201/03"
    assert (form["motion_by"], form["motion_on"]) == ("SPD-Ratsfraktion", "2003-11-21")
    assert form["subject"] == HEAD["subject"]
    assert "Noch ist nichts gespeichert" in answer.text
    assert db.scalars(select(CouncilPaper)).all() == []


def test_nothing_typed_is_overwritten_by_the_file(browser, db, cast: Cast) -> None:
    answer = handed_in(browser, json.dumps(OPARL).encode(), motion_by="Fraktion X")
    form = read_form(answer.text)
    assert (form["motion_by"], form["motion_number"]) == ("Fraktion X", "A0201/03")
    assert 'data-value="SPD-Ratsfraktion"' in answer.text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"Antrag", "kein JSON"),
        (b"\xff\xfe", "kein JSON"),
        (b"[" * 100_000, "kein JSON"),
        (b"{}", "kein Paper nach OParl"),
        (b'{"type": "x/Paper", "reference": 7}', "keine Nummer"),
        (b'{"type": "x/Paper", "reference": "A1", "date": "gestern"}', "gestern"),
        (b" " * (256 << 10) + b"{}", "zu groß"),
    ],
)
def test_a_bad_file_of_the_council_gets_a_sentence(
    browser, cast: Cast, content: bytes, sentence: str
) -> None:
    answer = handed_in(browser, content)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert HEAD["subject"] in answer.text


def test_without_a_file_it_says_so(browser, cast: Cast) -> None:
    fields = filled(browser, NEW, "ruth", **HEAD, read_motion="1")
    assert "Bitte eine Datei wählen." in browser("ruth").post(NEW, **fields).text


def test_a_withheld_figure_is_marked_and_refused_at_release(browser, db, paper: int) -> None:
    hidden = a_release(small_firms=None)
    db.add(hidden)
    db.flush()
    values = {"text": "{{ coverage.small_firms }} und {{ coverage.nichts }}",
              "release_ids": [hidden.id]}  # fmt: skip
    papers.change_paper(db, db.get_one(CouncilPaper, paper), values, None)
    db.commit()
    page = browser("ruth").get(f"/papers/{paper}").text
    assert "coverage.small_firms ist in der Freigabe zurückgehalten" in page
    assert "Eine Zahl coverage.nichts gibt es nicht" in page
    step(browser, db, paper, "send")
    assert "zurückgehalten" in browser("ruth").get(f"/papers/{paper}/release").text
    refused = step(browser, db, paper, "release")
    assert refused.status_code == 200
    assert "zurückgehalten" in refused.text
    assert state(db, paper) is PaperState.IN_ROUTE
    document = browser("ruth").get(f"/papers/{paper}/paper.docx")
    assert document.status_code == 302


def test_a_newer_release_is_shown_and_can_be_taken_over(browser, db, paper: int) -> None:
    newer = a_release(small_firms=13_500)
    db.add(newer)
    db.commit()
    page = words(browser("ruth").get(f"/papers/{paper}").text)
    assert "coverage.small_firms war 13.000, ist jetzt 13.500" in page
    assert "coverage.small_firm_coverage war" not in page
    answer = step(browser, db, paper, f"take-over/{newer.id}")
    page = words(browser("ruth").get(answer.location).text)
    assert "Von 13.500 kleinen Unternehmen." in page
    assert "Zahlen einer neueren Freigabe übernommen" in page


def test_from_draft_to_the_last_meeting(browser, db, paper: int) -> None:
    step(browser, db, paper, "send")
    assert state(db, paper) is PaperState.IN_ROUTE
    assert browser("ruth").get(f"/papers/{paper}/edit").status_code == 302
    step(browser, db, paper, "back", reason="Zahl fehlt")
    assert state(db, paper) is PaperState.DRAFT
    page = released(browser, db, paper, approved_on="2004-02-17", approved_by="OB, gez. Trümper")
    assert "OB, gez. Trümper" in page
    assert "Zahl fehlt" in page
    db.rollback()
    for meeting in [each.id for each in db.get_one(CouncilPaper, paper).meetings]:
        step(browser, db, paper, f"hold/{meeting}", "lena")
    assert state(db, paper) is PaperState.HELD
    page = words(browser("ruth").get(f"/papers/{paper}").text)
    assert "Sitzung hat stattgefunden : Stadtrat" in page
    assert "Lena Dorn" in page


def test_a_paper_is_taken_back_with_a_reason_alone(browser, db, paper: int) -> None:
    step(browser, db, paper, "send")
    answer = step(browser, db, paper, "back", reason=" ")
    assert "warum das Dokument zurückgenommen wird" in answer.text
    assert state(db, paper) is PaperState.IN_ROUTE


def test_after_release_nothing_changes_and_it_says_so(browser, db, paper: int) -> None:
    old = filled(browser, f"/papers/{paper}/edit", "lena", text="Anders")
    released(browser, db, paper)
    old["version"] = version(db, paper)
    answer = browser("lena").post(f"/papers/{paper}/edit", **old)
    assert "Daran ändert sich nichts mehr" in answer.text
    assert "Anders" in answer.text
    for path in ("send", "back", "release"):
        step(browser, db, paper, path, reason="x")
    assert state(db, paper) is PaperState.RELEASED
    db.rollback()
    assert db.get_one(CouncilPaper, paper).text == TEXT


def test_a_step_of_an_older_version_is_not_done(browser, db, paper: int) -> None:
    step(browser, db, paper, "send", version=version(db, paper) - 1)
    assert state(db, paper) is PaperState.DRAFT
    step(browser, db, paper, "send", version="²")
    assert state(db, paper) is PaperState.DRAFT


def texts(content: bytes) -> str:
    document, found = Document(BytesIO(content)), []
    for part in document.element.body:
        if part.tag == qn("w:p"):
            found.append(Paragraph(part, document).text)
        elif part.tag == qn("w:tbl"):
            for row in Table(part, document).rows:
                found += [Paragraph(each, document).text for each in row._tr.iter(qn("w:p"))]
    return " ".join(" ".join(found).split())


def test_the_document_says_what_the_page_says(browser, db, paper: int) -> None:
    page = released(browser, db, paper, approved_on="2004-02-17", approved_by="OB")
    with browser("anna").get(f"/papers/{paper}/paper.docx") as answer:
        content = answer.data
    printed = texts(content)
    shown = re.search(r'<div class="sheet-text" lang="de">(.*?)</div>', page, re.S)
    assert shown
    assert words(shown[1]) in printed
    for said in (*HEAD.values(), "A0201/03", "Stadtrat", "15.04.2004", "17.02.2004"):
        assert said in printed or said == "2004-02-11", said
    with browser("anna").get(f"/papers/{paper}/paper.docx") as answer:
        assert answer.data == content


def test_a_file_at_hand_is_known_again(browser, db, paper: int) -> None:
    released(browser, db, paper)
    with browser("ruth").get(f"/papers/{paper}/paper.docx") as answer:
        content = answer.data
    check = "/papers/check"
    same = browser("ruth").post(check, file=(BytesIO(content), "a.docx"))
    assert "nichts darin wurde geändert" in same.text
    other = browser("ruth").post(check, file=(BytesIO(content + b" "), "b.docx"))
    assert "keine Datei eines hier freigegebenen Dokuments" in other.text
    assert browser("ruth").post(check).status_code == 400


def test_an_own_form_that_is_none_gets_a_sentence(app, browser, db, paper: int) -> None:
    own = Path(app.config["HOME"]) / "council-paper.docx"
    own.write_bytes(b"kein Dokument")
    try:
        browser("ruth").get(f"/papers/{paper}/paper.docx")
        assert "Das eigene Formular der Stadt" in browser("ruth").get(f"/papers/{paper}").text
    finally:
        own.unlink()


def test_an_advisor_reads_and_changes_nothing(browser, db, paper: int) -> None:
    anna = browser("anna")
    page = anna.get(f"/papers/{paper}").text
    assert "Von 13.000 kleinen" in words(page)
    assert "In den Lauf geben" not in page
    assert anna.get(f"/papers/{paper}/edit").status_code in (302, 403)
    anna.post(f"/papers/{paper}/send", page="/account/", version=version(db, paper))
    assert state(db, paper) is PaperState.DRAFT
    assert browser("carla").get(f"/papers/{paper}").status_code in (302, 403)


def test_figures_of_a_release_have_names(browser, release: int) -> None:
    page = browser("ruth").get(f"/reports/releases/{release}/figures?sheet=reach").text
    assert 'title="coverage.reach.small_firms.companies"' in page
    assert "13.000" in page


def test_passages_are_kept_by_the_office(browser, db, cast: Cast) -> None:
    db.add(TextBlock(title="Quote", text="{{ coverage.small_firm_coverage }}", position=1))
    db.commit()
    page = browser("ruth").get(NEW).text
    assert 'data-insert="{{ coverage.small_firm_coverage }}" data-insert-paragraph' in page
    listed = browser("lena").get("/papers/passages/list/")
    assert listed.status_code == 200
    assert "Quote" in listed.text


def test_a_page_asks_few_questions(browser, db, paper: int, statements) -> None:
    db.add(a_release(small_firms=1))
    db.commit()
    ruth = browser("ruth")
    ruth.get(f"/papers/{paper}")
    for address in (f"/papers/{paper}", f"/papers/{paper}/edit", "/papers/"):
        statements.clear()
        answer = ruth.get(address)
        assert len(statements.queries) <= 12, address
        assert len(answer.data) < 100_000


def test_a_release_that_is_cited_stays(db, paper: int) -> None:
    db.delete(db.scalars(select(ReportSnapshot)).one())
    with pytest.raises(IntegrityError):
        db.flush()


def test_a_report_that_is_no_more_breaks_no_page(browser, db, paper: int) -> None:
    page = released(browser, db, paper)
    assert "Von 13.000 kleinen" in words(page)
    db.rollback()
    gone = db.scalars(select(ReportSnapshot)).one()
    gone.report = "of-before"
    db.commit()
    shown = browser("ruth").get(f"/papers/{paper}")
    assert shown.status_code == 200
    assert "Von 13.000 kleinen" in words(shown.text)
    assert "of-before" not in words(browser("ruth").get(NEW).text)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_a_pdf_is_made_beside_the_request_and_kept(browser, db, paper: int) -> None:
    released(browser, db, paper)
    ruth = browser("ruth")
    begun = step(browser, db, paper, "pdf")
    assert "/papers/running/" in begun.location
    watched(ruth, begun.location)
    assert "Das PDF ist fertig." in ruth.get(begun.location).text
    with ruth.get(f"{begun.location}/paper.pdf") as answer:
        content = answer.data
    assert content.startswith(b"%PDF-1.")
    assert b"pdfaid" in content
    assert b"/MarkInfo" in content
    same = ruth.post("/papers/check", file=(BytesIO(content), "a.pdf"))
    assert "nichts darin wurde geändert" in same.text
    with step(browser, db, paper, "pdf") as again:
        assert again.data == content
    assert browser("lena").get(begun.location).status_code == 404


def test_without_libreoffice_it_says_so(browser, db, paper: int, monkeypatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    page = browser("ruth").get(f"/papers/{paper}").text
    assert "PDF erstellt LibreOffice, das hier nicht installiert ist." in page
    answer = step(browser, db, paper, "pdf")
    assert "nicht installiert" in browser("ruth").get(answer.location).text
