"""What can be done with an inquiry, and the clock that runs from the first counter of the city.

Every step keeps the days true, so that lists can ask the database which inquiries are late.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial

from sqlalchemy.orm import Session

from crm.enums import N_, InquiryChannel, InquiryOutcome, InteractionStatus
from crm.errors import DomainError
from crm.models import Inquiry, InquiryHandover, InquiryPause, Interaction
from crm.models.base import new_client_key, utc_now
from crm.rules import Values
from crm.rules.working_days import Pause, WorkingDays

TARGET_DAYS = 3
"""Unless the office has set another for the channel."""
FEEDBACK_DAYS = 10
TAKEN_BACK_WITHIN = timedelta(hours=1)
NOON = time(12)
WAS_CLOSED = N_("It was closed")
PLAIN = (
    "subject", "wording", "channel", "partner_id", "topic_id", "company_id", "guest_name",
    "phone", "email", "received_at", "forwarded_at", "material_id",
    "handed_out_by_id", "campaign_id",
)  # fmt: skip


@dataclass(frozen=True)
class Office:
    """Whose working days count, and within how many of them a first reply is in time."""

    days: WorkingDays
    target: int = TARGET_DAYS
    targets: Mapping[InquiryChannel, int] = field(default_factory=dict)
    """Of the channels for which another one is set."""
    feedback: int = FEEDBACK_DAYS
    """Within how many the office that forwarded it hears what became of it."""

    def target_of(self, channel: InquiryChannel) -> int:
        return self.targets.get(channel, self.target)


def receive(session: Session, office: Office, values: Values) -> Inquiry:
    """``values`` names columns of Inquiry; with ``owner_id`` it has its advisor at once."""
    inquiry = Inquiry(client_key=values.get("client_key") or new_client_key())
    session.add(inquiry)
    inquiry.owner_id = values.get("owner_id")
    change(office, inquiry, values)
    session.flush()
    return inquiry


def change(office: Office, inquiry: Inquiry, values: Values) -> None:
    for name in PLAIN:
        if name in values:
            setattr(inquiry, name, values[name])
    _keep_days(office, inquiry)


def acknowledge(office: Office, inquiry: Inquiry, at: datetime) -> None:
    """Twice is as good as once."""
    _needs_open(inquiry)
    inquiry.acknowledged_at = inquiry.acknowledged_at or at
    _keep_days(office, inquiry)


def reply(office: Office, inquiry: Inquiry, at: datetime) -> None:
    """The first answer on the matter by a person ends the clock; later ones change nothing."""
    _needs_open(inquiry)
    _end_pause(inquiry, at)
    inquiry.first_reply_at = inquiry.first_reply_at or at
    _keep_days(office, inquiry)


def take_back_reply(office: Office, inquiry: Inquiry, at: datetime) -> None:
    """The wrong button was tapped: the clock runs, or stands, as if it had not been."""
    _needs_open(inquiry)
    noted = inquiry.first_reply_at
    if noted is None or at - noted > TAKEN_BACK_WITHIN:
        raise DomainError(N_("This answer was noted too long ago to be taken back."))
    inquiry.first_reply_at = None
    for pause in inquiry.pauses:
        pause.ended_at = None if pause.ended_at == noted else pause.ended_at
    _keep_days(office, inquiry)


def tell_partner(inquiry: Inquiry, words: str, at: datetime) -> None:
    """Also of one that is still open: then it hears how things stand. Told again, the newer words
    are read; it was told when it was told first.
    """
    if inquiry.partner_id is None:
        raise DomainError(N_("No other office forwarded this inquiry."))
    if not words:
        raise DomainError(N_("Write what the office that forwarded it should know."))
    inquiry.feedback, inquiry.feedback_at = words, inquiry.feedback_at or at


def answer_by(office: Office, contact: Interaction) -> None:
    """A visit, a consultation or a call that was held answers the inquiry of which it comes."""
    inquiry = contact.inquiry
    if inquiry is None or not inquiry.is_open or contact.status is not InteractionStatus.HELD:
        return
    local = datetime.combine(contact.happened_on, contact.starts_at or NOON, office.days.zone)
    reply(office, inquiry, min(max(local, inquiry.received_at), utc_now()))


def wait_for_firm(office: Office, inquiry: Inquiry, reason: str, at: datetime) -> None:
    _needs_open(inquiry)
    if inquiry.is_waiting:
        raise DomainError(N_("It is waiting already."))
    inquiry.pauses.append(InquiryPause(began_at=at, reason=reason))
    _keep_days(office, inquiry)


def go_on(office: Office, inquiry: Inquiry, at: datetime) -> None:
    _needs_open(inquiry)
    _end_pause(inquiry, at)
    _keep_days(office, inquiry)


def close(
    office: Office,
    inquiry: Inquiry,
    outcome: InquiryOutcome,
    at: datetime,
    answer: str | None = None,
) -> None:
    """Whoever closes it has answered it, unless the firm has withdrawn it."""
    _needs_open(inquiry)
    _end_pause(inquiry, at)
    if outcome is not InquiryOutcome.WITHDRAWN:
        inquiry.first_reply_at = inquiry.first_reply_at or at
    inquiry.closed_at, inquiry.outcome, inquiry.answer = at, outcome, answer or inquiry.answer
    _keep_days(office, inquiry)


def reopen(office: Office, inquiry: Inquiry, at: datetime) -> None:
    """Of one that was never answered the clock goes on where it stood."""
    if inquiry.closed_at is None:
        return
    if inquiry.first_reply_at is None:
        pause = InquiryPause(began_at=inquiry.closed_at, ended_at=at, reason=WAS_CLOSED)
        inquiry.pauses.append(pause)
    inquiry.closed_at = inquiry.outcome = None
    _keep_days(office, inquiry)


def hand_over(
    inquiry: Inquiry, to_id: int, at: datetime, reason: str | None, user_id: int | None
) -> None:
    """To the first who takes care of it without, to another with a reason."""
    _needs_open(inquiry)
    if to_id == inquiry.owner_id:
        return
    if inquiry.owner_id is not None and not reason:
        raise DomainError(N_("Say why it is handed over."))
    step = InquiryHandover(
        from_id=inquiry.owner_id, to_id=to_id, reason=reason, happened_at=at, by_id=user_id
    )
    inquiry.handovers.append(step)
    inquiry.owner_id = to_id


def days_taken(office: Office, inquiry: Inquiry, today: date) -> int:
    """Working days up to the first reply, or up to today."""
    replied = inquiry.first_reply_at or inquiry.closed_at
    until = office.days.day_of(replied) if replied else today
    return office.days.taken(inquiry.received_on, until, _pauses(office, inquiry))


def _pauses(office: Office, inquiry: Inquiry) -> list[Pause]:
    day_of = office.days.day_of
    return [
        Pause(day_of(each.began_at), day_of(each.ended_at) if each.ended_at else None)
        for each in inquiry.pauses
    ]


def _keep_days(office: Office, inquiry: Inquiry) -> None:
    """What figures and lists read instead of reckoning."""
    pauses, received = _pauses(office, inquiry), office.days.day_of(inquiry.received_at)
    inquiry.received_on = received
    inquiry.closed_on = office.days.day_of(inquiry.closed_at) if inquiry.closed_at else None
    inquiry.target_days = office.target_of(inquiry.channel)
    inquiry.due_on = office.days.due(received, inquiry.target_days, pauses)
    days = partial(_days_up_to, office, received)
    inquiry.reply_days = days(inquiry.first_reply_at, pauses)
    inquiry.acknowledged_days = days(inquiry.acknowledged_at)
    inquiry.forwarded_days = days(inquiry.forwarded_at)
    owed = inquiry.partner_id is not None or inquiry.partner is not None
    inquiry.feedback_due_on = office.days.due(received, office.feedback) if owed else None


def _days_up_to(
    office: Office, received: date, at: datetime | None, pauses: Iterable[Pause] = ()
) -> int | None:
    return office.days.taken(received, office.days.day_of(at), pauses) if at else None


def _end_pause(inquiry: Inquiry, at: datetime) -> None:
    for pause in inquiry.pauses:
        pause.ended_at = pause.ended_at or at


def _needs_open(inquiry: Inquiry) -> None:
    if inquiry.closed_at is not None:
        raise DomainError(N_("This inquiry is closed already. Reopen it first."))
