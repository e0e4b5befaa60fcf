"""Trouble of a firm: what it is, how bad, who does something about it and until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms import BooleanField, HiddenField, IntegerField, TextAreaField
from wtforms.validators import Optional

from crm.clock import today
from crm.enums import RedFlagKind, Severity
from crm.models import CompanyOverview, Interaction, RedFlag, RedFlagSuggestion
from crm.models.base import LARGEST_NUMBER
from crm.rules import Problem
from crm.rules.red_flag import due_from, red_flag_problems
from crm.services.scope import visible_interactions
from crm.services.suggested import suggestion_rows
from crm.web.chips import Choice, ChoiceField
from crm.web.choices import colleagues
from crm.web.fields import EnumField, LocalDateField, RemoteSelectField
from crm.web.forms import CrmForm
from crm.web.numbers import read_number
from crm.web.page import whole_number
from crm.web.security import current_viewer
from crm.web.why import why

NAMES = {"company_id": "company", "owner_id": "owner"}
PLAIN = ("kind", "severity", "raised_on", "due_on", "notes", "jobs_claimed", "jobs_confirmed",
         "is_confidential")  # fmt: skip
NUMBER = {"inputmode": "numeric"}


class RedFlagForm(CrmForm):
    company = RemoteSelectField(_("Firm"), model=CompanyOverview, endpoint="SearchView.suggest")
    kind = EnumField(_("What kind of trouble"), enum=RedFlagKind, blank=_("Please choose"))
    severity = EnumField(_("How serious"), enum=Severity)
    owner = ChoiceField(_("Who takes care of it"), blank=_("Please choose"))
    raised_on = LocalDateField(_("Noticed on"), [Optional()])
    due_on = LocalDateField(_("Something is done by"), [Optional()])
    notes = TextAreaField(
        _("Notes"),
        filters=[lambda text: (text or "").replace("\r\n", "\n").strip() or None],
        render_kw={"rows": 4},
    )
    jobs_claimed = IntegerField(
        _("Jobs at stake, as the firm says"), [Optional()], render_kw=NUMBER
    )
    jobs_confirmed = IntegerField(
        _("Jobs at stake, as we looked into"), [Optional()], render_kw=NUMBER
    )
    is_confidential = BooleanField(
        _("Confidential"),
        description=_(
            "Seen by who takes care of it, the leader of their team and those chosen here alone."
        ),
    )
    readers = ChoiceField(_("Who may read it too"), multiple=True)
    contact = HiddenField()
    """In which contact a new one was noticed."""
    suggestion = HiddenField()
    """Of which suggestion a new one comes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner.offer(colleagues())
        self.readers.offer(colleagues())

    def values(self) -> dict[str, Any]:
        """As crm.services.red_flags and the rules read it."""
        return {
            **{name: self._fields[name].data for name in PLAIN},
            "company_id": self.company.data.id if self.company.data else None,
            "owner_id": self.owner.only_id,
            "reader_ids": self.readers.ids,
            **({"interaction_id": read_number(self.contact.data)} if self.contact.data else {}),
            "client_key": self.client_key.data,
            "today": today(),
        }

    def problems(self) -> Iterator[Problem]:
        for problem in red_flag_problems(self.values()):
            yield replace(problem, field=NAMES.get(problem.field, problem.field))


def stored_red_flag(flag: RedFlag) -> dict[str, Any]:
    """The form's fields as they are on file."""
    return {
        **{name: getattr(flag, name) for name in PLAIN},
        "company": flag.company.overview,
        "owner": Choice(flag.owner_id, str(flag.owner)),
        "readers": [Choice(each.id, each.name) for each in flag.readers],
    }


def new_red_flag(session: Session) -> dict[str, Any]:
    """What a new form begins with; the address may name the firm, or the contact."""
    company_id = whole_number("company", 0, 0, LARGEST_NUMBER)
    contact = noticed_in(session, whole_number("contact", 0, 0, LARGEST_NUMBER))
    suggestion = suggested(session, whole_number("suggestion", 0, 0, LARGEST_NUMBER))
    company_id = suggestion.company_id if suggestion else company_id
    me = current_viewer.advisor_id
    return {
        "company": session.get(CompanyOverview, company_id) if company_id else None,
        "kind": suggestion and suggestion.kind,
        "notes": suggestion and why(suggestion),
        "suggestion": suggestion and suggestion.id,
        "severity": Severity.MIDDLE,
        "owner": Choice(me, current_viewer.advisor_name) if me else None,
        "raised_on": today(),
        "due_on": due_from(today(), today()),
        "contact": contact.id if contact else None,
        "is_confidential": bool(contact and contact.is_confidential),
    }


def suggested(session: Session, pk: int | None) -> Any:
    """A row of the open suggestion."""
    is_open = RedFlagSuggestion.is_open.is_(True)
    query = suggestion_rows().where(RedFlagSuggestion.id == pk, is_open)
    return session.execute(query).first() if pk else None


def noticed_in(session: Session, pk: int | None) -> Interaction | None:
    query = select(Interaction).where(Interaction.id == pk, visible_interactions(current_viewer))
    return session.scalars(query).first() if pk else None
