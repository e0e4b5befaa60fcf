"""How far an inquiry is, in the words of the office that forwarded it."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from crm.enums import InquiryOutcome

HELPED = (InquiryOutcome.ANSWERED, InquiryOutcome.FUNDING_CONSULTATION)


def forwarded_state(row: Any) -> tuple[str, str]:
    """Of an inquiry or a row of one: words and the tone of their badge."""
    if row.closed_at:
        return _(row.outcome.label), "good" if row.outcome in HELPED else "neutral"
    if row.first_reply_at:
        return _("answered, still open"), "good"
    if row.owner_id and not row.due_on:
        return _("waits for the firm"), "info"
    return (_("in work"), "info") if row.owner_id else (_("arrived"), "neutral")
