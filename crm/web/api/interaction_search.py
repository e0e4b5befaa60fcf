"""What contacts are filtered and sorted by."""

from __future__ import annotations

from crm.models import AdvisorAssignment, Interaction, Participation, Topic
from crm.web.api.search import OfFirm, Search, columns, searched

PLAIN = ("id", "kind", "status", "title", "happened_on", "duration_minutes", "place",
         "is_confidential", "campaign_id", "material_id", "inquiry_id", "created_at",
         "changed_at")  # fmt: skip

SEARCH = {
    **searched(Interaction, *PLAIN),
    "advisor_id": Search(AdvisorAssignment.advisor_id, Interaction.assignments.any, ("eq", "in")),
    "company_id": OfFirm(Participation.company_id, Interaction.participations.any, ("eq", "in")),
    "topic_id": Search(Topic.id, Interaction.topics.any, ("eq", "in")),
}
ORDERS = columns(Interaction, "id", "happened_on", "created_at", "changed_at")
