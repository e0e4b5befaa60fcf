"""The forms of a fair: its stand, what is to be prepared, shifts, and whom one met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import Length, Optional

from crm.clock import today
from crm.enums import FairRole, StandTodo
from crm.models import CompanyOverview, Interaction
from crm.rules import Problem
from crm.rules.fair import LINE, shift_problems, stand_contact_problems
from crm.rules.follow_up import follow_up_problems
from crm.web.chips import ChoiceField
from crm.web.choices import colleagues, partners
from crm.web.fields import (
    EnumField,
    LocalDateField,
    LocalTimeField,
    RemoteSelectField,
    TrimmedField,
)
from crm.web.forms import CrmForm

SHORT = Length(max=LINE)
NAMES = {"advisor_id": "advisor", "company_id": "company", "owner_id": "owner"}
"""What the rules call otherwise than the forms."""


class FairForm(CrmForm):
    role = EnumField(_("What we are there"), enum=FairRole, default=FairRole.EXHIBITOR)
    stand = TrimmedField(_("Our stand"), [SHORT], description=_("For instance: hall 2, stand 17."))
    partner = ChoiceField(_("Who organises the fair"), blank="–")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partner.offer(partners())

    def values(self) -> dict[str, Any]:
        return {
            "role": self.role.data or FairRole.EXHIBITOR,
            "stand": self.stand.data,
            "partner_id": self.partner.only_id,
        }


class TaskForm(CrmForm):
    promise = TrimmedField(_("What is to be done"), render_kw={"maxlength": LINE})
    due_on = LocalDateField(_("Due on"), [Optional()])
    owner = ChoiceField(_("Who takes care of it"), blank=_("Please choose"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner.offer(colleagues())

    def values(self) -> dict[str, Any]:
        return {
            "promise": self.promise.data,
            "due_on": self.due_on.data,
            "owner_id": self.owner.only_id,
            "client_key": self.client_key.data,
            "today": today(),
        }

    def problems(self) -> Iterator[Problem]:
        for problem in follow_up_problems(self.values()):
            yield replace(problem, field=NAMES.get(problem.field, problem.field))


class ShiftForm(CrmForm):
    advisor = ChoiceField(_("Who of us"), blank=_("Please choose"))
    day = LocalDateField(_("Day"), [Optional()])
    starts_at = LocalTimeField(_("From"), [Optional()])
    ends_at = LocalTimeField(_("Until"), [Optional()])

    def __init__(self, fair: Interaction, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days: tuple[date, date] = fair.happened_on, fair.ends_on or fair.happened_on
        self.advisor.offer(colleagues())

    def values(self) -> dict[str, Any]:
        return {
            "advisor_id": self.advisor.only_id,
            "day": self.day.data,
            "starts_at": self.starts_at.data,
            "ends_at": self.ends_at.data,
            "first_day": self.days[0],
            "last_day": self.days[1],
            "client_key": self.client_key.data,
        }

    def problems(self) -> Iterator[Problem]:
        for problem in shift_problems(self.values()):
            yield replace(problem, field=NAMES.get(problem.field, problem.field))


class StandForm(CrmForm):
    """Filled in standing up: a firm or a name, one line, what they wait for."""

    company = RemoteSelectField(_("Firm"), model=CompanyOverview, endpoint="SearchView.suggest")
    name = TrimmedField(_("or just a name"), [SHORT])
    phone = TrimmedField(_("Telephone"), [SHORT], render_kw={"type": "tel"})
    note = TrimmedField(_("In one line"), [SHORT], render_kw={"maxlength": LINE})
    todo = EnumField(_("What they wait for"), enum=StandTodo, default=StandTodo.NOTHING)

    def values(self) -> dict[str, Any]:
        return {
            "company_id": self.company.data.id if self.company.data else None,
            "name": self.name.data,
            "phone": self.phone.data,
            "note": self.note.data,
            "todo": self.todo.data or StandTodo.NOTHING,
            "client_key": self.client_key.data,
        }

    def problems(self) -> Iterator[Problem]:
        for problem in stand_contact_problems(self.values()):
            yield replace(problem, field=NAMES.get(problem.field, problem.field))


class FirmForm(CrmForm):
    company = RemoteSelectField(_("Firm"), model=CompanyOverview, endpoint="SearchView.suggest")

    def problems(self) -> Iterator[Problem]:
        if not self.company.data:
            yield Problem("company", "Choose the firm.")
