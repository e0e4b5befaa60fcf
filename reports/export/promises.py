"""Exported: what became of promises, firms in trouble, and what is done about it."""

from sqlalchemy import or_

from crm.models import (
    Annotation,
    FollowUpHandover,
    FollowUpMove,
    HandOver,
    HandOverItem,
    RedFlag,
    RedFlagSuggestion,
    Target,
    Team,
    Topic,
)
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
RED_FLAG_SUGGESTIONS = Table(
    "red_flag_suggestions",
    "What rules noticed of firms. Those that became a confidential red flag are left out.",
    (
        C("id", RedFlagSuggestion.id, "Number of the suggestion"),
        C("company_id", RedFlagSuggestion.company_id, "The company"),
        C("rule", RedFlagSuggestion.rule, "topic, shrinking, called_off, silent"),
        C("kind", RedFlagSuggestion.kind, "What it may be about: a kind of red flag"),
        C("topic", Topic.code, "Code of the topic"),
        C("first_day", RedFlagSuggestion.first_day, "First day of what the rule saw"),
        C("last_day", RedFlagSuggestion.last_day, "Last day of that"),
        C("found_on", RedFlagSuggestion.found_on, "Day on which the rule saw it"),
        C("red_flag_id", RedFlagSuggestion.red_flag_id, "The red flag that it became"),
        C("put_aside_on", RedFlagSuggestion.put_aside_on, "Day on which it was put aside"),
        C("reason", RedFlagSuggestion.reason, "Free text", personal=True),
        C("created_at", RedFlagSuggestion.created_at, "When the row was made, UTC"),
        C("changed_at", RedFlagSuggestion.changed_at, "When the row was changed last, UTC"),
    ),
    order=(RedFlagSuggestion.id,),
    rows_of=RedFlagSuggestion.__table__.outerjoin(Topic.__table__).outerjoin(RedFlag.__table__),
    only=or_(RedFlagSuggestion.red_flag_id.is_(None), RedFlag.is_confidential.is_(False)),
)
FOLLOW_UP_MOVES = Table(
    "follow_up_moves",
    "From one due day to another.",
    (
        C("follow_up_id", FollowUpMove.follow_up_id, "The follow-up"),
        C("from_on", FollowUpMove.from_on, "When it was due"),
        C("to_on", FollowUpMove.to_on, "When it was due afterwards"),
        C("happened_at", FollowUpMove.happened_at, "When it was moved, UTC"),
        C("by_id", FollowUpMove.by_id, "The advisor who moved it"),
        C("id", FollowUpMove.id, "Number of the row"),
        C("reason", FollowUpMove.reason, "Free text", personal=True),
    ),
    order=(FollowUpMove.id,),
)
FOLLOW_UP_HANDOVERS = Table(
    "follow_up_handovers",
    "From one advisor to another.",
    (
        C("follow_up_id", FollowUpHandover.follow_up_id, "The follow-up"),
        C("from_id", FollowUpHandover.from_id, "The advisor who had it"),
        C("to_id", FollowUpHandover.to_id, "The advisor who has it since"),
        C("by_id", FollowUpHandover.by_id, "The advisor who handed it over"),
        C("happened_at", FollowUpHandover.happened_at, "When, UTC"),
        C("id", FollowUpHandover.id, "Number of the row"),
    ),
    order=(FollowUpHandover.id,),
)
HAND_OVERS = Table(
    "hand_overs",
    "Colleagues who left, and whose open work went over.",
    (
        C("id", HandOver.id, "Number of the hand-over"),
        C("giver_id", HandOver.giver_id, "The advisor who left"),
        C("last_day", HandOver.last_day, "Last day of responsibility"),
        C("happened_at", HandOver.happened_at, "When it was handed over, UTC"),
        C("by_id", HandOver.by_id, "The advisor who did it; empty: an administrator"),
        C("notes", HandOver.notes, "Free text", personal=True),
    ),
    order=(HandOver.id,),
)
HAND_OVER_ITEMS = Table(
    "hand_over_items",
    "What went over, and to whom.",
    (
        C("hand_over_id", HandOverItem.hand_over_id, "The hand-over"),
        C("kind", HandOverItem.kind, "inquiry, follow_up, appointment, red_flag, responsibility"),
        C("due_on", HandOverItem.due_on, "When it is due"),
        C("taker_id", HandOverItem.taker_id, "The advisor who has it since"),
        C("id", HandOverItem.id, "Number of the row"),
        C("what", HandOverItem.what, "Free text", personal=True),
    ),
    order=(HandOverItem.id,),
)
TARGETS = Table(
    "targets",
    "What teams set out to reach.",
    (
        C("id", Target.id, "Number of the target"),
        C("team", Team.code, "Code of the team"),
        C("measure", Target.measure, "visits, individual, small_firms, first_reached"),
        C("first_day", Target.first_day, "First day"),
        C("last_day", Target.last_day, "Last day"),
        C("goal", Target.goal, "How many"),
        C("remark", Target.remark, "Free text"),
        C("created_at", Target.created_at, "When the row was made, UTC"),
        C("changed_at", Target.changed_at, "When the row was changed last, UTC"),
    ),
    order=(Target.id,),
    rows_of=Target.__table__.join(Team.__table__),
)
ANNOTATIONS = Table(
    "annotations",
    "Notes on days that explain figures, such as a fair; dashboards draw them.",
    (
        C("id", Annotation.id, "Number of the note"),
        C("first_day", Annotation.first_day, "First day"),
        C("last_day", Annotation.last_day, "Last day; empty: it was one day"),
        C("text", Annotation.text, "Free text", personal=True),
        C("team", Team.code, "Code of the team; empty: the whole office"),
        C("created_by_id", Annotation.created_by_id, "Login of who wrote it"),
        C("created_at", Annotation.created_at, "When the row was made, UTC"),
        C("changed_at", Annotation.changed_at, "When the row was changed last, UTC"),
    ),
    order=(Annotation.id,),
    rows_of=Annotation.__table__.outerjoin(Team.__table__),
)
