"""What was written down at the firm that counted while another was merged into it.

After the two were taken apart it stays there, for nobody can know which of them it was about; so it
is listed, with links.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, String, cast, func, literal, select, union_all
from sqlalchemy.orm import Session

from crm.models import (
    CompanyMerge,
    FollowUp,
    FundingCase,
    Inquiry,
    Interaction,
    Participation,
    Person,
    Position,
    RedFlag,
)
from crm.models.base import utc_now
from crm.services.family import kin
from crm.services.scope import (
    Viewer,
    visible_follow_ups,
    visible_funding_cases,
    visible_interactions,
    visible_red_flags,
)

SHOWN = 50
CONTACT, FOLLOW_UP, INQUIRY = "contact", "follow_up", "inquiry"
RED_FLAG, FUNDING, PERSON = "red_flag", "funding", "person"


def entered_meanwhile(session: Session, viewer: Viewer, record: CompanyMerge) -> Sequence[Row[Any]]:
    """what (one of the words above), id, kind, said, at; the latest first, at most SHOWN + 1."""
    there = kin(record.into_id)
    until = record.undone_at or utc_now()

    def some(
        model: Any, what: Any, said: Any, *visible: Any, of: Any = None, kind: Any = None
    ) -> Any:
        row = of or model
        columns = (
            (literal(what) if isinstance(what, str) else what).label("what"),
            model.id.label("id"),
            (cast(kind, String) if kind is not None else literal("")).label("kind"),
            cast(said, String).label("said"),
            row.created_at.label("at"),
        )
        since = row.created_at > record.merged_at, row.created_at <= until
        return select(*columns).where(row.company_id.in_(there), *since, *visible)

    contacts = some(
        Interaction, CONTACT, func.coalesce(Interaction.title, ""), visible_interactions(viewer),
        of=Participation, kind=Interaction.kind,
    ).join(Participation, Participation.interaction_id == Interaction.id)  # fmt: skip
    people = some(Person, PERSON, Person.last_name, of=Position).join(
        Position, Position.person_id == Person.id
    )
    parts = (
        contacts,
        people,
        some(FollowUp, FOLLOW_UP, FollowUp.promise, visible_follow_ups(viewer)),
        some(Inquiry, INQUIRY, Inquiry.subject),
        some(RedFlag, RED_FLAG, literal(""), visible_red_flags(viewer), kind=RedFlag.kind),
        some(FundingCase, FUNDING, literal(""), visible_funding_cases(viewer)),
    )
    found = union_all(*parts).subquery()
    query = select(found).order_by(found.c.at.desc(), found.c.what, found.c.id)
    return session.execute(query.limit(SHOWN + 1)).all()
