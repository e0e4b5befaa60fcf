"""What firms are written about a gathering: invitation, answer, seat, reminder, thanks.

Written into the transaction that they belong to, in the language in which the firm answered. They
are written outside of requests too, so they ask nothing of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from flask import current_app, render_template
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from crm.clock import today
from crm.enums import ParticipationStatus
from crm.models import Advisor, Interaction, Participation
from crm.services.invitations import mail_address, with_token
from crm.services.mail import Letter, write
from crm.services.registration import token_for
from crm.web.formats import label
from crm.web.gathering_calendar import entry_of
from crm.web.ics import cancellation
from crm.web.public_address import public_address

LONGEST_SUBJECT = 200


def secret() -> str:
    return str(current_app.config["SECRET_KEY"])


class GatheringLetters:
    def __init__(self, session: Session, gathering: Interaction) -> None:
        self.session, self.gathering = session, gathering

    def invite(self, row: Participation, subject: str, text: str) -> None:
        with _in_language_of(row):
            self._write(row, "invitation", subject, words=text)

    def confirm(self, row: Participation) -> None:
        """What was answered, each time that it is answered."""
        answered = row.invitation.answered_at if row.invitation else None
        with _in_language_of(row):
            when = answered.isoformat() if answered else ""
            self._write(row, "answer", self._said(row.status), when)

    def tell_moved_up(self, rows: Iterable[Participation]) -> None:
        for row in rows:
            with _in_language_of(row):
                subject = _("There is a seat for you: %(title)s", title=self.gathering)
                self._write(row, "moved_up", subject, str(row.version))

    def remind(self, row: Participation) -> bool:
        with _in_language_of(row):
            return self._write(row, "reminder", _("Soon: %(title)s", title=self.gathering))

    def thank(self, row: Participation, text: str) -> bool:
        with _in_language_of(row):
            subject = _("Thank you for coming: %(title)s", title=self.gathering)
            return self._write(row, "thanks", subject, words=text)

    def cancel(self, row: Participation, waits: timedelta) -> bool:
        """With what takes it out of their calendar."""
        with _in_language_of(row):
            subject = _("Does not take place: %(title)s", title=self.gathering)
            entry = entry_of(self.gathering, public_address("PublicView.index"))
            off = cancellation(entry).decode()
            return self._write(row, "cancelled", subject, calendar=off, waits=waits)

    def link(self, row: Participation) -> str:
        return public_address("RegistrationView.show", token=token_for(secret(), row))

    def sample(self, row: Participation, words: str) -> str:
        """The invitation as one firm reads it, without its link: looking at it opens nothing."""
        with _in_language_of(row):
            token = token_for(secret(), row)
            return self.text(row, "invitation", words).replace(token, "····-····-····-····")

    def text(self, row: Participation, what: str, words: str = "") -> str:
        """With the personal link, which only this text holds."""
        token = token_for(secret(), row)
        text = render_template(
            f"mail/gathering_{what}.txt",
            gathering=self.gathering,
            kind=label(self.gathering.kind),
            row=row,
            firm=str(row.company.overview or row.company) if row.company else row.guest_name,
            people=row.invitation.people if row.invitation else 1,
            words=words,
            link=public_address("RegistrationView.show", token=token),
            calendar=public_address("RegistrationView.calendar", token=token),
            lead=self.lead,
            name=current_app.config["OFFICE"],
            city=current_app.config["CITY"],
        )
        return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"

    def _said(self, status: ParticipationStatus) -> str:
        if status is ParticipationStatus.REGISTERED:
            return _("You are registered: %(title)s", title=self.gathering)
        if status is ParticipationStatus.WAITING:
            return _("You are on the waiting list: %(title)s", title=self.gathering)
        return _("You do not come: %(title)s", title=self.gathering)

    @cached_property
    def last_day(self) -> date | None:
        """None of thanks, which follow it."""
        day = self.gathering.happened_on
        return day if day >= today() else None

    @cached_property
    def lead(self) -> Advisor | None:
        return self.gathering.lead

    def _write(
        self,
        row: Participation,
        what: str,
        subject: str,
        when: str = "",
        words: str = "",
        **more: Any,
    ) -> bool:
        """Whether there is an address to write to."""
        invitation = with_token(row, secret())
        address = invitation.address or mail_address(row)
        if not address:
            return False
        self.session.flush()
        letter = Letter(
            key=f"{what} {row.client_key} {when}".strip(),
            to=address,
            subject=subject[:LONGEST_SUBJECT],
            text=self.text(row, what, words),
            language=language_of(row),
            until=self.last_day,
            **more,
        )
        write(self.session, letter)
        return True


def language_of(row: Participation) -> str:
    own = row.invitation.language if row.invitation else None
    return own or str(current_app.config["BABEL_DEFAULT_LOCALE"])


@contextmanager
def _in_language_of(row: Participation) -> Iterator[None]:
    with force_locale(language_of(row)):
        yield
