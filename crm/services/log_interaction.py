"""Writing down a contact: one interaction with everybody and everything that belongs to it.

``values`` names columns of Interaction and beside them::

    kind            of a new one
    lead_id, co_ids advisors
    topic_ids
    participations  [{company_id | guest_name, person_ids, new_people, status}]
                    new_people: [{first_name, last_name, function}]
    follow_ups      [{promise, due_on, owner_id, company_id}], added to those on file
    red_flags       kinds that are raised with a tap, beside those on file; ``today`` is the day
    inquiry_id      of a new one: the inquiry it comes of
    plan            of a gathering: columns of GatheringPlan
    host_ids, co_host_ids  of a gathering: partners

What is not named stays as it is. The rules (crm.rules.interaction) have been asked before.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import AssignmentRole, InteractionKind
from crm.models import AdvisorAssignment, FollowUp, Interaction, Topic
from crm.models.base import new_client_key, utc_now
from crm.rules import Values
from crm.services.gathering_plan import set_partners, set_plan
from crm.services.participants import follow_status, set_participants
from crm.services.red_flags import keep_secret, raise_in

PLAIN = (
    "status", "title", "happened_on", "ends_on", "starts_at", "duration_minutes", "place",
    "notes", "is_confidential", "campaign_id", "material_id",
)  # fmt: skip


def log_interaction(session: Session, values: Values) -> Interaction:
    kind, key = InteractionKind(values["kind"]), values.get("client_key") or new_client_key()
    interaction = Interaction(kind=kind, client_key=key, inquiry_id=values.get("inquiry_id"))
    return change_interaction(session, interaction, values)


def change_interaction(session: Session, interaction: Interaction, values: Values) -> Interaction:
    before = interaction.status
    for name in PLAIN:
        if name in values:
            setattr(interaction, name, values[name])
    # A change of its people or topics alone is a change of the contact: its version counts on.
    interaction.changed_at = utc_now()
    session.add(interaction)
    session.flush()
    if "lead_id" in values:
        _assign(session, interaction, values["lead_id"], values.get("co_ids") or ())
    if "topic_ids" in values:
        wanted = select(Topic).where(Topic.id.in_(values["topic_ids"]))
        interaction.topics = list(session.scalars(wanted))
    if interaction.kind.is_gathering:
        _prepare(interaction, values)
    if "participations" in values:
        set_participants(session, interaction, values["participations"], before)
    elif before is not interaction.status and not interaction.kind.is_gathering:
        follow_status(interaction, before)
    _promise(interaction, values)
    if interaction.is_confidential and interaction.red_flags:
        keep_secret(interaction)
    if values.get("red_flags"):
        raise_in(session, interaction, values["red_flags"], values["today"])
    session.flush()
    return interaction


def _prepare(gathering: Interaction, values: Values) -> None:
    set_plan(gathering, values.get("plan") or {})
    if "host_ids" in values:
        set_partners(gathering, values["host_ids"], values.get("co_host_ids") or ())


def _assign(
    session: Session, interaction: Interaction, lead_id: int, co_ids: Iterable[int]
) -> None:
    """First away and down, then up: at no moment do two lead."""
    roles = dict.fromkeys(co_ids, AssignmentRole.CO) | {lead_id: AssignmentRole.LEAD}
    for assignment in list(interaction.assignments):
        if assignment.advisor_id not in roles:
            interaction.assignments.remove(assignment)
        elif assignment.advisor_id != lead_id:
            assignment.role = AssignmentRole.CO
    session.flush()
    known = {each.advisor_id: each for each in interaction.assignments}
    for advisor_id, role in roles.items():
        if advisor_id in known:
            known[advisor_id].role = role
        else:
            interaction.assignments.append(AdvisorAssignment(advisor_id=advisor_id, role=role))


def _promise(interaction: Interaction, values: Values) -> None:
    """Each once: a form that is sent again brings those along that are on file."""
    known = {(each.promise, each.first_due_on) for each in interaction.follow_ups}
    for promise in values.get("follow_ups") or ():
        if promise.get("promise") and (promise["promise"], promise["due_on"]) not in known:
            interaction.follow_ups.append(_follow_up(promise, interaction))


def _follow_up(promise: Values, interaction: Interaction) -> FollowUp:
    """Who leads keeps it, for the first firm, unless it says otherwise."""
    leads = (a.advisor_id for a in interaction.assignments if a.role is AssignmentRole.LEAD)
    firms = (each.company_id for each in interaction.participations if each.company_id)
    given: dict[str, Any] = {
        "owner_id": promise.get("owner_id") or next(leads, None),
        "company_id": promise.get("company_id") or next(firms, None),
    }
    due_on = promise["due_on"]
    return FollowUp(promise=promise["promise"], due_on=due_on, first_due_on=due_on, **given)
