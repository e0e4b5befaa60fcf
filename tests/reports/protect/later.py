"""What is written down between two releases, and what has not changed by it."""

from datetime import date
from random import Random

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from crm.enums import InteractionKind, InteractionStatus, ParticipationStatus, SizeBand
from crm.models import Company, CompanyFact, Interaction, Participation
from tests.reports.protect import attacker


def work(session: Session, random: Random) -> None:
    """Some visits are written down later, and a size is corrected."""
    firms = list(session.scalars(select(Company.id).order_by(Company.id)))
    for number in range(1, 4):
        pk = 500_000 + number
        session.execute(
            insert(Interaction).values(
                id=pk, kind=InteractionKind.VISIT, status=InteractionStatus.HELD, version=1,
                happened_on=date(2025, 3 * number, 5), title="Besuch",
            )
        )  # fmt: skip
        session.execute(
            insert(Participation).values(
                id=pk, interaction_id=pk, company_id=random.choice(firms), version=1,
                status=ParticipationStatus.ATTENDED,
            )
        )  # fmt: skip
    fact = session.scalars(select(CompanyFact).order_by(CompanyFact.id)).first()
    assert fact
    fact.size_band = SizeBand.FROM_10
    session.flush()


def same(one: attacker.Read, other: attacker.Read) -> set[attacker.Count]:
    return {each for each, value in one.counts.items() if other.counts.get(each) == value}
