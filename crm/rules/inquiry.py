"""What an inquiry must fulfil before it is written down."""

from datetime import datetime, timedelta

from crm.enums import N_, InquiryChannel
from crm.rules import Problem, Problems, Values

LONGEST = 200
YEARS_BACK = 30
MOST_DAYS = 60


def days_per_channel(text: str) -> tuple[int, dict[InquiryChannel, int]]:
    """``3, internet=1`` -> (3, {internet: 1}). ValueError for anything else."""
    first, *others = (part.strip() for part in text.split(","))
    pairs = (other.split("=") for other in others)
    return _days(first), {InquiryChannel(name.strip()): _days(days) for name, days in pairs}


def _days(text: str) -> int:
    days = int(text)
    if not 0 < days <= MOST_DAYS:
        raise ValueError(text)
    return days


def inquiry_problems(values: Values) -> Problems:
    """``received_at`` and ``forwarded_at`` are instants; ``now`` is this one."""
    subject = values.get("subject") or ""
    if not subject:
        yield Problem("subject", N_("What is it about? A few words are enough."))
    elif len(subject) > LONGEST:
        yield Problem("subject", N_("At most %(length)s characters."), {"length": LONGEST})
    if not values.get("company_id") and not values.get("guest_name"):
        yield Problem("company_id", N_("Choose the firm, or write who asks."))
    if not values.get("channel"):
        yield Problem("channel", N_("How did it come in?"))
    yield from _when(values)


def _when(values: Values) -> Problems:
    received: datetime | None = values.get("received_at")
    forwarded: datetime | None = values.get("forwarded_at")
    now: datetime = values["now"]
    if received is None:
        yield Problem("received_at", N_("On which day did it come in?"))
    elif received > now:
        yield Problem("received_at", N_("This lies in the future."))
    elif received < now - timedelta(days=366 * YEARS_BACK):
        yield Problem("received_at", N_("Is the year right?"))
    elif forwarded and forwarded < received:
        yield Problem("forwarded_at", N_("It cannot be forwarded before it came in."))
    if forwarded and forwarded > now:
        yield Problem("forwarded_at", N_("This lies in the future."))
