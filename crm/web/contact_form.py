"""The one screen on which a visit, a consultation or a call is written down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, FormField, HiddenField, IntegerField, TextAreaField
from wtforms.validators import Length, Optional

from crm.clock import today
from crm.enums import InteractionKind, InteractionStatus, RedFlagKind
from crm.models import CompanyOverview, Inquiry
from crm.rules import Problem
from crm.rules.interaction import KINDS, interaction_problems
from crm.services.scope import Viewer
from crm.web.campaign_chips import named, suggested
from crm.web.chips import Choice, ChoiceField, Entries, EnumChips, OneChipWidget
from crm.web.choices import colleagues, people
from crm.web.fields import (
    EnumField,
    LocalDateField,
    LocalTimeField,
    RemoteSelectField,
    TrimmedField,
)
from crm.web.forms import CrmForm
from crm.web.numbers import read_number
from crm.web.offers import materials, programmes, running_campaigns, topics

LONGEST = Length(max=200)
FIRST = "participations-0-"
"""The rules know several participants; the form's own firm is the first of them."""
NAMES = {"company_id": "company", "lead_id": "lead"}
PLAIN = ("status", "happened_on", "starts_at", "duration_minutes", "place", "notes",
         "is_confidential")  # fmt: skip


def _text(typed: str | None) -> str | None:
    """Lines end as they do on file, not as browsers send them."""
    return (typed or "").replace("\r\n", "\n").strip() or None


class _Part(FlaskForm):
    class Meta:
        csrf = False


class NewPersonForm(_Part):
    first_name = TrimmedField(_("First name"), [LONGEST])
    last_name = TrimmedField(_("Last name"), [LONGEST])
    function = TrimmedField(_("Function"), [LONGEST])


class PeopleForm(_Part):
    """The part of the form that follows the firm."""

    persons = ChoiceField(_("Met"), multiple=True)


class PromiseForm(_Part):
    promise = TrimmedField(_("What was promised"))
    due_on = LocalDateField(_("until"), [Optional()])


