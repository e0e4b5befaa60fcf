"""What people fill in about a funding consultation, and about the programmes there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from crm.clock import today
from crm.enums import FundingStage
from crm.models import CompanyOverview, FundingCase, Inquiry
from crm.rules import Problem
from crm.rules.funding import funding_problems, programme_problems
from crm.rules.money import read_euros
from crm.services.scope import Viewer
from crm.web.chips import Choice, ChoiceField
from crm.web.choices import colleagues
from crm.web.fields import (
    EnumField,
    LocalDateField,
    RemoteSelectField,
    SaysWhatIsWrong,
    TrimmedField,
)
from crm.web.formats import number
from crm.web.forms import CrmForm, Rules
from crm.web.numbers import read_number
from crm.web.offers import programmes

SHORT = Length(max=200)
PLAIN = ("guest_name", "purpose", "stage", "discussed_on", "applied_on", "decided_on",
         "deadline_on", "amount_applied", "amount_granted")  # fmt: skip
NAMES = {"company_id": "company", "programme_id": "programme"}


def _text(typed: str | None) -> str | None:
    return (typed or "").replace("\r\n", "\n").strip() or None


class EuroField(SaysWhatIsWrong, StringField):
    """``data`` is a Decimal; 12.500 and 12500,00 are the same."""

    data: Decimal | None

    def __init__(self, label: Any = None, validators: Sequence[Any] = (), **kwargs: Any) -> None:
        kwargs.setdefault("render_kw", {"inputmode": "decimal"})
        super().__init__(label, validators, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        written = next((value.strip() for value in valuelist), "")
        try:
            self.data = read_euros(written) if written else None
        except ValueError:
            raise ValueError(_("This is no amount. Write it like 12.500 or 12500,00.")) from None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return number(float(self.data), 2) if self.data is not None else ""


class FundingForm(CrmForm):
    company = RemoteSelectField(_("Firm"), model=CompanyOverview, endpoint="SearchView.suggest")
    guest_name = TrimmedField(
        _("Or who has no firm yet"), [SHORT], description=_("Founders: their name is enough.")
    )
    programme = ChoiceField(_("Programme"), blank=_("still open"))
    purpose = TextAreaField(_("What the money is for"), filters=[_text], render_kw={"rows": 3})
    owner = ChoiceField(_("Who takes care of it"), blank=_("nobody yet"))
    discussed_on = LocalDateField(_("Discussed on"), [Optional()])
    deadline_on = LocalDateField(
        _("Deadline"), [Optional()], description=_("Stands on My day of whoever takes care of it.")
    )
    stage = EnumField(_("How far it is"), enum=FundingStage, default=FundingStage.DISCUSSED)
    applied_on = LocalDateField(_("Applied for on"), [Optional()])
    amount_applied = EuroField(_("Amount applied for, EUR"), [Optional()])
    decided_on = LocalDateField(_("Decided on"), [Optional()])
    amount_granted = EuroField(_("Amount granted, EUR"), [Optional()])
    inquiry = HiddenField()
    """Of which inquiry a new one comes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme.offer(programmes())
        self.owner.offer(colleagues())

    def values(self) -> dict[str, Any]:
        """As crm.services.funding and the rules read it."""
        return {
            **{name: self._fields[name].data for name in PLAIN},
            **({"inquiry_id": read_number(self.inquiry.data)} if self.inquiry.data else {}),
            "company_id": self.company.data.id if self.company.data else None,
            "programme_id": self.programme.only_id,
            "owner_id": self.owner.only_id,
            "client_key": self.client_key.data,
            "today": today(),
        }

    def problems(self) -> Iterator[Problem]:
        for problem in funding_problems(self.values()):
            yield replace(problem, field=NAMES.get(problem.field, problem.field))


def stored_case(case: FundingCase) -> dict[str, Any]:
    """The form's fields as they are on file."""
    return {
        **{name: getattr(case, name) for name in PLAIN},
        "company": case.company.overview if case.company else None,
        "programme": _choice(case.programme),
        "owner": _choice(case.owner),
    }


def new_case(
    viewer: Viewer, company: CompanyOverview | None, inquiry: Inquiry | None
) -> dict[str, Any]:
    """What a form begins with: today, me, the firm that was chosen or that asked."""
    me = Choice(viewer.advisor_id, viewer.advisor_name) if viewer.advisor_id else None
    start: dict[str, Any] = {"discussed_on": today(), "owner": me, "company": company}
    if inquiry is None:
        return start
    asked = inquiry.company.overview if inquiry.company else company
    guest = None if asked else inquiry.guest_name
    return {**start, "inquiry": inquiry.id, "company": asked, "guest_name": guest,
            "purpose": inquiry.subject}  # fmt: skip


def _choice(row: Any) -> Choice | None:
    return Choice(row.id, str(row)) if row else None


class ProgrammeForm(CrmForm):
    name = TrimmedField(_("Name"), [SHORT])
    giver = TrimmedField(_("Who grants it"), [SHORT])
    deadline_on = LocalDateField(
        _("Deadline"), [Optional()], description=_("Left empty: at any time.")
    )
    link = TrimmedField(_("Web address"), [SHORT], render_kw={"type": "url"})
    notes = TextAreaField(_("Notes"), filters=[_text], render_kw={"rows": 3})
    is_active = BooleanField(_("Is offered"), default=True)
    rules: Rules = staticmethod(programme_problems)
