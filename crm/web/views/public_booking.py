"""Anybody books a slot of a consulting day: no account, no script, a name and a number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from flask import Response as FlaskResponse
from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from crm.clock import zone
from crm.models import Booking, Slot
from crm.models.base import LARGEST_NUMBER, utc_now
from crm.services import bookings
from crm.services.mail import write
from crm.services.slots import public_days, public_slots
from crm.web.booking_calendar import of_booking
from crm.web.booking_letters import called_off, confirmation, token_of
from crm.web.ics import download
from crm.web.moving import move_by_link_and_tell
from crm.web.numbers import read_number
from crm.web.page import Page
from crm.web.public_booking_form import PublicBookingForm
from crm.web.saving import save
from crm.web.tapping import tap

LARGEST = 30_000
"""Bytes; what is longer was not written by hand."""


class PublicBooking(Page):
    route_base = "/sprechtag"
    is_public = True
    post_rate = "PUBLIC_RATE"
    """The setting that says how often one address may write."""

    @expose("/")
    def index(self) -> str:
        today, now = _now()
        days = public_days(self.session, today, now)
        free = public_slots(self.session, [day.id for day in days], today, now)
        return str(
            self.render_template(
                "public_days.html", title=_("Consulting days"), bare=True, days=days, free=free
            )
        )

    @expose("/<int:pk>")
    def day(self, pk: int) -> str:
        return self._day_page(pk, PublicBookingForm(formdata=None))

    @expose("/<int:pk>", methods=["POST"])
    def book(self, pk: int) -> str | Response:
        """Whoever comes second is told so, with what is still free; what they wrote stays."""
        if (request.content_length or 0) > LARGEST:
            abort(413)
        form = PublicBookingForm()
        if form.is_of_a_machine:
            return redirect(url_for("PublicBooking.index"))
        if self._is_booked(form):
            return redirect(self._link(form))
        form.offer(self._free(pk))
        wanted = read_number(request.form.get("slot", ""))
        if wanted and form.slot.data is None:
            return self._too_late(pk, form)
        if form.validate() and save(self.session, form, lambda: self._booked(form)) is not None:
            return redirect(self._link(form))
        return self._day_page(pk, form)

    @expose("/termin/<token>")
    def appointment(self, token: str) -> str:
        booking = self._booking(token)
        return str(
            self.render_template(
                "public_appointment.html",
                title=_("Your appointment") if booking.stands else _("Called off"),
                bare=True,
                booking=booking,
                slot=booking.slot,
                day=booking.slot.interaction,
                token=token,
                is_over=self._is_over(booking),
            )
        )

    @expose("/termin/<token>", methods=["POST"])
    def call_off(self, token: str) -> Response:
        booking = self._booking(token)
        if tap(self.session, lambda: self._called_off(booking)):
            flash(_("Your appointment is called off. Thank you for telling us."), "success")
        return redirect(url_for("PublicBooking.appointment", token=token))

    @expose("/termin/<token>/verlegen")
    def choose_another(self, token: str) -> str:
        return self._move_page(token)

    @expose("/termin/<token>/verlegen", methods=["POST"])
    def move(self, token: str) -> str | Response:
        """Whoever comes second keeps what they have, and reads what is still free."""
        booking, wanted = self._booking(token), read_number(request.form.get("slot", ""))
        if self._is_over(booking) or wanted == booking.slot_id:
            return redirect(url_for("PublicBooking.appointment", token=token))
        slot = self._offered(wanted)
        if slot is None:
            flash(_(bookings.TAKEN) if request.form.get("slot") else _("Choose a time."), "danger")
            return self._move_page(token)
        if tap(self.session, lambda: move_by_link_and_tell(self.session, booking, slot)):
            flash(_("Your appointment is moved."), "success")
            return redirect(url_for("PublicBooking.appointment", token=token))
        return self._move_page(token)

    @expose("/termin/<token>.ics")
    def calendar(self, token: str) -> FlaskResponse:
        booking = self._booking(token)
        return download([of_booking(booking)], _("appointment"))

    # -- what is stored -------------------------------------------------------------------
    def _booked(self, form: PublicBookingForm) -> Booking:
        slot = bookings.find_slot(self.session, form.slot.only_id or 0) or abort(404)
        given = {**form.values(), "token": token_of(form.client_key.data)}
        made = bookings.book(self.session, slot, given)
        if made.email:
            write(self.session, confirmation(made))
        return made

    def _called_off(self, booking: Booking) -> None:
        was_standing = booking.stands
        bookings.cancel(self.session, booking, utc_now())
        if booking.email and was_standing:
            write(self.session, called_off(booking))

    # -- what there is ---------------------------------------------------------------------
    def _is_booked(self, form: PublicBookingForm) -> bool:
        """By this very form, sent for the second time."""
        known = select(Booking.id).where(Booking.client_key == form.client_key.data)
        return self.session.scalar(known) is not None

    def _link(self, form: PublicBookingForm) -> str:
        return url_for("PublicBooking.appointment", token=token_of(form.client_key.data))

    def _booking(self, token: str) -> Booking:
        return bookings.by_token(self.session, token[:100]) or abort(404)

    def _is_over(self, booking: Booking) -> bool:
        return booking.slot.ends(zone()) < datetime.now(zone())

    def _offered(self, slot_id: int | None) -> Slot | None:
        """A slot that anybody may book at this moment."""
        slot = bookings.find_slot(self.session, slot_id) if slot_id else None
        free = self._free(slot.interaction_id) if slot else []
        return slot if slot and slot.id in {row.id for row in free} else None

    def _move_page(self, token: str) -> str:
        booking = self._booking(token)
        today, now = _now()
        days = public_days(self.session, today, now)
        free = public_slots(self.session, [day.id for day in days], today, now)
        return str(
            self.render_template(
                "public_move.html", title=_("Another time"), bare=True, booking=booking,
                slot=booking.slot, day=booking.slot.interaction, token=token,
                may_move=booking.stands and not self._is_over(booking),
                days=[(day, _by_team(free[day.id])) for day in days if free[day.id]],
            )
        )  # fmt: skip

    def _free(self, pk: int) -> list[Any]:
        today, now = _now()
        return public_slots(self.session, [min(pk, LARGEST_NUMBER)], today, now)[
            min(pk, LARGEST_NUMBER)
        ]

    def _too_late(self, pk: int, form: PublicBookingForm) -> str:
        form.form_errors = [_(bookings.TAKEN)]
        return self._day_page(pk, form)

    def _day_page(self, pk: int, form: PublicBookingForm) -> str:
        today, now = _now()
        days = public_days(self.session, today, now)
        day = next((one for one in days if one.id == pk), None) or abort(404)
        free = public_slots(self.session, [one.id for one in days], today, now)
        form.slot.raw_data = None
        form.offer(free[pk])
        form.chosen_before(read_number(request.values.get("slot", "")))
        others = [one for one in days if one.id != pk and free[one.id]]
        return str(
            self.render_template(
                "public_day.html", title=day.title, bare=True, day=day, form=form,
                times=_by_team(free[pk]), free=free, others=others,
            )
        )  # fmt: skip


def _now() -> tuple[date, time]:
    here = datetime.now(zone())
    return here.date(), here.time()


def _by_team(rows: Sequence[Any]) -> dict[str, list[Any]]:
    teams: dict[str, list[Any]] = {}
    for row in rows:
        teams.setdefault(row.team, []).append(row)
    return teams
