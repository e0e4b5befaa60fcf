"""What the pages of a consulting day's slots have in common."""

from __future__ import annotations

from flask import abort, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from crm.enums import InteractionKind
from crm.models import Booking, BookingMove, Company, Interaction, Slot
from crm.models.base import LARGEST_NUMBER
from crm.services.bookings import WHERE_AND_WHEN, find_slot
from crm.services.scope import changeable_interactions
from crm.web.gathering_page import GatheringPage
from crm.web.security import current_viewer

WHOLE = (
    *WHERE_AND_WHEN,
    joinedload(Booking.company).joinedload(Company.overview),
    selectinload(Booking.moves).options(
        joinedload(BookingMove.left).options(joinedload(Slot.team), joinedload(Slot.interaction)),
        joinedload(BookingMove.entered).options(
            joinedload(Slot.team), joinedload(Slot.interaction)
        ),
    ),
)


class SlotPage(GatheringPage):
    def day(self, pk: int, *, to_change: bool = False) -> tuple[Interaction, bool]:
        """The consulting day, and whether it may be changed; 404 where it must be and may not."""
        day, mine = self.with_right(pk)
        if day.kind is not InteractionKind.CONSULTING_DAY or (to_change and not mine):
            abort(404)
        return day, mine

    def to_change(self, pk: int) -> Interaction:
        return self.day(pk, to_change=True)[0]

    def booking(self, day: Interaction, pk: int) -> Booking:
        query = select(Booking).join(Booking.slot).where(
            Booking.id == min(pk, LARGEST_NUMBER), Slot.interaction_id == day.id
        )  # fmt: skip
        return self.session.scalars(query.options(*WHOLE)).unique().first() or abort(404)

    def slot_to_change(self, pk: int) -> Slot | None:
        """Of a day that the viewer may change."""
        days = select(Interaction.id).where(changeable_interactions(current_viewer))
        found = find_slot(self.session, pk)
        mine = select(Slot.id).where(Slot.id == pk, Slot.interaction_id.in_(days))
        return found if found and self.session.scalar(mine) else None

    def home(self, pk: int) -> str:
        return url_for("SlotView.index", pk=pk)
