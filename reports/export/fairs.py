"""Exported: the office's stand at fairs, who was there when, and whom one met."""

from crm.models import FairStand, Shift, StandContact
from reports.export.table import Column as C
from reports.export.table import Table

FAIR_STANDS = Table(
    "fair_stands",
    "As what the office is at a fair, and where.",
    (
        C("interaction_id", FairStand.interaction_id, "The fair"),
        C("role", FairStand.role, "exhibitor, co_organiser"),
        C("stand", FairStand.stand, "Hall and number"),
        C("partner_id", FairStand.partner_id, "The partner who organises the fair"),
        C("id", FairStand.id, "Number of the row"),
        C("created_at", FairStand.created_at, "When the row was made, UTC"),
        C("changed_at", FairStand.changed_at, "When the row was changed last, UTC"),
    ),
    order=(FairStand.id,),
)
SHIFTS = Table(
    "shifts",
    "Who of the office is at the stand of a fair, and when.",
    (
        C("interaction_id", Shift.interaction_id, "The fair"),
        C("advisor_id", Shift.advisor_id, "The advisor"),
        C("day", Shift.day, "Local day"),
        C("starts_at", Shift.starts_at, "Local time at which it begins"),
        C("ends_at", Shift.ends_at, "Local time at which it ends"),
        C("id", Shift.id, "Number of the row"),
        C("created_at", Shift.created_at, "When the row was made, UTC"),
        C("changed_at", Shift.changed_at, "When the row was changed last, UTC"),
    ),
    order=(Shift.id,),
)
STAND_CONTACTS = Table(
    "stand_contacts",
    "Who came to the stand of a fair, and what came of it.",
    (
        C("id", StandContact.id, "Number of the row"),
        C("interaction_id", StandContact.interaction_id, "The fair"),
        C("company_id", StandContact.company_id, "The company; empty: a name alone"),
        C("todo", StandContact.todo, "nothing, call, send, meet"),
        C("met_at", StandContact.met_at, "When, UTC"),
        C("advisor_id", StandContact.advisor_id, "The advisor who spoke to them"),
        C("handled_at", StandContact.handled_at, "When it was worked off, UTC"),
        C("outcome", StandContact.outcome, "follow_up, consultation, done"),
        C("follow_up_id", StandContact.follow_up_id, "The follow-up that came of it"),
        C("contact_id", StandContact.contact_id, "The consultation that came of it"),
        C("name", StandContact.name, "Who came", personal=True),
        C("phone", StandContact.phone, "Telephone of who came", personal=True),
        C("note", StandContact.note, "Free text", personal=True),
        C("created_at", StandContact.created_at, "When the row was made, UTC"),
        C("changed_at", StandContact.changed_at, "When the row was changed last, UTC"),
    ),
    order=(StandContact.id,),
)