class ContactForm(CrmForm):
    company = RemoteSelectField(_("Firm"), model=CompanyOverview, endpoint="SearchView.suggest")
    guest_name = TrimmedField(
        _("Or who has no firm yet"), [LONGEST], description=_("Founders: their name is enough.")
    )
    happened_on = LocalDateField(_("Day"), [Optional()])
    persons = ChoiceField(_("Met"), multiple=True)
    new_people = Entries(FormField(NewPersonForm), _("Somebody else"), min_entries=2, max_entries=9)
    topics = ChoiceField(_("Topics"), multiple=True)
    notes = TextAreaField(_("Notes"), filters=[_text], render_kw={"rows": 5})
    follow_ups = Entries(FormField(PromiseForm), _("Promised"), min_entries=3, max_entries=9)
    red_flags = EnumChips(
        _("Red flags"),
        enum=RedFlagKind,
        description=_("A tap is enough: whoever leads takes care of it within two weeks."),
    )
    status = EnumField(_("Status"), enum=InteractionStatus, default=InteractionStatus.HELD)
    starts_at = LocalTimeField(_("Time"), [Optional()])
    duration_minutes = IntegerField(_("Minutes"), [Optional()], render_kw={"inputmode": "numeric"})
    place = TrimmedField(_("Place"), [LONGEST])
    lead = ChoiceField(_("Who leads"), blank=_("Please choose"))
    colleagues = ChoiceField(_("Colleagues there too"), multiple=True)
    other_firms = RemoteSelectField(
        _("Other firms there too"),
        model=CompanyOverview,
        endpoint="SearchView.suggest",
        multiple=True,
    )
    is_confidential = BooleanField(
        _("Confidential"),
        description=_("Seen by those who took part and the leader of their team alone."),
    )
    campaign = ChoiceField(_("Campaign"), blank=_("none"), widget=OneChipWidget())
    programmes = ChoiceField(_("Funding discussed"), multiple=True)
    material = ChoiceField(_("Brochure"), blank=_("none"))
    inquiry = HiddenField()
    """Of which inquiry a new contact comes; one that is on file keeps its own."""

    def __init__(
        self, kind: InteractionKind, *args: Any, guests: Sequence[str] = (), **kwargs: Any
    ) -> None:
        """``guests`` are on file; the form shows the first of them at most and keeps them all."""
        self.kind = kind
        super().__init__(*args, **kwargs)
        rules = KINDS[kind]
        if not rules.has_place:
            del self.place
        if rules.needs_firm:
            del self.guest_name
        self.other_guests = guests if rules.needs_firm else guests[1:]
        self.topics.offer(topics())
        self.lead.offer(colleagues())
        self.colleagues.offer(colleagues())
        self.campaign.offer(suggested(running_campaigns(), self.company.data))
        self.material.offer(materials())
        self.programmes.offer(programmes())
        day = self.happened_on.data or today()
        self.persons.offer(people(self.company.data.id, day) if self.company.data else [])

    def values(self) -> dict[str, Any]:
        """As crm.services.log_interaction and the rules read it."""
        plain = {name: self._fields[name].data for name in PLAIN if name in self._fields}
        return {
            **plain,
            **({"inquiry_id": read_number(self.inquiry.data)} if self.inquiry.data else {}),
            "status": self.status.data or InteractionStatus.HELD,
            "kind": self.kind,
            "client_key": self.client_key.data,
            "today": today(),
            "lead_id": self.lead.only_id,
            "co_ids": self.colleagues.ids,
            "campaign_id": self.campaign.only_id,
            "material_id": self.material.only_id,
            "topic_ids": self.topics.ids,
            "programme_ids": self.programmes.ids,
            "participations": list(self._participations()),
            "follow_ups": [dict(each.data) for each in self.follow_ups],
            "red_flags": self.red_flags.data or [],
        }

    def _participations(self) -> Iterator[dict[str, Any]]:
        newcomers = [dict(each.data) for each in self.new_people]
        firm = self.company.data.id if self.company.data else None
        if firm or any(any(each.values()) for each in newcomers):
            yield {"company_id": firm, "person_ids": self.persons.ids, "new_people": newcomers}
        yield from ({"company_id": row.id} for row in self.other_firms.rows if row.id != firm)
        guest = self.guest_name.data if "guest_name" in self._fields else None
        yield from ({"guest_name": name} for name in (guest, *self.other_guests) if name)

    @property
    def may_be_planned(self) -> bool:
        """Whether what was refused as held lies ahead and is sound as an appointment."""
        day = self.happened_on.data
        return bool(self.happened_on.errors and day and day > today())

    def problems(self) -> Iterator[Problem]:
        for problem in interaction_problems(self.values()):
            name = problem.field.removeprefix(FIRST)
            yield replace(problem, field=NAMES.get(name, name))

    def named(self, name: str) -> Field | None:
        entries, _dash, rest = name.partition("-")
        if not rest or not isinstance(self._fields.get(entries), Entries):
            return super().named(name)
        number, _dash, inner = rest.partition("-")
        return self._fields[entries].entries[int(number)].form[inner]


def new_contact(
    viewer: Viewer, company: CompanyOverview | None, inquiry: Inquiry | None
) -> dict[str, Any]:
    """What a form begins with: today, me, the firm that was chosen or that asked before."""
    me = Choice(viewer.advisor_id, viewer.advisor_name) if viewer.advisor_id else None
    start = {"happened_on": today(), "lead": me, "company": company}
    if inquiry is None:
        return start
    asked = inquiry.company.overview if inquiry.company else company
    topic = inquiry.topic
    return {
        **start,
        "inquiry": inquiry.id,
        "company": asked,
        "guest_name": None if asked else inquiry.guest_name,
        "topics": [Choice(topic.id, topic.name, topic.name_en)] if topic else [],
        "campaign": named(inquiry.campaign),
        "material": named(inquiry.material),
    }
