"""A colleague of the demo city has left; what was theirs went over, and the list of it was kept."""

from datetime import UTC, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from crm.enums import HandedOver
from crm.models import HandOver, HandOverItem, Responsibility
from seed.world import World

NOTES = "Laufende Vorgänge am letzten Tag gemeinsam durchgegangen."


def add_hand_overs(session: Session, world: World) -> None:
    """As if on the last day: the responsibilities for districts, to a team's leader."""
    staff, office = world.office.staff, world.office
    leader = next(at for at, one in enumerate(staff) if one.leads)
    for at in (~office.stays).nonzero()[0].tolist():
        last_day = office.left[at].astype(object)
        noon = datetime.combine(last_day, time(12), UTC)
        record = HandOver(
            giver_id=int(office.ids[at]),
            by_id=int(office.ids[leader]),
            last_day=last_day,
            happened_at=noon,
            notes=NOTES,
            client_key=f"hand-over-{at}",
            created_at=noon,
            changed_at=noon,
        )
        theirs = Responsibility.advisor_id == record.giver_id
        query = select(Responsibility).where(theirs, Responsibility.district_id.is_not(None))
        for care in session.scalars(query.options(joinedload(Responsibility.district))):
            record.items.append(
                HandOverItem(
                    kind=HandedOver.RESPONSIBILITY,
                    number=care.id,
                    what=str(care.district),
                    taker_id=int(office.ids[leader]),
                )
            )
        session.add(record)
    session.flush()
