"""A contact that never was: entered by mistake, and counted until it is gone."""

from sqlalchemy.orm import Session

from crm.enums import FollowUpStatus
from crm.models import Interaction


def erase_interaction(session: Session, contact: Interaction) -> None:
    """With what was promised in it and is still open; what was kept stays as it is."""
    for follow_up in contact.follow_ups:
        if follow_up.status is FollowUpStatus.OPEN:
            session.delete(follow_up)
    session.delete(contact)
