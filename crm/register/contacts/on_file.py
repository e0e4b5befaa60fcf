"""Contacts that are on file already: from this list, from another one, entered by hand."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import AssignmentRole, InteractionStatus, RowOutcome
from crm.models import AdvisorAssignment, Interaction, Participation, SourceRecord
from crm.register.contacts.entry import Identity
from crm.services.family import families


class OnFile(NamedTuple):
    interaction_id: int
    is_held: bool


def taken_in(session: Session, source: str, keys: Iterable[str]) -> Mapping[str, int | None]:
    """Rows of the source that came in before -> their contact, None where it was deleted since."""
    query = select(SourceRecord.key, SourceRecord.interaction_id).where(
        SourceRecord.source == source,
        SourceRecord.key.in_(keys),
        SourceRecord.outcome != RowOutcome.REFUSED,
    )
    return {key or "": pk for key, pk in session.execute(query.order_by(SourceRecord.id))}


def on_file(session: Session, wanted: Collection[Identity]) -> Mapping[Identity, OnFile]:
    """Of several of the same one that was held."""
    known = families(session, {each.company_id for each in wanted})
    columns = (
        Participation.company_id, Interaction.happened_on, Interaction.kind,
        AdvisorAssignment.advisor_id, Interaction.id, Interaction.status,
    )  # fmt: skip
    query = (
        select(*columns)
        .join(Interaction, Interaction.id == Participation.interaction_id)
        .join(AdvisorAssignment, AdvisorAssignment.interaction_id == Interaction.id)
        .where(
            Participation.company_id.in_(known),
            Interaction.happened_on.in_({each.day for each in wanted}),
            AdvisorAssignment.role == AssignmentRole.LEAD,
        )
        .order_by(Interaction.status == InteractionStatus.HELD, Interaction.id.desc())
    )
    rows: Iterable[Any] = session.execute(query)
    return {
        Identity(known[company_id], *rest): OnFile(pk, status is InteractionStatus.HELD)
        for company_id, *rest, pk, status in rows
    }
