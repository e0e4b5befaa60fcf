"""What own reports can be about, in the order in which it is offered."""

from reports.builder.contacts import CONTACTS
from reports.builder.measure import Measure
from reports.builder.people import PEOPLE
from reports.builder.work import WORK

MEASURES: dict[str, Measure] = {each.name: each for each in (*CONTACTS, *WORK, *PEOPLE)}
