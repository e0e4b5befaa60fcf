"""On the first of the month: once for each person, with what they may see at that moment."""

from __future__ import annotations

import email
import json
import socket
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from email.message import EmailMessage
from email.policy import default
from io import BytesIO
from threading import Barrier, Thread

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from crm.clock import zone
from crm.models import Login, Mail, MailFile, ReportReader, SavedReport, TeamMembership
from crm.web import report_letters
from crm.web.housekeeping import send_mail
from crm.web.report_letters import send_reports
from tests.web.cast import Cast

KEPT = {"measure": "coverage", "by": ["size_class"], "period": "last_month"}
FIRST = datetime.combine(date(2026, 12, 1), time(6), zone())


class Inbox:
    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, _server, _session, envelope) -> str:
        self.letters.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def inbox(app: Flask) -> Iterator[Inbox]:
    """A mail server of the network's own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = Inbox()
    controller = Controller(found, hostname="127.0.0.1", port=port)
    controller.start()
    before = {name: app.config[name] for name in ("MAIL_SERVER", "MAIL_FROM")}
    app.config.update(MAIL_SERVER=f"smtp://127.0.0.1:{port}", MAIL_FROM="office@city.example")
    yield found
    app.config.update(before)
    controller.stop()


def keep(db, owner: str, choice: dict[str, object] = KEPT, shared: bool = True) -> SavedReport:
    row = SavedReport(
        owner_id=login(db, owner).id, name="Kontakte im Monat", choice=json.dumps(choice),
        is_shared=shared,
    )  # fmt: skip
    db.add(row)
    db.commit()
    return row


def login(db, name: str) -> Login:
    return db.scalars(select(Login).where(Login.username == name)).one()


def order(db, report: SavedReport, name: str, language: str = "de") -> None:
    db.add(
        ReportReader(
            report_id=report.id, user_id=login(db, name).id, language=language, sent_for="2026-11"
        )
    )
    db.commit()


def house(app: Flask, at: datetime = FIRST) -> None:
    with app.app_context():
        send_reports(at)
        send_mail()


def test_it_comes_once_with_its_workbook(app: Flask, inbox: Inbox, db, cast: Cast) -> None:
    order(db, keep(db, "anna"), "lena")
    house(app, FIRST.replace(hour=5))
    assert inbox.letters == []
    for _twice in range(2):
        house(app)
    house(app, FIRST.replace(day=20))
    (letter,) = inbox.letters
    assert letter["To"] == "lena@example.org"
    assert letter["Subject"] == "Auswertung: Kontakte im Monat"
    text = letter.get_body().get_content()
    assert "1. November 2026 bis 30. November 2026" in text
    assert "http://127.0.0.1:8080/reports/own/saved/" in text
    (file,) = letter.iter_attachments()
    assert file.get_filename() == "Kontakte-im-Monat_2026-11-01_2026-11-30.xlsx"
    book = load_workbook(BytesIO(file.get_content()))
    rows = list(book["Zahlen"].iter_rows(min_row=6, max_col=2, values_only=True))
    assert rows[:3] == [("Kleinst (unter 10)", 1), ("Mittel (50 bis 249)", 1), ("Stadt", 2)]
    assert db.scalars(select(MailFile)).all() == [], "not kept once it has gone out"


def test_in_the_next_month_it_is_that_of_the_next(app: Flask, inbox: Inbox, db, cast) -> None:
    order(db, keep(db, "anna"), "anna", "en")
    house(app)
    house(app, datetime(2027, 1, 2, 9, tzinfo=UTC))
    first, second = inbox.letters
    assert "1 November 2026 to 30 November 2026" in first.get_body().get_content()
    assert "1 December 2026 to 31 December 2026" in second.get_body().get_content()
    assert second["Subject"] == "Report: Kontakte im Monat"


def test_ordered_today_it_comes_from_the_next_month_on(
    app: Flask, inbox: Inbox, browser, db, cast: Cast
) -> None:
    report = keep(db, "anna")
    browser("anna").post(f"/reports/own/saved/{report.id}/mail", page="/account/", wanted="yes")
    house(app, datetime.now(zone()).replace(hour=23))
    assert inbox.letters == []


@pytest.mark.parametrize("how", ["unshared", "another_team", "deleted_team"])
def test_who_may_not_read_it_any_more_gets_no_figure(
    app: Flask, inbox: Inbox, db, cast: Cast, how: str
) -> None:
    report = keep(db, "anna")
    order(db, report, "lena")
    if how == "unshared":
        report.is_shared = False
    else:
        of = cast.advisors["lena"]
        memberships = select(TeamMembership).where(TeamMembership.advisor_id == of)
        lenas = db.scalars(memberships).one()
        if how == "deleted_team":
            lenas.valid_to = date(2026, 10, 31)
        else:
            other = select(TeamMembership.team_id).where(
                TeamMembership.advisor_id == cast.advisors["bernd"]
            )
            lenas.team_id = db.scalar(other)
    db.commit()
    for _twice in range(2):
        house(app)
    (letter,) = inbox.letters
    assert "nicht mehr für Sie freigegeben" in letter.get_body().get_content()
    assert list(letter.iter_attachments()) == []
    db.rollback()
    assert db.scalars(select(ReportReader)).all() == []


def test_figures_on_advisors_do_not_go_to_who_leads_nobody(app, inbox, db, cast: Cast) -> None:
    report = keep(db, "lena", {**KEPT, "by": ["advisor"]})
    for name in ("lena", "anna"):
        order(db, report, name)
    house(app)
    letters = {letter["To"]: letter for letter in inbox.letters}
    assert list(letters["anna@example.org"].iter_attachments()) == []
    (file,) = letters["lena@example.org"].iter_attachments()
    rows = load_workbook(BytesIO(file.get_content()))["Zahlen"].iter_rows(
        min_row=6, max_row=8, max_col=1, values_only=True
    )
    assert [row[0] for row in rows] == ["Anna Beier", "Lena Dorn", "Stadt"]


def test_what_cannot_be_worked_out_any_more_is_told_once(app, inbox, db, cast: Cast) -> None:
    order(db, keep(db, "anna", {**KEPT, "measure": "umsatz"}), "anna")
    for _twice in range(2):
        house(app)
    (letter,) = inbox.letters
    assert "nicht oder nicht mehr auswerten" in letter.get_body().get_content()


def test_who_has_left_gets_nothing(app: Flask, inbox: Inbox, db, cast: Cast) -> None:
    order(db, keep(db, "lena"), "anna")
    anna = login(db, "anna")
    anna.active = False
    db.commit()
    try:
        house(app)
        assert inbox.letters == []
    finally:
        anna.active = True
        db.commit()


def test_killed_before_it_was_written_it_comes_all_the_same(
    app: Flask, inbox: Inbox, db, cast: Cast, monkeypatch
) -> None:
    """The claim and the letter are one transaction."""
    order(db, keep(db, "anna"), "anna")

    def killed(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(report_letters, "write", killed)
        with app.app_context(), pytest.raises(KeyboardInterrupt):
            send_reports(FIRST)
    house(app)
    assert len(inbox.letters) == 1


def test_two_processes_at_once_write_it_once(app: Flask, inbox: Inbox, db, cast: Cast) -> None:
    report = keep(db, "anna")
    for name in ("anna", "lena"):
        order(db, report, name)
    start, faults = Barrier(2), []

    def process() -> None:
        start.wait()
        try:
            with app.app_context():
                send_reports(FIRST)
        except Exception as error:
            faults.append(error)

    threads = [Thread(target=process) for _two in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    db.rollback()
    assert len(db.scalars(select(Mail)).all()) == 2


def test_without_a_mail_server_nothing_piles_up(app: Flask, db, cast: Cast) -> None:
    order(db, keep(db, "anna"), "anna")
    with app.app_context():
        send_reports(FIRST)
    db.rollback()
    assert db.scalars(select(Mail)).all() == []
    assert db.scalars(select(ReportReader.sent_for)).all() == ["2026-11"]
