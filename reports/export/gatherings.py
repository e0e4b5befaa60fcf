"""Exported: how gatherings are prepared, and what firms were written and answered."""

from crm.models import (
    GatheringDocument,
    GatheringPartner,
    GatheringPlan,
    GatheringSeries,
    Invitation,
)
from reports.export.table import Column as C
from reports.export.table import Table

GATHERING_PLANS = Table(
    "gathering_plans",
    "What is planned of a gathering beside its day and place.",
    (
        C("interaction_id", GatheringPlan.interaction_id, "The gathering"),
        C("series_id", GatheringPlan.series_id, "The series it belongs to"),
        C("capacity", GatheringPlan.capacity, "Seats, in people; empty: as many as come"),
        C("registration_until", GatheringPlan.registration_until, "Last day to register"),
        C("remind_days", GatheringPlan.remind_days, "Reminded so many days before; empty: not"),
        C("budget_line", GatheringPlan.budget_line, "Line of the budget that pays for it"),
        C("budget_planned", GatheringPlan.budget_planned, "Whole euros"),
        C("budget_spent", GatheringPlan.budget_spent, "Whole euros"),
        C("id", GatheringPlan.id, "Number of the row"),
        C("programme", GatheringPlan.programme, "Free text", personal=True),
        C("letter_subject", GatheringPlan.letter_subject, "Free text", personal=True),
        C("letter_text", GatheringPlan.letter_text, "Free text", personal=True),
    ),
    order=(GatheringPlan.id,),
)
GATHERING_SERIES = Table(
    "gathering_series",
    "Gatherings that come again and again.",
    (
        C("id", GatheringSeries.id, "Number of the series"),
        C("title", GatheringSeries.title, "What it is called"),
        C("kind", GatheringSeries.kind, "forum, round_table, consulting_day, fair"),
        C("rule", GatheringSeries.rule, "RRULE of RFC 5545"),
        C("first_on", GatheringSeries.first_on, "No gathering of it lies before"),
        C("starts_at", GatheringSeries.starts_at, "Local time"),
        C("duration_minutes", GatheringSeries.duration_minutes, "Minutes"),
        C("place", GatheringSeries.place, "Where"),
        C("capacity", GatheringSeries.capacity, "Seats, in people"),
        C("lead_id", GatheringSeries.lead_id, "The advisor who leads"),
        C("is_active", GatheringSeries.is_active, "Whether more of it are made"),
        C("created_at", GatheringSeries.created_at, "When the row was made, UTC"),
        C("changed_at", GatheringSeries.changed_at, "When the row was changed last, UTC"),
    ),
    order=(GatheringSeries.id,),
)
GATHERING_PARTNERS = Table(
    "gathering_partners",
    "Partners who hold gatherings, or hold them with the office.",
    (
        C("interaction_id", GatheringPartner.interaction_id, "The gathering"),
        C("partner_id", GatheringPartner.partner_id, "The partner"),
        C("role", GatheringPartner.role, "host, co_host"),
        C("id", GatheringPartner.id, "Number of the row"),
    ),
    order=(GatheringPartner.id,),
)
GATHERING_DOCUMENTS = Table(
    "gathering_documents",
    "Documents of gatherings, without their content.",
    (
        C("interaction_id", GatheringDocument.interaction_id, "The gathering"),
        C("media_type", GatheringDocument.media_type, "As the browser named it"),
        C("size", GatheringDocument.size, "Bytes"),
        C("id", GatheringDocument.id, "Number of the document"),
        C("name", GatheringDocument.name, "Name of the file", personal=True),
        C("created_at", GatheringDocument.created_at, "When the row was made, UTC"),
        C("changed_at", GatheringDocument.changed_at, "When the row was changed last, UTC"),
    ),
    order=(GatheringDocument.id,),
)
INVITATIONS = Table(
    "invitations",
    "How firms were invited and what they answered; whether they come is in participations.",
    (
        C("participation_id", Invitation.participation_id, "The participation"),
        C("way", Invitation.way, "mail, letter; empty: not written to"),
        C("people", Invitation.people, "How many come"),
        C("sent_at", Invitation.sent_at, "When it was written, UTC"),
        C("answered_at", Invitation.answered_at, "When it was answered, UTC"),
        C("waiting_since", Invitation.waiting_since, "Place on the waiting list, UTC"),
        C("reminded_at", Invitation.reminded_at, "When a reminder was written, UTC"),
        C("thanked_at", Invitation.thanked_at, "When thanks were written, UTC"),
        C("language", Invitation.language, "In which it was answered; empty: the office's own"),
        C("id", Invitation.id, "Number of the row"),
        C("address", Invitation.address, "E-mail that was written to", personal=True),
        C("remark", Invitation.remark, "Free text", personal=True),
    ),
    order=(Invitation.id,),
)
