"""Exported: firms in trouble, and what is done about it."""

from crm.models import RedFlag
from reports.export.table import Column as C
from reports.export.table import Table

RED_FLAGS = Table(
    "red_flags",
    "Trouble of firms that was noticed early. Confidential ones are left out.",
    (
        C("id", RedFlag.id, "Number of the red flag"),
        C("company_id", RedFlag.company_id, "The company"),
        C(
            "kind",
            RedFlag.kind,
            "leaving, staff_cuts, lack_of_staff, supplier_loss, falling_turnover, authority,"
            " succession, liquidity",
        ),
        C("severity", RedFlag.severity, "low, middle, high"),
        C("owner_id", RedFlag.owner_id, "The advisor who takes care of it"),
        C("interaction_id", RedFlag.interaction_id, "Where it was noticed"),
        C("raised_on", RedFlag.raised_on, "Day on which it was noticed"),
        C("due_on", RedFlag.due_on, "Until when something is done about it"),
        C("jobs_claimed", RedFlag.jobs_claimed, "Jobs at stake as the firm says"),
        C("jobs_confirmed", RedFlag.jobs_confirmed, "Jobs at stake as somebody looked into"),
        C("closed_on", RedFlag.closed_on, "Day on which it was closed"),
        C("outcome", RedFlag.outcome, "averted, eased, happened, withdrawn"),
        C("notes", RedFlag.notes, "Free text", personal=True),
        C("outcome_words", RedFlag.outcome_words, "Free text", personal=True),
        C("created_at", RedFlag.created_at, "When the row was made, UTC"),
        C("changed_at", RedFlag.changed_at, "When the row was changed last, UTC"),
    ),
    order=(RedFlag.id,),
    only=RedFlag.is_confidential.is_(False),
)
