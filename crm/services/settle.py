"""What became of a planned contact, said with one tap."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import N_, InteractionStatus, ParticipationStatus
from crm.errors import DomainError
from crm.models import Interaction, Participation
from crm.rules.interaction import when_problems
from crm.services.log_interaction import change_interaction


def settle(session: Session, contact: Interaction, status: InteractionStatus, today: date) -> None:
    """Held, cancelled, nobody there; or planned again, where that was said by mistake."""
    if InteractionStatus.PLANNED not in (contact.status, status):
        raise DomainError(N_("This is no appointment any more. Change the contact itself."))
    _refuse_wrong_days(contact.happened_on, status, today)
    change_interaction(session, contact, {"status": status})


def postpone(session: Session, contact: Interaction, day: date, today: date) -> None:
    """To another day, with as many days as it lasts."""
    if contact.status is not InteractionStatus.PLANNED:
        raise DomainError(N_("Only what is planned can be moved."))
    if day < today:
        raise DomainError(N_("The new day lies in the past."))
    _refuse_wrong_days(day, InteractionStatus.PLANNED, today)
    ends_on = contact.ends_on and contact.ends_on + (day - contact.happened_on)
    change_interaction(session, contact, {"happened_on": day, "ends_on": ends_on})


def held_as_somebody_came(session: Session, gathering: Interaction, today: date) -> bool:
    """Whether a gathering that was planned turned into one that was held, because people came."""
    if gathering.status is not InteractionStatus.PLANNED or gathering.happened_on > today:
        return False
    came = select(Participation.id).where(
        Participation.interaction_id == gathering.id,
        Participation.status == ParticipationStatus.ATTENDED,
    )
    if session.scalar(came.limit(1)) is None or not _is_still_planned(session, gathering):
        return False
    settle(session, gathering, InteractionStatus.HELD, today)
    return True


def _is_still_planned(session: Session, gathering: Interaction) -> bool:
    """As it is stored at this moment: of two first taps, the second waits for the other here."""
    query = select(Interaction).where(Interaction.id == gathering.id).with_for_update()
    found = session.scalar(query.execution_options(populate_existing=True))
    return found is not None and found.status is InteractionStatus.PLANNED


def _refuse_wrong_days(day: date, status: InteractionStatus, today: date) -> None:
    for problem in when_problems({"happened_on": day, "status": status, "today": today}):
        raise DomainError(problem.message, **problem.values)
