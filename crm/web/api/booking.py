from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import selectinload

from crm.enums import BookedBy
from crm.models import Booking, Company, Slot
from crm.models.base import new_client_key, utc_now
from crm.rules.slots import booking_problems
from crm.services import bookings
from crm.services.attendance import CAME_OR_NOT
from crm.services.mail import write
from crm.web.api.answers import FieldError, Refusal
from crm.web.api.base import CrmApi
from crm.web.api.interface import ApiInterface
from crm.web.api.search import columns, searched
from crm.web.api.slot import changeable, visible
from crm.web.api.slot_schemas import (
    BOOKINGS,
    BookingCard,
    BookingRow,
    ChangedBooking,
    NewBooking,
)
from crm.web.booking_letters import called_off, confirmation, token_of
from crm.web.languages import current_language
from crm.web.moving import move_and_tell


def _visible() -> ColumnElement[bool]:
    return Booking.slot_id.in_(select(Slot.id).where(visible()))


def _changeable() -> ColumnElement[bool]:
    return Booking.slot_id.in_(select(Slot.id).where(changeable()))


class BookingApi(CrmApi):
    resource_name = "bookings"
    class_permission_name = "Interaction"
    things = "bookings of slots"
    openapi_spec_tag = "Consulting days"
    datamodel = ApiInterface(
        Booking,
        scope=_visible,
        eager=(
            selectinload(Booking.participation),
            selectinload(Booking.company).selectinload(Company.overview),
            selectinload(Booking.slot).selectinload(Slot.interaction),
        ),
    )
    list_model_schema = BookingRow()
    show_model_schema = BookingCard()
    add_model_schema = NewBooking()
    edit_model_schema = ChangedBooking()
    search = searched(Booking, *BOOKINGS)
    orders = columns(Booking, "id", "created_at", "changed_at")
    changeable = staticmethod(_changeable)
    examples = {
        "post": {"slot_id": 1, "name": "Rosa Kern", "phone": "0391 5401234"},
        "put": {"version": 1, "is_cancelled": True, "reason": "krank"},
    }

    def check(self, values: dict[str, Any], item: Any = None) -> None:
        if item is None:
            errors = self.problems(booking_problems, values)
            if errors:
                raise Refusal(422, errors=errors)
        if "slot_id" in values:
            mine = select(Slot.id).where(Slot.id == values["slot_id"], changeable())
            if self.session.scalar(mine) is None:
                raise Refusal(422, errors=[FieldError("slot_id", _("Choose a time."))])
        said = values.get("status")
        if said not in (None, *CAME_OR_NOT) and (item is None or said is not item.status):
            raise Refusal(422, errors=[FieldError("status", _("Please choose from the list."))])

    def create(self, values: dict[str, Any]) -> Booking:
        slot = bookings.find_slot(self.session, values["slot_id"])
        key = values.get("client_key") or new_client_key()
        given = {
            **values,
            "client_key": key,
            "token": token_of(key),
            "booked_by": BookedBy.TELEPHONE,
            "language": current_language(),
        }
        made = bookings.book(self.session, slot, given)  # type: ignore[arg-type]
        if made.email:
            write(self.session, confirmation(made))
        return made

    def change(self, item: Booking, values: dict[str, Any]) -> None:
        """Moved first and called off last, so that one request may tell a whole story."""
        now, reason = utc_now(), values.get("reason")
        if "slot_id" in values:
            slot = bookings.find_slot(self.session, values["slot_id"])
            move_and_tell(self.session, item, slot, reason)  # type: ignore[arg-type]
        if "notes" in values:
            item.notes = values["notes"]
        if values.get("status") and item.participation is not None:
            item.participation.status = values["status"]
        if values.get("is_cancelled") and item.stands:
            bookings.cancel(self.session, item, now, reason)
            if item.email:
                write(self.session, called_off(item))
