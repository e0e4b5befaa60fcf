"""The forms of gatherings: the gathering itself, and one more on its list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from crm.clock import today
from crm.enums import (
    AssignmentRole,
    HostRole,
    InteractionKind,
    InteractionStatus,
    ParticipationStatus,
)
from crm.models import CompanyOverview, Interaction
from crm.rules import Problem
from crm.rules.interaction import interaction_problems
from crm.web.chips import Choice, ChoiceField
from crm.web.choices import colleagues, partners
from crm.web.fields import (
    EnumField,
    LocalDateField,
    LocalTimeField,
    RemoteSelectField,
    TrimmedField,
)
from crm.web.forms import CrmForm
from crm.web.offers import topics

KINDS = [kind for kind in InteractionKind if kind.is_gathering]
STATUSES = [InteractionStatus.PLANNED, InteractionStatus.HELD, InteractionStatus.CANCELLED]
LONGEST = Length(max=200)
PLAIN = ("status", "title", "happened_on", "ends_on", "starts_at", "duration_minutes", "place",
         "notes")  # fmt: skip
PLANNED = ("capacity", "registration_until", "remind_days", "programme", "budget_line",
           "budget_planned", "budget_spent")  # fmt: skip
NUMERIC = {"inputmode": "numeric"}


def _paragraphs(text: str | None) -> str | None:
    return (text or "").replace("\r\n", "\n").strip() or None


class GatheringForm(CrmForm):
    kind = EnumField(_("Kind"), enum=InteractionKind, only=KINDS, default=InteractionKind.FORUM)
    title = TrimmedField(_("Title"), [LONGEST])
    happened_on = LocalDateField(_("Day"), [Optional()])
    ends_on = LocalDateField(_("Last day, if there are several"), [Optional()])
    starts_at = LocalTimeField(_("Begins at"), [Optional()])
    duration_minutes = IntegerField(_("Minutes"), [Optional()], render_kw={"inputmode": "numeric"})
    place = TrimmedField(_("Place"), [LONGEST])
    status = EnumField(
        _("Status"), enum=InteractionStatus, only=STATUSES, default=InteractionStatus.PLANNED
    )
    lead = ChoiceField(_("Who leads"), blank=_("Please choose"))
    colleagues = ChoiceField(_("Colleagues there too"), multiple=True)
    topics = ChoiceField(_("Topics"), multiple=True)
    notes = TextAreaField(_("Notes"), filters=[_paragraphs])
    capacity = IntegerField(_("Seats"), [Optional()], render_kw=NUMERIC)
    registration_until = LocalDateField(_("Registration until"), [Optional()])
    remind_days = IntegerField(
        _("Remind so many days before"),
        [Optional()],
        render_kw=NUMERIC,
        description=_("Empty: nobody is reminded."),
    )
    programme = TextAreaField(_("Programme"), filters=[_paragraphs], render_kw={"rows": 5})
    hosts = ChoiceField(_("Partners who hold it"), multiple=True)
    co_hosts = ChoiceField(_("Partners who hold it with us"), multiple=True)
    budget_line = TrimmedField(_("Budget line"), [LONGEST])
    budget_planned = IntegerField(_("Planned, in euros"), [Optional()], render_kw=NUMERIC)
    budget_spent = IntegerField(_("Spent, in euros"), [Optional()], render_kw=NUMERIC)

    def __init__(self, *args: Any, stored: Interaction | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored_kind = stored.kind if stored else None
        if stored:
            del self.kind
        self.lead.offer(colleagues())
        self.colleagues.offer(colleagues())
        self.topics.offer(topics())
        self.hosts.offer(partners())
        self.co_hosts.offer(partners())

    @property
    def tells_plan(self) -> bool:
        """Whether anything stands, or is wrong, in the part that is folded away at first."""
        names = (*PLANNED, "hosts", "co_hosts")
        return any(self[name].data not in (None, []) or self[name].errors for name in names)

    def values(self) -> dict[str, Any]:
        """As crm.services.log_interaction and the rules read it."""
        kind = self.stored_kind or self.kind.data
        return {
            **{name: self._fields[name].data for name in PLAIN},
            "status": self.status.data or InteractionStatus.PLANNED,
            "kind": kind if kind in KINDS else InteractionKind.FORUM,
            "client_key": self.client_key.data,
            "today": today(),
            "lead_id": self.lead.only_id,
            "co_ids": self.colleagues.ids,
            "topic_ids": self.topics.ids,
            "plan": {name: self._fields[name].data for name in PLANNED},
            "host_ids": self.hosts.ids,
            "co_host_ids": self.co_hosts.ids,
        }

    def validate_kind(self, field: EnumField) -> None:
        if field.data not in KINDS:
            raise ValidationError(_("Please choose from the list."))

    def problems(self) -> Iterator[Problem]:
        for problem in interaction_problems(self.values()):
            name = problem.field.removeprefix("plan-")
            yield replace(problem, field="lead" if name == "lead_id" else name)


def stored_gathering(gathering: Interaction) -> dict[str, Any]:
    """The form's fields as they are on file."""
    advisors: dict[AssignmentRole, list[Choice]] = {role: [] for role in AssignmentRole}
    for each in gathering.assignments:
        advisors[each.role].append(Choice(each.advisor_id, str(each.advisor)))
    partners: dict[HostRole, list[Choice]] = {role: [] for role in HostRole}
    for host in gathering.partners:
        partners[host.role].append(Choice(host.partner_id, str(host.partner)))
    return {
        **{name: getattr(gathering, name) for name in PLAIN},
        **{name: getattr(gathering.plan, name, None) for name in PLANNED},
        "hosts": partners[HostRole.HOST],
        "co_hosts": partners[HostRole.CO_HOST],
        "lead": next(iter(advisors[AssignmentRole.LEAD]), None),
        "colleagues": advisors[AssignmentRole.CO],
        "topics": [Choice(t.id, t.name, t.name_en) for t in gathering.topics],
    }


MOST_PEOPLE = 50


class ParticipantForm(CrmForm):
    company = RemoteSelectField(_("Firm"), model=CompanyOverview, endpoint="SearchView.suggest")
    guest_name = TrimmedField(_("Person, or guest without a firm"), [LONGEST])
    status = EnumField(
        _("Status"), enum=ParticipationStatus, default=ParticipationStatus.REGISTERED
    )
    people = IntegerField(_("People"), [Optional(), NumberRange(1, MOST_PEOPLE)], render_kw=NUMERIC)

    @property
    def said(self) -> str:
        """Who was added, in words."""
        return str(self.company.data or self.guest_name.data or "")

    def values(self) -> dict[str, Any]:
        return {
            "company_id": self.company.data.id if self.company.data else None,
            "guest_name": self.guest_name.data,
            "status": self.status.data,
            "people": self.people.data,
            "client_key": self.client_key.data,
        }

    def problems(self) -> Iterator[Problem]:
        if not self.company.data and not self.guest_name.data:
            yield Problem("company", "Name a firm or a guest.")
