"""Contacts written down many at a time: the rows that crm.services.log_interaction makes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from crm.enums import AssignmentRole, InteractionStatus
from crm.models import AdvisorAssignment, Interaction, Participation, interaction_topic
from crm.models.participation import participation_person
from crm.register.contacts.entry import ContactEntry
from crm.register.contacts.said import Contact
from crm.register.stamps import Stamps
from crm.services.bulk import new_ids, write
from crm.services.participants import STATUS, main_sites

Row = dict[str, Any]
HELD = InteractionStatus.HELD


class Creator:
    def __init__(self, session: Session, stamps: Stamps, now: datetime) -> None:
        self._session = session
        self._stamps = stamps
        self._now = now

    def create(self, entries: Sequence[ContactEntry]) -> None:
        """Each entry then knows its contact."""
        ids = new_ids(self._session, Interaction, len(entries))
        rows = [(pk, one.said) for pk, one in zip(ids, entries, strict=True) if one.said]
        write(self._session, Interaction, [self._contact(*row) for row in rows])
        write(self._session, AdvisorAssignment, [each for row in rows for each in _advisors(*row)])
        write(self._session, interaction_topic, [each for row in rows for each in _topics(*row)])
        for pk, one in zip(ids, entries, strict=True):
            one.interaction_id = pk
        self._participations(entries)

    def _participations(self, entries: Sequence[ContactEntry]) -> None:
        sites = main_sites(self._session, {one.company_id for one in entries})
        ids = new_ids(self._session, Participation, len(entries))
        rows = list(zip(ids, entries, strict=True))
        write(self._session, Participation, [self._firm(pk, one, sites) for pk, one in rows])
        met = [{"participation_id": pk, "person_id": person} for pk, one in rows
               for person in one.people]  # fmt: skip
        write(self._session, participation_person, met)

    def _contact(self, pk: int, said: Contact) -> Row:
        return {
            "id": pk,
            "kind": said.kind,
            "status": HELD,
            "happened_on": said.day,
            "duration_minutes": said.minutes,
            "notes": said.notes,
            "is_confidential": False,
            **self._stamps.new(self._now),
        }

    def _firm(self, pk: int, one: ContactEntry, sites: dict[int, int]) -> Row:
        return {
            "id": pk,
            "interaction_id": one.interaction_id,
            "company_id": one.company_id,
            "site_id": sites.get(one.company_id or 0),
            "status": STATUS[HELD],
            **self._stamps.new(self._now),
        }


def _advisors(pk: int, said: Contact) -> Sequence[Row]:
    roles = (AssignmentRole.LEAD, *[AssignmentRole.CO] * (len(said.advisor_ids) - 1))
    return [
        {"interaction_id": pk, "advisor_id": advisor_id, "role": role}
        for advisor_id, role in zip(said.advisor_ids, roles, strict=True)
    ]


def _topics(pk: int, said: Contact) -> Sequence[Row]:
    return [{"interaction_id": pk, "topic_id": topic_id} for topic_id in said.topic_ids]
