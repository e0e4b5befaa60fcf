"""A slot of a consulting day: booked by telephone, moved, handed over, called off, noted."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from sqlalchemy import Row
from werkzeug.wrappers import Response

from crm.clock import today
from crm.enums import BookedBy, ParticipationStatus
from crm.models import Booking, Interaction
from crm.models.base import utc_now
from crm.services import bookings
from crm.services.mail import write
from crm.services.scope import changeable_interactions
from crm.services.slots import free_on_other_days, free_slots
from crm.web.booking_letters import called_off, confirmation, token_of
from crm.web.chips import Choice
from crm.web.conflict import show_conflict
from crm.web.formats import weekday
from crm.web.languages import current_language
from crm.web.moving import move_and_tell
from crm.web.numbers import read_number
from crm.web.saving import expect_version, save
from crm.web.security import current_viewer
from crm.web.slot_form import BookingForm, TalkForm
from crm.web.slot_page import SlotPage
from crm.web.tapping import tap

LONGEST_REASON = 200


class BookingView(SlotPage):
    default_view = "show"

    @expose("/<int:pk>/slots/book", methods=["GET", "POST"])
    @has_access
    @permission_name("edit")
    def book(self, pk: int) -> str | Response:
        day = self.to_change(pk)
        form = self._new_form(pk)
        if request.method == "POST" and form.validate():
            made = save(self.session, form, lambda: self._booked(form))
            if made is not None:
                flash(_("%(name)s is booked.", name=form.name.data), "success")
                return redirect(self.home(pk))
            form.offer(free_slots(self.session, pk))
        return self._form_page(day, form)

    @expose("/<int:pk>/bookings/<int:booking>")
    @has_access
    @permission_name("show")
    def show(self, pk: int, booking: int) -> str:
        day, mine = self.day(pk)
        return self._booking_page(day, self.booking(day, booking), mine)

    @expose("/<int:pk>/bookings/<int:booking>/talk", methods=["POST"])
    @has_access
    @permission_name("edit")
    def talk(self, pk: int, booking: int) -> str | Response:
        """What was said in the slot, and with it that they came."""
        day = self.to_change(pk)
        found, form = self.booking(day, booking), TalkForm()
        if form.validate() and self._noted(form, found):
            flash(_("The talk is saved."), "success")
            self.say_it_was_held(day)
            return redirect(self.home(pk))
        return self._booking_page(day, self.booking(day, booking), True, form)

    @expose("/<int:pk>/bookings/<int:booking>/move", methods=["POST"])
    @has_access
    @permission_name("edit")
    def move(self, pk: int, booking: int) -> str | Response:
        found = self.booking(self.to_change(pk), booking)
        slot = self.slot_to_change(read_number(request.form.get("to", "")) or 0)
        if slot is None:
            flash(_("Choose a time."), "danger")
            return self._again(pk, booking)
        step = lambda: move_and_tell(self.session, found, slot, _reason())  # noqa: E731
        where = f"{weekday(slot.interaction.happened_on)}, {slot}"
        return self._step(pk, booking, step, _("Moved to %(slot)s.", slot=where))

    @expose("/<int:pk>/bookings/<int:booking>/cancel", methods=["POST"])
    @has_access
    @permission_name("edit")
    def cancel(self, pk: int, booking: int) -> str | Response:
        found = self.booking(self.to_change(pk), booking)
        said = _("Called off: %(name)s", name=found.name)
        return self._step(pk, booking, lambda: self._called_off(found), said)

    # -- what a step does -----------------------------------------------------------------
    def _booked(self, form: BookingForm) -> Booking:
        values = form.values()
        slot = bookings.find_slot(self.session, values["slot_id"])
        given = {
            **values,
            "booked_by": BookedBy.TELEPHONE,
            "language": current_language(),
            "token": token_of(values["client_key"]),
        }
        made = bookings.book(self.session, slot, given)  # type: ignore[arg-type]
        if made.email:
            write(self.session, confirmation(made))
        return made

    def _called_off(self, booking: Booking) -> None:
        was_standing = booking.stands
        bookings.cancel(self.session, booking, utc_now(), _reason())
        if booking.email and was_standing:
            write(self.session, called_off(booking))

    def _noted(self, form: TalkForm, booking: Booking) -> bool:
        owner = current_viewer.advisor_id or booking.slot.advisor_id
        if form.promise.data and owner is None:
            form.promise.errors = [_("Who takes care of it? Choose who of us sits in this slot.")]
            return False
        if booking.notes != form.notes.data:
            expect_version(booking, form)
        values = {**form.values(), "owner_id": owner}
        act = lambda: bookings.note_talk(self.session, booking, values)  # noqa: E731
        if save(self.session, form, act) is not None:
            return True
        now = self.booking(booking.slot.interaction, booking.id)
        if form.version.data != str(now.version):
            show_conflict(form, now, SimpleNamespace(notes=now.notes, promise=None, due_on=None))
        return False

    def _step(self, pk: int, booking: int, act: Callable[[], object], said: str) -> str | Response:
        """Refused, what was typed stays on the screen."""
        if not tap(self.session, act):
            return self._again(pk, booking)
        flash(said, "success")
        return redirect(self.home(pk))

    # -- pages ----------------------------------------------------------------------------
    def _new_form(self, pk: int) -> BookingForm:
        if request.method == "POST":
            form = BookingForm()
        else:
            wanted = read_number(request.args.get("slot", ""))
            form = BookingForm(formdata=None)
            form.slot.data = Choice(wanted, "") if wanted else None
        free = free_slots(self.session, pk)
        if form.slot.data not in [Choice(row.id, "") for row in free]:
            form.slot.data = None
        form.offer(free)
        return form

    def _form_page(self, day: Interaction, form: BookingForm) -> str:
        return str(
            self.render_template(
                "booking_form.html", title=_("Book a slot"), lead=str(day), day=day, form=form
            )
        )

    def _again(self, pk: int, booking: int) -> str:
        day = self.to_change(pk)
        return self._booking_page(day, self.booking(day, booking), True)

    def _elsewhere(self, day: Interaction) -> dict[str, list[Row[Any]]]:
        """Free slots of other days that the viewer may book, under each day."""
        scope = changeable_interactions(current_viewer)
        rows = free_on_other_days(self.session, day.id, today(), scope)
        return {
            f"{weekday(on)} {on.year}": list(some)
            for on, some in groupby(rows, key=lambda row: row.happened_on)
        }

    def _booking_page(
        self, day: Interaction, booking: Booking, mine: bool, form: TalkForm | None = None
    ) -> str:
        on_file = {"notes": booking.notes, "version": booking.version}
        may_move = mine and booking.stands
        return str(
            self.render_template(
                "booking_show.html",
                title=booking.name,
                lead=f"{day}",
                day=day,
                booking=booking,
                mine=mine,
                form=form or TalkForm(formdata=None, data=on_file),
                free=free_slots(self.session, day.id) if may_move else [],
                elsewhere=self._elsewhere(day) if may_move else {},
                typed=request.form,
                has_begun=day.happened_on <= today(),
                came=ParticipationStatus.ATTENDED,
                no_show=ParticipationStatus.NO_SHOW,
                public_link=url_for("PublicBooking.index"),
            )
        )


def _reason() -> str | None:
    return request.form.get("reason", "").strip()[:LONGEST_REASON] or None
