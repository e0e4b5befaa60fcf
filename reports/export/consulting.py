"""Exported: consulting days in slots, who booked them, and what founders planned."""

from crm.models import Booking, BookingMove, Slot, Venture, venture_talk
from reports.export.table import Column as C
from reports.export.table import Table

SLOTS = Table(
    "slots",
    "Stretches of consulting days in which one team sees one firm or founder.",
    (
        C("id", Slot.id, "Number of the slot"),
        C("interaction_id", Slot.interaction_id, "The consulting day"),
        C("team_id", Slot.team_id, "The team"),
        C("advisor_id", Slot.advisor_id, "The advisor who sits there"),
        C("starts_at", Slot.starts_at, "Local time at which it begins"),
        C("ends_at", Slot.ends_at, "Local time at which it ends"),
        C("is_public", Slot.is_public, "Whether anybody may book it through the public page"),
        C("created_at", Slot.created_at, "When the row was made, UTC"),
        C("changed_at", Slot.changed_at, "When the row was changed last, UTC"),
    ),
    order=(Slot.id,),
)
BOOKINGS = Table(
    "bookings",
    "Who comes into a slot, or called off.",
    (
        C("id", Booking.id, "Number of the booking"),
        C("slot_id", Booking.slot_id, "The slot"),
        C("participation_id", Booking.participation_id, "The part in the day; empty: called off"),
        C("company_id", Booking.company_id, "The company; empty: somebody without one"),
        C("booked_by", Booking.booked_by, "link, telephone"),
        C("cancelled_at", Booking.cancelled_at, "When it was called off, UTC"),
        C("language", Booking.language, "In which they are written to"),
        C("name", Booking.name, "Who comes", personal=True),
        C("phone", Booking.phone, "Telephone of who comes", personal=True),
        C("email", Booking.email, "E-mail of who comes", personal=True),
        C("wish", Booking.wish, "Free text", personal=True),
        C("cancel_reason", Booking.cancel_reason, "Free text", personal=True),
        C("notes", Booking.notes, "Free text", personal=True),
        C("created_at", Booking.created_at, "When it was booked, UTC"),
        C("changed_at", Booking.changed_at, "When the row was changed last, UTC"),
    ),
    order=(Booking.id,),
)
BOOKING_MOVES = Table(
    "booking_moves",
    "From one slot into another, perhaps the other team's.",
    (
        C("booking_id", BookingMove.booking_id, "The booking"),
        C("from_id", BookingMove.from_id, "The slot that it left"),
        C("to_id", BookingMove.to_id, "The slot that it entered"),
        C("happened_at", BookingMove.happened_at, "When, UTC"),
        C("id", BookingMove.id, "Number of the row"),
        C("reason", BookingMove.reason, "Free text", personal=True),
    ),
    order=(BookingMove.id,),
)
VENTURES = Table(
    "ventures",
    "Firms that people plan to found, and what became of them.",
    (
        C("id", Venture.id, "Number of the plan"),
        C("wz_section", Venture.wz_section, "Section of the sector; 2025-J is J of WZ 2025"),
        C("planned_on", Venture.planned_on, "Day on which it is to be founded"),
        C("owner_id", Venture.owner_id, "The advisor who looks after it"),
        C("company_id", Venture.company_id, "The company that it became"),
        C("became_on", Venture.became_on, "Day on which that was founded"),
        C("dropped_on", Venture.dropped_on, "Day on which it was given up"),
        C("person_id", Venture.person_id, "Who plans it", personal=True),
        C("planned_name", Venture.planned_name, "What it is to be called", personal=True),
        C("notes", Venture.notes, "Free text", personal=True),
        C("created_at", Venture.created_at, "When the row was made, UTC"),
        C("changed_at", Venture.changed_at, "When the row was changed last, UTC"),
    ),
    order=(Venture.id,),
)
VENTURE_TALKS = Table(
    "venture_talks",
    "In which talks a plan was spoken about.",
    (
        C("venture_id", venture_talk.c.venture_id, "The plan"),
        C("participation_id", venture_talk.c.participation_id, "The founder's part in the talk"),
    ),
    order=(venture_talk.c.venture_id, venture_talk.c.participation_id),
)
