"""The rows of the year at a glance: what each counts, in the words of its own report.

What is a share of several rows has them all here, so that nothing stands behind it unseen.
"""

from crm.enums import N_
from reports.definitions.columns import VISIT
from reports.measures.recency import NEVER
from reports.report import Line
from reports.segment import SMALL_FIRMS

FIRMS, SMALL = N_("Firms"), N_("Small firms")
INQUIRIES, PROMISES, GATHERINGS = N_("Inquiries"), N_("Follow-ups"), N_("Gatherings")
DAYS, FOUNDERS, FUNDING = N_("Consulting days"), N_("Founders"), N_("Funding")
AT_SMALL, AT_NEVER = (("size_class", SMALL_FIRMS),), (("recency", NEVER),)
OF_FIRMS, OF_SMALL = N_("of all firms"), N_("of the small firms")
ON_DAY, OF_DUE = N_("of the firms on the reference day"), N_("of those that were due")
ANSWERED = ("in_time", "late", "missed")
DUE = ("due_in_time", "due_late", "due_open")

LINES = (
    Line("companies", FIRMS, N_("Firms in the city"), "companies"),
    Line("reached", FIRMS, N_("Firms reached"), "reached", (), ("companies",), OF_FIRMS),
    Line("individual", FIRMS, N_("Individual contact"), "individual", (), ("companies",), OF_FIRMS),
    Line("events_only", FIRMS, N_("Events only"), "events_only", (), ("companies",), OF_FIRMS),
    Line("none", FIRMS, N_("No contact"), "none", (), ("companies",), OF_FIRMS),
    Line("contacts", FIRMS, N_("Contacts"), "contacts"),
    Line("visits", FIRMS, N_("Company visits"), "contacts", VISIT),
    Line("active", FIRMS, N_("Firms on the reference day"), "active"),
    Line("visited", FIRMS, N_("Visited in 36 months"), "visited", (), ("active",), ON_DAY),
    Line("never", FIRMS, N_("No individual contact yet"), "active", AT_NEVER, ("active",), ON_DAY),
    Line("small", SMALL, N_("Small firms"), "companies", AT_SMALL),
    Line("small_reached", SMALL, N_("Small firms reached"), "reached", AT_SMALL, ("small",),
         OF_SMALL),
    Line("small_none", SMALL, N_("Small firms without contact"), "none", AT_SMALL, ("small",),
         OF_SMALL),
    Line("received", INQUIRIES, N_("Inquiries received"), "received"),
    Line("in_time", INQUIRIES, N_("Answered in time"), "in_time", (), ANSWERED,
         N_("of the answered and the missed")),
    Line("late", INQUIRIES, N_("Answered too late"), "late"),
    Line("missed", INQUIRIES, N_("Missed"), "missed"),
    Line("running", INQUIRIES, N_("In their time"), "running"),
    Line("dropped", INQUIRIES, N_("Closed without an answer"), "dropped"),
    Line("due", PROMISES, N_("Follow-ups due"), "due"),
    Line("due_in_time", PROMISES, N_("Done in time"), "due_in_time", (), DUE, OF_DUE),
    Line("due_late", PROMISES, N_("Done late"), "due_late"),
    Line("due_open", PROMISES, N_("Not done"), "due_open"),
    Line("gatherings", GATHERINGS, N_("Gatherings held"), "gatherings"),
    Line("attended", GATHERINGS, N_("Attendances of firms"), "attended"),
    Line("firms_that_came", GATHERINGS, N_("Firms that came"), "firms_that_came"),
    Line("offered", DAYS, N_("Slots offered"), "offered"),
    Line("used", DAYS, N_("Slots used"), "used", (), ("offered",), N_("of the slots offered")),
    Line("founders", FOUNDERS, N_("Founders first spoken to"), "founders"),
    Line("consultations", FUNDING, N_("Funding consultations"), "consultations"),
    Line("applied", FUNDING, N_("Applied for"), "applied"),
    Line("granted", FUNDING, N_("Granted"), "granted"),
    Line("of_material", FUNDING, N_("Consultations because of a brochure"),
         "consultations_of_material"),
)  # fmt: skip
