"""A stored contact as its form shows it: to begin an edit, and to show what somebody else saved."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from sqlalchemy.orm import joinedload, object_session, selectinload

from crm.enums import AssignmentRole
from crm.models import (
    AdvisorAssignment,
    Company,
    FollowUp,
    Interaction,
    Participation,
)
from crm.services.funding import cases_of_contact
from crm.web.campaign_chips import named
from crm.web.chips import Choice
from crm.web.conflict import differs
from crm.web.contact_form import PLAIN, ContactForm

_FIRMS = joinedload(Interaction.participations)
WHOLE = (
    _FIRMS.joinedload(Participation.company).joinedload(Company.overview),
    _FIRMS.joinedload(Participation.site),
    _FIRMS.selectinload(Participation.persons),
    joinedload(Interaction.assignments).joinedload(AdvisorAssignment.advisor),
    joinedload(Interaction.campaign),
    joinedload(Interaction.material),
    selectinload(Interaction.topics),
    selectinload(Interaction.follow_ups).joinedload(FollowUp.owner),
)
"""Everything that belongs to a visit, a consultation or a call. Firms and advisors are few and
come with its own row; of gatherings they are many, which have pages of their own."""


def stored_contact(contact: Interaction) -> dict[str, Any]:
    """The form's fields as they are on file."""
    firms = [each for each in contact.participations if each.company]
    first = next(iter(firms), None)
    return {
        **{name: getattr(contact, name) for name in PLAIN},
        "company": first.company.overview if first and first.company else None,
        "other_firms": [each.company.overview for each in firms[1:] if each.company],
        "guest_name": next(iter(guests(contact)), None),
        "persons": [_person(person) for person in first.persons] if first else [],
        "topics": [_topic(topic) for topic in contact.topics],
        "campaign": named(contact.campaign),
        "material": named(contact.material),
        "programmes": programmes_of(contact),
        "lead": next(_advisors(contact, AssignmentRole.LEAD), None),
        "colleagues": list(_advisors(contact, AssignmentRole.CO)),
    }


def programmes_of(contact: Interaction) -> list[Choice]:
    """On which programmes it gave advice."""
    session = object_session(contact)
    cases = cases_of_contact(session, contact.id) if session else []
    return [Choice(case.programme_id, str(case.programme)) for case in cases if case.programme_id]


def guests(contact: Interaction) -> list[str]:
    rows = (each for each in contact.participations if each.company_id is None)
    return [each.guest_name for each in rows if each.guest_name]


def beside(contact: Interaction) -> SimpleNamespace:
    """What show_conflict compares a form with."""
    return SimpleNamespace(**stored_contact(contact))


def says_the_same(form: ContactForm, contact: Interaction) -> bool:
    """Whether all that the form holds is on file: it was sent twice, or nothing was changed."""
    on_file = stored_contact(contact).items()
    changed = any(differs(value, form[name].data) for name, value in on_file if name in form)
    kept = {(each.promise, each.due_on) for each in contact.follow_ups}
    typed = {(p["promise"], p["due_on"]) for p in form.values()["follow_ups"] if p["promise"]}
    newcomers = any(any(each.data.values()) for each in form.new_people)
    flags = {each.kind for each in contact.red_flags} if form.red_flags.data else set()
    raised = set(form.red_flags.data or ()) <= flags
    return typed <= kept and raised and not changed and not newcomers


def _person(person: Any) -> Choice:
    return Choice(person.id, str(person))


def _topic(topic: Any) -> Choice:
    return Choice(topic.id, topic.name, topic.name_en)


def _advisors(contact: Interaction, role: AssignmentRole) -> Iterator[Choice]:
    rows = (each.advisor for each in contact.assignments if each.role is role)
    return (Choice(advisor.id, advisor.name) for advisor in rows)
