"""Random inquiries as the office's own services would keep them."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from crm.enums import InquiryChannel, InquiryOutcome
from crm.models import Inquiry, InquiryPause
from crm.rules.working_days import BERLIN, WorkingDays
from crm.services.inquiries import Office, change

OFFICE = Office(WorkingDays("ST"), 3, {InquiryChannel.INTERNET: 1})
KEPT = (
    "channel", "received_at", "received_on", "forwarded_at", "acknowledged_at", "first_reply_at",
    "closed_at", "closed_on", "outcome", "due_on", "target_days", "reply_days", "acknowledged_days",
    "forwarded_days",
)  # fmt: skip


def random_inquiry(random: Random, day: date) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Its columns and those of its pauses."""

    def later(at: datetime, chance: float, most: int) -> datetime | None:
        """Perhaps, and then on some minute of the next days."""
        minutes = random.choice((0, 1, 60, random.randint(0, most * 24 * 60)))
        return at + timedelta(minutes=minutes) if random.random() < chance else None

    minute = random.choice((0, 23 * 60 + 59, random.randint(0, 24 * 60 - 1)))
    local = datetime.combine(day, time(minute // 60, minute % 60), BERLIN)
    received = local.astimezone(UTC)
    inquiry = Inquiry(channel=random.choice(list(InquiryChannel)), received_at=received)
    inquiry.forwarded_at = later(received, 0.4, 4)
    inquiry.acknowledged_at = later(received, 0.5, 5)
    began = later(received, 0.3, 5)
    ended = began and later(began, 0.8, 20)
    if began:
        inquiry.pauses.append(InquiryPause(began_at=began, ended_at=ended))
    if not began or ended:
        inquiry.first_reply_at = later(ended or received, 0.7, 12)
        inquiry.closed_at = later(inquiry.first_reply_at or ended or received, 0.5, 9)
        inquiry.outcome = random.choice(list(InquiryOutcome)) if inquiry.closed_at else None
    change(OFFICE, inquiry, {})
    pauses = [{"began_at": p.began_at, "ended_at": p.ended_at} for p in inquiry.pauses]
    return {name: getattr(inquiry, name) for name in KEPT}, pauses
