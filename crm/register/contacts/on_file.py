"""Contacts that are on file already: from this list, from another one, entered by hand."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import AssignmentRole, InteractionStatus, RowOutcome
from crm.models import AdvisorAssignment, Interaction, Participation, SourceRecord
from crm.register.chunks import chunks
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
    """Of several of the same, one that was held. Firms first, then their few contacts: asked in one
    query, SQLite looks at all contacts that there are.
    """
    days = {each.day for each in wanted}
    found = [
        (Identity(company_id, one.happened_on, one.kind, one.advisor_id), one)
        for company_id, one in _of_firms(session, {each.company_id for each in wanted})
        if one.happened_on in days
    ]
    found.sort(key=lambda each: (each[1].status is InteractionStatus.HELD, -each[1].id))
    return {
        identity: OnFile(one.id, one.status is InteractionStatus.HELD) for identity, one in found
    }


def _of_firms(session: Session, company_ids: Collection[int]) -> Iterator[tuple[int, Any]]:
    known = families(session, company_ids)
    parts = select(Participation.company_id, Participation.interaction_id)
    took_part = session.execute(parts.where(Participation.company_id.in_(known))).all()
    led = {one.id: one for one in _led(session, sorted({row.interaction_id for row in took_part}))}
    for company_id, interaction_id in took_part:
        if company_id and interaction_id in led:
            yield known[company_id], led[interaction_id]


def _led(session: Session, ids: Sequence[int]) -> Iterator[Any]:
    """The contacts, each with who led it."""
    columns = (
        Interaction.id, Interaction.happened_on, Interaction.kind, Interaction.status,
        AdvisorAssignment.advisor_id,
    )  # fmt: skip
    leads = AdvisorAssignment.role == AssignmentRole.LEAD
    query = select(*columns).join(Interaction.assignments).where(leads)
    for chunk in chunks(ids):
        yield from session.execute(query.where(Interaction.id.in_(chunk)))
