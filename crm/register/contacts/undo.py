"""A list of contacts taken back: they go, but for those that somebody has built on since."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from crm.enums import RowOutcome
from crm.models import CompanyOverview, ImportBatch, Interaction, Participation, SourceRecord
from crm.register.chunks import chunks
from crm.register.contacts.built_on import built_on
from crm.register.contacts.doubles import LISTS
from crm.register.contacts.newcomers import forget_newcomers
from crm.register.undone import KeptContact, Undone
from crm.services.bulk import one_at_a_time
from crm.services.refresh_overview import refresh_overview


def undo_contacts(
    session: Session, batch: ImportBatch, undone: Undone, progress: Callable[[int, int], None]
) -> None:
    one_at_a_time(session, LISTS)
    made = list(session.scalars(_made_by(batch)))
    touched: set[int] = set()
    made_at: set[datetime] = set()
    done = 0
    for chunk in chunks(made):
        kept = built_on(session, chunk)
        undone.kept_contacts += _named(session, kept)
        going = [pk for pk in chunk if pk not in kept]
        firms = select(Participation.company_id).where(Participation.interaction_id.in_(going))
        touched |= {pk for pk in session.scalars(firms) if pk}
        when = select(Interaction.created_at).where(Interaction.id.in_(going)).distinct()
        made_at |= set(session.scalars(when))
        _remove(session, going)
        undone.contacts += len(going)
        done += len(chunk)
        progress(done, len(made))
    _forget_rows(session, batch)
    if made_at:
        forget_newcomers(session, made_at)
    refresh_overview(session, touched)


def _made_by(batch: ImportBatch) -> Select[Any]:
    return select(SourceRecord.interaction_id).where(
        SourceRecord.batch_id == batch.id,
        SourceRecord.outcome == RowOutcome.CREATED,
        SourceRecord.interaction_id.is_not(None),
    )


def _remove(session: Session, ids: Sequence[int]) -> None:
    """With the rows of other lists that found it on file: read again, they bring it."""
    session.execute(delete(SourceRecord).where(SourceRecord.interaction_id.in_(ids)))
    session.execute(delete(Interaction).where(Interaction.id.in_(ids)))


def _forget_rows(session: Session, batch: ImportBatch) -> None:
    """But for those refused, and those by which a contact that stays is known again."""
    stays = (SourceRecord.outcome == RowOutcome.CREATED) & SourceRecord.interaction_id.is_not(None)
    refused = SourceRecord.outcome == RowOutcome.REFUSED
    own = SourceRecord.batch_id == batch.id
    session.execute(delete(SourceRecord).where(own, ~stays, ~refused))


def _named(session: Session, kept: Mapping[int, str]) -> Iterator[KeptContact]:
    columns = (Interaction.id, Interaction.happened_on, CompanyOverview.label)
    query = (
        select(*columns)
        .join(Interaction.participations)
        .join(CompanyOverview, CompanyOverview.id == Participation.company_id)
        .where(Interaction.id.in_(kept))
        .order_by(Interaction.id, Participation.id)
    )
    firms: dict[int, KeptContact] = {}
    for pk, day, firm in session.execute(query):
        firms.setdefault(pk, KeptContact(pk, day, firm, kept[pk]))
    yield from firms.values()
