"""What people fill in about a council paper: its head, its route, and its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from flask import current_app
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import FormField, TextAreaField
from wtforms.validators import Length, Optional

from crm.clock import today
from crm.enums import PaperKind
from crm.models import CouncilPaper, PaperMeeting, ReportSnapshot
from crm.rules import Problem
from crm.rules.paper import MOST_MEETINGS, normal_number, paper_problems
from crm.services.papers import PLAIN
from crm.web.chips import Choice, ChoiceField, Entries
from crm.web.fields import EnumField, LocalDateField, LocalTimeField, TrimmedField
from crm.web.formats import day, instant
from crm.web.forms import CrmForm

SHORT, CODE = Length(max=200), Length(max=40)
FREE_ROWS = 2
MOST_OFFERED = 24
"""Releases: two years of months."""


class MeetingForm(FlaskForm):
    class Meta:
        csrf = False

    body = TrimmedField(_("Who deals with it"), [SHORT])
    day = LocalDateField(_("Day"), [Optional()])
    starts_at = LocalTimeField(_("Time"), [Optional()])


class PaperForm(CrmForm):
    their_route: Sequence[PaperMeeting] = ()
    """What somebody else has stored in the meantime."""
    number = TrimmedField(
        _("Number of the paper"), [CODE], description=_("In the city's scheme: S0037/04.")
    )
    kind = EnumField(_("Kind"), enum=PaperKind, default=PaperKind.STATEMENT)
    dated_on = LocalDateField(_("Dated"), [Optional()])
    subject = TrimmedField(_("What it is called"), [SHORT])
    city = TrimmedField(_("City, as the head names it"), [SHORT])
    office = TrimmedField(_("City office"), [SHORT])
    contact = TrimmedField(_("Contact person"), [SHORT])
    deputy = TrimmedField(
        _("Head of department"), [SHORT], description=_("As papers name it: III.")
    )
    signed_by = TrimmedField(_("Signed by"), [SHORT])
    motion_number = TrimmedField(_("Number of the motion"), [CODE])
    motion_by = TrimmedField(_("Brought in by"), [SHORT])
    motion_title = TrimmedField(_("What the motion is called"), [SHORT])
    motion_on = LocalDateField(_("Day of the motion"), [Optional()])
    meetings = Entries(FormField(MeetingForm), _("Route"), max_entries=MOST_MEETINGS)
    releases = ChoiceField(_("Released reports that it cites"), multiple=True)
    text = TextAreaField(
        _("Text"),
        filters=[lambda text: (text or "").replace("\r\n", "\n").strip()],
        description=_(
            "Paragraphs with an empty line between; a line that begins with “- ” is a point."
        ),
        render_kw={"rows": 16},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.releases.offer(_releases())
        free = sum(1 for each in self.meetings if not each.form.body.data)
        for _row in range(min(FREE_ROWS - free, MOST_MEETINGS - len(self.meetings))):
            self.meetings.append_entry()

    def route(self) -> list[dict[str, Any]]:
        """Without the rows that are empty."""
        rows = [
            {name: each.form[name].data for name in ("body", "day", "starts_at")}
            for each in self.meetings
        ]
        return [row for row in rows if any(row.values())]

    def values(self) -> dict[str, Any]:
        """As crm.services.papers and the rules read it."""
        return {
            **{name: self._fields[name].data for name in PLAIN},
            "number": normal_number(self.number.data),
            "meetings": self.route(),
            "release_ids": self.releases.ids,
            "client_key": self.client_key.data,
            "today": today(),
        }

    def problems(self) -> Iterator[Problem]:
        """Rows are judged where they stand, the empty ones too."""
        rows = [{n: e.form[n].data for n in ("body", "day", "starts_at")} for e in self.meetings]
        yield from paper_problems({**self.values(), "meetings": rows})

    def named(self, name: str) -> Any:
        _meetings, _dash, rest = name.partition("meetings-")
        at, _dash, field = rest.partition("-")
        return self.meetings[int(at)].form[field] if field else super().named(name)


def _releases() -> list[Choice]:
    """The newest first."""
    session = current_app.appbuilder.session  # type: ignore[attr-defined]
    columns = (ReportSnapshot.id, ReportSnapshot.title, ReportSnapshot.first_day,
               ReportSnapshot.last_day, ReportSnapshot.released_at)  # fmt: skip
    rows = session.execute(select(*columns).order_by(ReportSnapshot.id.desc()).limit(MOST_OFFERED))
    return [Choice(pk, title, note=_note(*days)) for pk, title, *days in rows]


def _note(first: date, last: date, released_at: datetime) -> str:
    """Of two releases of the same days, which is which."""
    words = gettext("released %(instant)s", instant=instant(released_at))
    return f"{day(first)} – {day(last)}, {words}"


def stored_paper(paper: CouncilPaper) -> dict[str, Any]:
    """The form's fields as they are on file."""
    return {
        **{name: getattr(paper, name) for name in PLAIN},
        "releases": [
            Choice(each.id, each.title, note=_note(each.first_day, each.last_day, each.released_at))
            for each in paper.releases
        ],
    }


def stored_route(paper: CouncilPaper) -> list[dict[str, Any]]:
    return [
        {name: getattr(each, name) for name in ("body", "day", "starts_at")}
        for each in paper.meetings
    ]
