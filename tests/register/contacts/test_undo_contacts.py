"""A list of contacts is taken back: they go, but for those that somebody has built on."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.models import (
    AdvisorAssignment,
    Company,
    FollowUp,
    ImportBatch,
    Interaction,
    Participation,
    Person,
    Position,
    SourceRecord,
)
from crm.register.undo import undo
from crm.register.undone import Undone
from crm.services.import_mappings import keep_mapping
from crm.services.log_interaction import change_interaction
from crm.services.merge_companies import merge
from tests.register.contacts.conftest import AddFirm, Give, row


@pytest.fixture
def back(session: Session):
    """back(): the last import is taken back and committed."""

    def back(**options: object) -> Undone:
        undone = undo(session, **options)
        session.commit()
        session.expire_all()
        return undone

    return back


def _left(session: Session) -> dict[str, int]:
    models = (Interaction, Participation, AdvisorAssignment, Person, Position, SourceRecord)
    counts = {each.__tablename__: session.scalar(select(func.count()).select_from(each))
              for each in models}  # fmt: skip
    return {name: count for name, count in counts.items() if count}


def test_nothing_of_it_is_left(session: Session, elbbau: Company, give: Give, back) -> None:
    """People whom it put on file go too; who was there stays."""
    before = _left(session)
    give(row(people="Ina Weber, Karin Lüdecke"), row(day="13.03.2026", topic="Finanzierung"))
    assert elbbau.overview.last_contact_on == date(2026, 3, 13)
    undone = back()
    assert (undone.contacts, undone.kept_contacts, undone.removed) == (2, [], 0)
    assert _left(session) == before
    assert elbbau.overview.last_contact_on is None
    assert session.scalars(select(ImportBatch)).one().undone_at


def test_it_can_be_given_in_again(session: Session, give: Give, back) -> None:
    give(row())
    back()
    assert give(row()).created == 1


def test_what_somebody_built_on_stays_and_is_named(
    session: Session, elbbau: Company, give: Give, back
) -> None:
    give(row(), row(day="13.03.2026"), row(day="14.03.2026"))
    edited, promised, _other = session.scalars(select(Interaction).order_by(Interaction.id))
    change_interaction(session, edited, {"notes": "ergänzt"})
    lead = promised.assignments[0].advisor_id
    session.add(FollowUp(
        promise="Liste schicken", due_on=date(2026, 4, 1), first_due_on=date(2026, 4, 1),
        interaction_id=promised.id, company_id=elbbau.id, owner_id=lead,
    ))  # fmt: skip
    session.commit()
    undone = back()
    assert undone.contacts == 1
    assert [(each.interaction_id, each.firm, each.reason) for each in undone.kept_contacts] == [
        (edited.id, "Elbbau GmbH", "changes by hand"), (promised.id, "Elbbau GmbH", "follow-ups"),
    ]  # fmt: skip
    assert elbbau.overview.last_contact_on == date(2026, 3, 13)
    again = give(row(), row(day="13.03.2026"), row(day="14.03.2026"))
    assert (again.unchanged, again.created) == (2, 1)


def test_whom_others_met_since_stays_on_file(
    session: Session, elbbau: Company, give: Give, back
) -> None:
    give(row(people="Ina Weber"))
    give(row(day="13.03.2026", people="Ina Weber"))
    first, second = session.scalars(select(ImportBatch.id).order_by(ImportBatch.id))
    back(batch_id=first)
    ina = session.scalars(select(Person).where(Person.last_name == "Weber")).one()
    assert len(ina.positions) == 1
    back(batch_id=second)
    assert session.scalars(select(Interaction)).all() == []


def test_a_trial_says_the_same_and_changes_nothing(session: Session, give: Give, back) -> None:
    give(row())
    assert back(dry_run=True).contacts == 1
    assert len(session.scalars(select(Interaction)).all()) == 1


def test_another_list_that_found_it_on_file_brings_it_again(
    session: Session, give: Give, mapping, back
) -> None:
    give(row())
    first = session.scalars(select(ImportBatch.id)).one()
    mapping_id, name = mapping.id, mapping.name
    mapping.name = "Annas Liste"
    session.commit()
    keep_mapping(session, name, {}, city="Magdeburg")
    give(row(notes="anders"))
    back(batch_id=first)
    assert session.scalars(select(SourceRecord)).all() == []
    assert give(row(notes="anders")).created == 1
    assert mapping.id == mapping_id


def test_the_firm_that_counts_by_now_is_put_right(
    session: Session, elbbau: Company, firm: AddFirm, give: Give, back
) -> None:
    stays = firm("Zirkus Roncalli")
    session.commit()
    give(row())
    merge(session, elbbau, stays, date(2026, 4, 1))
    session.commit()
    assert stays.overview.last_contact_on == date(2026, 3, 12)
    back()
    assert stays.overview.last_contact_on is None


def test_firms_by_whom_it_was_named_are_no_work_of_it(
    session: Session, elbbau: Company, give: Give, back
) -> None:
    """The list made no firm, so none goes with it."""
    give(row())
    back()
    assert session.get(Company, elbbau.id)
