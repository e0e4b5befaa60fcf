"""What the rules noticed in the demo city, and what was put aside."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import RedFlagSuggestion, Responsibility
from crm.services.suggest_red_flags import put_aside, suggest_red_flags

PUT_ASIDE_EVERY = 7
DAYS_AGO = 6
REASONS = (
    "Gehört zu einer Erweiterung, kein Grund zur Sorge.",
    "Telefonisch geklärt, der Betrieb ist ausgelastet.",
    "Termine lagen in den Betriebsferien.",
    "Der Betrieb möchte keinen Kontakt.",
)


def add_suggestions(session: Session, until: date) -> None:
    """Found some days ago; of every seventh somebody has said why it is no red flag."""
    found_on = until - timedelta(DAYS_AGO)
    at = datetime.combine(found_on, time(5), UTC)
    suggest_red_flags(session, found_on, at)
    query = select(RedFlagSuggestion).order_by(RedFlagSuggestion.id)
    advisor_id = session.scalar(select(Responsibility.advisor_id).order_by(Responsibility.id))
    for place, suggestion in enumerate(session.scalars(query)):
        if place % PUT_ASIDE_EVERY == 0:
            reason = REASONS[place // PUT_ASIDE_EVERY % len(REASONS)]
            put_aside(suggestion, reason, until - timedelta(1), advisor_id)
            suggestion.changed_at = at + timedelta(DAYS_AGO - 1)
    session.flush()
