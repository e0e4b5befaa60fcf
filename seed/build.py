"""Builds the demo city in an empty database, or a larger set of the same shape."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from crm.clock import today
from crm.db import sessions
from crm.enums import N_
from crm.errors import DomainError
from crm.models import Base, Company
from crm.services.refresh_overview import refresh_overview
from seed import plan
from seed.annotations import add_annotations
from seed.bulk import Loader
from seed.companies import add_companies
from seed.company_facts import add_company_facts
from seed.contacts import Contacts, busiest_firm, give_contacts
from seed.days import Calendar, years_before
from seed.diary import Diary
from seed.dice import Dice
from seed.districts import add_districts
from seed.duplicates import add_duplicates
from seed.fairs import add_fairs
from seed.firms import Firms
from seed.gathering_plans import add_gathering_plans
from seed.gatherings import add_gatherings
from seed.hand_overs import add_hand_overs
from seed.inquiries import add_inquiries
from seed.interactions import add_contacts
from seed.interest import individual_interest, sociability
from seed.names import Names, make_names
from seed.office import add_office, make_staff
from seed.official_tables import add_official_tables
from seed.people import add_people
from seed.responsibilities import add_responsibilities
from seed.sites import add_sites
from seed.slots import add_slots
from seed.sources import Array
from seed.suggestions import add_suggestions
from seed.summary import Summary
from seed.targets import add_targets
from seed.topics import add_topics
from seed.turnover import make_firms
from seed.ventures import add_ventures
from seed.wishes import add_wishes
from seed.world import World

Progress = Callable[[str, int, int], None]
"""Told a step's name (message id), how much of it is done, and how much there is."""

FILLED = (
    "company",
    "site",
    "company_fact",
    "person",
    "position",
    "interaction",
    "interaction_topic",
    "advisor_assignment",
    "participation",
    "participation_person",
    "follow_up",
)
"""The tables with many rows."""
YEARS = 5
"""For which plan.INTERACTIONS is given."""
MAGDEBURG = 14_642


def build_city(
    engine: Engine,
    *,
    years: int = YEARS,
    seed: int = 42,
    until: date | None = None,
    scale: plan.Scale | None = None,
    progress: Progress | None = None,
) -> Summary:
    """All or nothing. DomainError when there are companies already."""
    with sessions(engine)() as session:
        if session.scalar(select(Company.id).limit(1)) is not None:
            raise DomainError(
                N_("There are firms in this database already. The demo city needs an empty one.")
            )
        city = _City(session, years, Dice(seed, until or today()), scale, progress)
        summary = city.build()
        session.commit()
    return summary


class _City:
    def __init__(
        self,
        session: Session,
        years: int,
        dice: Dice,
        scale: plan.Scale | None,
        progress: Progress | None,
    ) -> None:
        self.session, self.years, self.dice, self.scale = session, years, dice, scale
        self.calendar = Calendar(years_before(dice.until, years), dice.until)
        self.loader = Loader(session.connection(), dice.seed)
        self.tell: Progress = progress or (lambda _step, _done, _of: None)

    @property
    def interactions(self) -> int:
        return self.scale.interactions if self.scale else plan.INTERACTIONS * self.years // YEARS

    def build(self) -> Summary:
        tables = [table for table in Base.metadata.sorted_tables if table.name in FILLED]
        is_large = self.interactions >= plan.INDEXES_LAST_FROM
        with self.loader.without_indexes(*(tables if is_large else ())):
            summary = self._filled()
        self.tell(N_("Overview"), 0, 1)
        refresh_overview(self.session, None)
        self.loader.finish()  # questions follow, whose plans need to know how tables are filled
        add_wishes(self.session, self.dice)
        add_suggestions(self.session, self.dice.until)
        add_duplicates(self.session, self.dice.until)
        add_official_tables(self.session)
        return summary

    def _filled(self) -> Summary:
        self.tell(N_("Firms"), 0, 1)
        firms = make_firms(self.dice, self.calendar, self.years, self.scale)
        names = make_names(self.dice, firms)
        world = self._world(firms, names)
        interest, social = individual_interest(self.dice, firms), sociability(self.dice, firms)
        busiest = self._busiest(firms, interest)
        if busiest is not None:
            interest[busiest] = social[busiest] = 0.0
        self.tell(N_("Gatherings"), 0, 1)
        gatherings = add_gatherings(world, social, int(firms.is_active.sum()) / MAGDEBURG)
        self._contacts(world, interest, busiest, gatherings)
        return self._summary(firms, names, world, busiest)

    def _world(self, firms: Firms, names: Names) -> World:
        loader, dice, calendar = self.loader, self.dice, self.calendar
        since = calendar.first
        districts, topics = add_districts(loader, since), add_topics(loader, since)
        companies = add_companies(loader, dice, calendar, firms, names)
        self.tell(N_("Sites, facts and people"), 0, 1)
        sites = add_sites(loader, dice, calendar, firms, companies, districts)
        add_company_facts(loader, dice, calendar, firms, companies)
        people = add_people(loader, dice, calendar, firms, names, companies)
        staff = make_staff(dice, firms, self.interactions, self.years)
        office = add_office(loader, dice, calendar, staff)
        ids = (companies, districts, topics)
        add_responsibilities(loader, dice, calendar, office, firms, ids)
        return World(loader, dice, calendar, firms, companies, sites, people, office, topics)

    def _busiest(self, firms: Firms, interest: Array) -> int | None:
        if self.interactions < plan.BUSIEST_FROM_INTERACTIONS:
            return None
        return busiest_firm(firms, interest, self.calendar)

    def _contacts(
        self, world: World, interest: Array, busiest: int | None, gatherings: int
    ) -> None:
        diary = Diary(self.dice, self.calendar, world.office, world.firms, interest)
        coming = diary.coming()
        past = diary.past(max(self.interactions - gatherings - len(coming), 0))
        if busiest is not None:
            give_contacts(self.dice, past, busiest, plan.BUSIEST_CONTACTS)
        self._add(world, past, "contacts")
        self._add(world, coming, "appointments")
        self.tell(N_("Inquiries"), 0, 1)
        partner_ids = add_inquiries(world)
        add_gathering_plans(world, partner_ids)
        self.tell(N_("Consulting days"), 0, 1)
        add_slots(world)
        add_ventures(world)
        add_fairs(world, with_the_next=self.scale is None)
        add_hand_overs(self.session, world)
        add_targets(self.loader, self.calendar)
        add_annotations(self.loader, self.calendar)

    def _add(self, world: World, contacts: Contacts, purpose: str) -> None:
        size = len(contacts)
        add_contacts(world, contacts, purpose, lambda done: self.tell(N_("Contacts"), done, size))

    def _summary(self, firms: Firms, names: Names, world: World, busiest: int | None) -> Summary:
        known = Summary(
            self.calendar.first.astype(object),
            self.dice.until,
            self.dice.seed,
            int(firms.is_active.sum()),
            dict(sorted(self.loader.counts.items())),
        )
        if busiest is None:
            return known
        return replace(
            known,
            busiest_company_id=int(world.company_ids[busiest]),
            busiest_company=names.name[busiest],
            busiest_contacts=plan.BUSIEST_CONTACTS,
        )
