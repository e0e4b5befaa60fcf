"""A promise by itself: what, until when, by whom, and if need be for which firm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Optional

from crm.clock import today
from crm.enums import Recurrence
from crm.models import CompanyOverview, FollowUp
from crm.rules import Problem
from crm.rules.follow_up import follow_up_problems
from crm.web.chips import Choice, ChoiceField
from crm.web.choices import colleagues
from crm.web.fields import EnumField, LocalDateField, RemoteSelectField, TrimmedField
from crm.web.forms import CrmForm
from crm.web.numbers import read_number


class FollowUpForm(CrmForm):
    promise = TrimmedField(_("What is to be done"), render_kw={"maxlength": 200})
    due_on = LocalDateField(_("Due on"), [Optional()])
    company = RemoteSelectField(_("Firm"), model=CompanyOverview, endpoint="SearchView.suggest")
    moved_because = TrimmedField(_("Why it is moved"), render_kw={"maxlength": 200})
    recurs = EnumField(_("Comes again"), enum=Recurrence, blank=_("no, once"))
    owner = ChoiceField(_("Who takes care of it"), blank=_("Please choose"))
    notes = TextAreaField(_("Notes"), filters=[lambda text: (text or "").strip() or None])
    inquiry = HiddenField()
    """Of which inquiry a new one comes."""
    reason = TrimmedField(_("Why it is dropped"), render_kw={"maxlength": 200})

    def __init__(self, *args: Any, was_due_on: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was_due_on = was_due_on
        self.owner.offer(colleagues())

    def values(self) -> dict[str, Any]:
        """As crm.services.follow_ups and the rules read it."""
        return {
            "promise": self.promise.data,
            "due_on": self.due_on.data,
            "was_due_on": self.was_due_on,
            "owner_id": self.owner.only_id,
            "company_id": self.company.data.id if self.company.data else None,
            "notes": self.notes.data,
            "recurs": self.recurs.data,
            "moved_because": self.moved_because.data,
            "inquiry_id": read_number(self.inquiry.data or ""),
            "client_key": self.client_key.data,
            "today": today(),
        }

    def problems(self) -> Iterator[Problem]:
        for problem in follow_up_problems(self.values()):
            yield replace(problem, field="owner") if problem.field == "owner_id" else problem


def stored_follow_up(follow_up: FollowUp) -> dict[str, Any]:
    """The form's fields as they are on file."""
    return {
        "promise": follow_up.promise,
        "due_on": follow_up.due_on,
        "company": follow_up.company.overview if follow_up.company else None,
        "owner": Choice(follow_up.owner_id, str(follow_up.owner)),
        "notes": follow_up.notes,
        "recurs": follow_up.recurs,
    }
