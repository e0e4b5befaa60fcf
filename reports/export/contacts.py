"""Exported: what took place, who took part, what was promised."""

from crm.models import (
    AdvisorAssignment,
    FollowUp,
    Interaction,
    Participation,
    Topic,
    interaction_topic,
    participation_person,
)
from reports.export.table import Column as C
from reports.export.table import Table

INTERACTIONS = Table(
    "interactions",
    "What took place, or is to, between the office and companies.",
    (
        C("id", Interaction.id, "Number of the interaction"),
        C(
            "kind",
            Interaction.kind,
            "visit, consultation, call, forum, round_table, consulting_day, fair",
        ),
        C("status", Interaction.status, "planned, held, cancelled, no_show; only held counts"),
        C("happened_on", Interaction.happened_on, "Local day; of several the first, which counts"),
        C("duration_minutes", Interaction.duration_minutes, "Minutes"),
        C("ends_on", Interaction.ends_on, "Last day, where it takes several"),
        C("starts_at", Interaction.starts_at, "Local time"),
        C("place", Interaction.place, "Where"),
        C("is_confidential", Interaction.is_confidential, "Seen only by who took part; counts"),
        C("inquiry_id", Interaction.inquiry_id, "The inquiry of which it came"),
        C("material_id", Interaction.material_id, "The brochure of which it came"),
        C("campaign_id", Interaction.campaign_id, "The campaign of which it came"),
        C("title", Interaction.title, "Free text", personal=True),
        C("notes", Interaction.notes, "Free text", personal=True),
        C("created_at", Interaction.created_at, "When the row was made, UTC"),
        C("changed_at", Interaction.changed_at, "When the row was changed last, UTC"),
    ),
    order=(Interaction.id,),
    rows_of=Interaction.__table__,
)
PARTICIPATIONS = Table(
    "participations",
    "Companies in interactions; without company_id a guest who has no company.",
    (
        C("interaction_id", Participation.interaction_id, "The interaction"),
        C("company_id", Participation.company_id, "The company; empty: a guest"),
        C("site_id", Participation.site_id, "Its site, where that was noted"),
        C(
            "status",
            Participation.status,
            "invited, declined, registered, waiting, attended, no_show",
        ),
        C("id", Participation.id, "Number of the row"),
        C("guest_name", Participation.guest_name, "Who came without a company", personal=True),
        C("created_at", Participation.created_at, "When the row was made, UTC"),
        C("changed_at", Participation.changed_at, "When the row was changed last, UTC"),
    ),
    order=(Participation.id,),
)
PARTICIPATION_PERSONS = Table(
    "participation_persons",
    "Which people of a company took part.",
    (
        C("participation_id", participation_person.c.participation_id, "The participation"),
        C("person_id", participation_person.c.person_id, "The person"),
    ),
    order=(participation_person.c.participation_id, participation_person.c.person_id),
    personal=True,
)
ADVISOR_ASSIGNMENTS = Table(
    "advisor_assignments",
    "Advisors in interactions.",
    (
        C("interaction_id", AdvisorAssignment.interaction_id, "The interaction"),
        C("advisor_id", AdvisorAssignment.advisor_id, "The advisor"),
        C("role", AdvisorAssignment.role, "lead, co"),
        C("id", AdvisorAssignment.id, "Number of the row"),
    ),
    order=(AdvisorAssignment.id,),
)
INTERACTION_TOPICS = Table(
    "interaction_topics",
    "What interactions were about.",
    (
        C("interaction_id", interaction_topic.c.interaction_id, "The interaction"),
        C("topic_id", interaction_topic.c.topic_id, "The topic"),
        C("topic", Topic.code, "Its code"),
    ),
    order=(interaction_topic.c.interaction_id, interaction_topic.c.topic_id),
    rows_of=interaction_topic.join(Topic.__table__),
)
FOLLOW_UPS = Table(
    "follow_ups",
    "What was promised, by whom and until when.",
    (
        C("id", FollowUp.id, "Number of the follow-up"),
        C("company_id", FollowUp.company_id, "The company"),
        C("interaction_id", FollowUp.interaction_id, "Where it was promised"),
        C("inquiry_id", FollowUp.inquiry_id, "The inquiry of which it came"),
        C("owner_id", FollowUp.owner_id, "The advisor who has to do it"),
        C("due_on", FollowUp.due_on, "Until when, after any moving"),
        C("first_due_on", FollowUp.first_due_on, "Until when it was promised at first"),
        C("status", FollowUp.status, "open, done, cancelled"),
        C("done_on", FollowUp.done_on, "Day on which it was done"),
        C("delegated_by_id", FollowUp.delegated_by_id, "The advisor who gave it to its owner"),
        C("recurs", FollowUp.recurs, "monthly, quarterly, half_yearly, yearly; empty: once"),
        C("series_from", FollowUp.series_from, "First day of its series"),
        C("follows_id", FollowUp.follows_id, "The follow-up before it in its series"),
        C("promise", FollowUp.promise, "Free text", personal=True),
        C("reason", FollowUp.reason, "Why it was dropped, free text", personal=True),
        C("notes", FollowUp.notes, "Free text", personal=True),
        C("created_at", FollowUp.created_at, "When the row was made, UTC"),
        C("changed_at", FollowUp.changed_at, "When the row was changed last, UTC"),
    ),
    order=(FollowUp.id,),
)
