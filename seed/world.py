"""What the later parts of the city need to know of the earlier ones."""

from dataclasses import dataclass

from seed.bulk import Loader
from seed.days import Calendar
from seed.dice import Dice
from seed.firms import Firms
from seed.office import Office
from seed.people import People
from seed.sites import Sites
from seed.sources import Array


@dataclass(frozen=True, slots=True)
class World:
    loader: Loader
    dice: Dice
    calendar: Calendar
    firms: Firms
    company_ids: Array
    sites: Sites
    people: People
    office: Office
    topic_ids: Array
