"""Rules notice, say why, ask once and decide nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import (
    AssignmentRole,
    InteractionKind,
    InteractionStatus,
    RedFlagKind,
    SizeBand,
    SuggestionRule,
)
from crm.errors import DomainError
from crm.models import (
    Advisor,
    AdvisorAssignment,
    Company,
    CompanyFact,
    FollowUp,
    Interaction,
    Participation,
    Person,
    Position,
    RedFlag,
    RedFlagSuggestion,
    Topic,
)
from crm.services.refresh_overview import refresh_overview
from crm.services.suggest_red_flags import bring_back, put_aside, suggest_red_flags, take_over

TODAY, NOW = date(2026, 11, 23), datetime(2026, 11, 23, 4, tzinfo=UTC)
HELD, CANCELLED, NO_SHOW = (
    InteractionStatus.HELD, InteractionStatus.CANCELLED, InteractionStatus.NO_SHOW,
)  # fmt: skip


class World:
    """One firm, one advisor, and what happens between them."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.bakery, self.anna = Company(name="Bäckerei"), Advisor(name="Anna")
        lack = RedFlagKind.LACK_OF_STAFF
        self.staff = Topic(code="staff", name="Fachkräfte", name_en="Staff", suggests=lack)
        self.money = Topic(code="money", name="Geld", name_en="Money")
        session.add_all([self.bakery, self.anna, self.staff, self.money])
        session.flush()

    def contact(
        self, days_ago: int, topic: Topic | None = None, kind: str = "visit",
        status: InteractionStatus = HELD, **values: object,
    ) -> Interaction:  # fmt: skip
        day = TODAY - timedelta(days_ago)
        contact = Interaction(kind=InteractionKind(kind), status=status, happened_on=day, **values)
        contact.topics = [topic] if topic else []
        contact.participations = [Participation(company=self.bakery)]
        contact.assignments = [AdvisorAssignment(advisor=self.anna, role=AssignmentRole.LEAD)]
        self.session.add(contact)
        self.session.flush()
        return contact

    def size(self, band: SizeBand, since: date, until: date | None = None) -> None:
        self.session.add(
            CompanyFact(
                company=self.bakery, size_band=band, valid_from=since, valid_to=until, source="test"
            )
        )
        self.session.flush()

    def suggested(self, today: date = TODAY) -> list[RedFlagSuggestion]:
        refresh_overview(self.session, None)
        suggest_red_flags(self.session, today, NOW)
        query = select(RedFlagSuggestion).order_by(RedFlagSuggestion.id)
        return list(self.session.scalars(query))

    def flag(self) -> RedFlag:
        return RedFlag(
            kind=RedFlagKind.LACK_OF_STAFF, company=self.bakery, owner=self.anna,
            raised_on=TODAY, due_on=TODAY,
        )  # fmt: skip


@pytest.fixture
def world(session: Session) -> World:
    return World(session)


def test_three_talks_about_one_topic(world: World) -> None:
    for days_ago in (200, 100):
        world.contact(days_ago, world.staff)
    assert world.suggested() == []
    world.contact(10, world.staff, kind="call")
    (one,) = world.suggested()
    assert (one.rule, one.kind) == (SuggestionRule.TOPIC, RedFlagKind.LACK_OF_STAFF)
    assert (one.first_day, one.last_day) == (TODAY - timedelta(200), TODAY - timedelta(10))
    assert one.topic is world.staff


def test_what_does_not_count_as_a_talk(world: World) -> None:
    for days_ago in (366, 300, 200):
        world.contact(days_ago, world.staff)
    world.contact(100, world.staff, status=CANCELLED)
    world.contact(90, world.staff, is_confidential=True)
    world.contact(80, world.staff, kind="forum", title="Forum")
    for days_ago in (70, 60, 50):
        world.contact(days_ago, world.money)
    assert world.suggested() == []


def test_the_same_evidence_is_brought_up_once_and_new_evidence_again(world: World) -> None:
    for days_ago in (200, 100, 50):
        world.contact(days_ago, world.staff)
    (first,) = world.suggested()
    put_aside(first, "Erweiterung", TODAY, world.anna.id)
    world.contact(20, world.staff)
    assert world.suggested() == [first]
    for days_ago in (10, 5):
        world.contact(days_ago, world.staff)
    _first, second = world.suggested()
    assert second.is_open
    assert second.first_day == TODAY - timedelta(20)


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        ((SizeBand.FROM_50, SizeBand.FROM_20, SizeBand.FROM_4), True),
        ((SizeBand.FROM_50, SizeBand.UNKNOWN, SizeBand.FROM_20, SizeBand.FROM_4), True),
        ((SizeBand.FROM_50, SizeBand.FROM_20, SizeBand.FROM_10, SizeBand.FROM_4), True),
        ((SizeBand.FROM_50, SizeBand.FROM_20), False),
        ((SizeBand.FROM_4, SizeBand.FROM_20, SizeBand.FROM_4), False),
        ((SizeBand.FROM_50, SizeBand.FROM_20, SizeBand.FROM_4, SizeBand.FROM_10), False),
        ((SizeBand.FROM_100, SizeBand.FROM_50, SizeBand.FROM_20), False),
    ],
)
def test_the_size_class_fell_twice(world: World, bands, expected: bool) -> None:
    """Classes, not bands; what is unknown in between is no change."""
    last = len(bands) - 1
    for place, band in enumerate(bands[:-1]):
        until = date(2026, 2, 28) if place == last - 1 else date(2015 + place, 12, 31)
        world.size(band, date(2015 + place, 1, 1), until)
    world.size(bands[-1], date(2026, 3, 1))
    found = world.suggested()
    assert [each.rule for each in found] == [SuggestionRule.SHRINKING] * expected
    assert all(each.kind is RedFlagKind.STAFF_CUTS for each in found)


def test_a_fall_of_long_ago_is_no_news(world: World) -> None:
    for place, band in enumerate((SizeBand.FROM_50, SizeBand.FROM_20, SizeBand.FROM_4)):
        until = date(2015 + place, 12, 31) if place < 2 else None
        world.size(band, date(2015 + place, 1, 1), until)
    assert world.suggested() == []


def test_two_visits_in_a_row_did_not_take_place(world: World) -> None:
    world.contact(100, status=CANCELLED)
    world.contact(50, kind="call")
    assert world.suggested() == []
    world.contact(10, status=NO_SHOW)
    (one,) = world.suggested()
    assert (one.rule, one.kind) == (SuggestionRule.CALLED_OFF, None)
    assert (one.first_day, one.last_day) == (TODAY - timedelta(100), TODAY - timedelta(10))


def test_a_visit_in_between_is_a_good_sign(world: World) -> None:
    world.contact(100, status=CANCELLED)
    world.contact(50)
    world.contact(10, status=CANCELLED)
    assert world.suggested() == []


def test_nobody_spoke_to_the_firm_since_something_was_promised(world: World) -> None:
    due = date(2023, 10, 1)
    visit = world.contact((TODAY - date(2023, 9, 1)).days)
    promise = {"promise": "Liste", "due_on": due, "first_due_on": due, "owner": world.anna}
    world.session.add(FollowUp(company=world.bakery, interaction=visit, **promise))
    assert world.suggested(date(2026, 9, 30)) == []
    (one,) = world.suggested()
    assert (one.rule, one.last_day) == (SuggestionRule.SILENT, due)


def test_a_confidential_promise_and_one_that_was_followed_by_a_call_tell_nothing(
    world: World,
) -> None:
    due = date(2023, 10, 1)
    visit = world.contact((TODAY - date(2023, 9, 1)).days, is_confidential=True)
    promise = {"promise": "Liste", "due_on": due, "first_due_on": due, "owner": world.anna}
    world.session.add(FollowUp(company=world.bakery, interaction=visit, **promise))
    assert world.suggested() == []
    world.session.add(FollowUp(company=world.bakery, **promise))
    world.contact(900, kind="call")
    assert world.suggested() == []


def test_a_firm_that_is_watched_or_gone_is_left_alone(world: World) -> None:
    for days_ago in (200, 100, 50):
        world.contact(days_ago, world.staff)
    flag = world.flag()
    world.session.add(flag)
    assert world.suggested() == []
    world.session.delete(flag)
    world.bakery.ended_on = date(2026, 1, 1)
    assert world.suggested() == []
    world.bakery.ended_on = None
    assert len(world.suggested()) == 1


def test_it_is_decided_once(world: World) -> None:
    for days_ago in (200, 100, 50):
        world.contact(days_ago, world.staff)
    (one,) = world.suggested()
    with pytest.raises(DomainError, match="Say why"):
        put_aside(one, "", TODAY, None)
    put_aside(one, "Erweiterung", TODAY, world.anna.id)
    flag = world.flag()
    with pytest.raises(DomainError, match="decided"):
        take_over(one, flag)
    bring_back(one)
    take_over(one, flag)
    world.session.flush()
    assert (one.is_open, one.red_flag) == (False, flag)


def founder(world: World, born: int | None, **position: object) -> Person:
    person = Person(last_name="Lüdecke", birth_year=born)
    there = Position(person=person, company=world.bakery, function="Inhaberin", **position)
    world.session.add(there)
    world.session.flush()
    return person


def test_a_founder_of_63_without_a_successor_noted(world: World) -> None:
    founder(world, TODAY.year - 62)
    founder(world, None)
    founder(world, TODAY.year - 70, valid_to=TODAY - timedelta(1))
    assert world.suggested() == []
    founder(world, TODAY.year - 63)
    (one,) = world.suggested()
    assert (one.rule, one.kind) == (SuggestionRule.SUCCESSION, RedFlagKind.SUCCESSION)
    assert (one.first_day, one.last_day) == (TODAY, TODAY), "no year of birth follows from it"
    assert world.suggested(TODAY + timedelta(1)) == [one], "asked once"


def test_it_is_asked_no_longer_once_the_succession_is_noted(world: World) -> None:
    founder(world, TODAY.year - 65)
    assert len(world.suggested()) == 1
    world.bakery.succession_on = TODAY
    world.session.flush()
    assert world.suggested() == []


def test_with_the_year_goes_what_rested_on_it(world: World) -> None:
    person = founder(world, TODAY.year - 65)
    assert len(world.suggested()) == 1
    person.birth_year = None
    world.session.flush()
    assert world.suggested() == []


def test_what_was_put_aside_stays_so(world: World) -> None:
    founder(world, TODAY.year - 65)
    (one,) = world.suggested()
    put_aside(one, "Die Tochter ist eingestiegen", TODAY, None)
    assert [each.is_open for each in world.suggested(TODAY + timedelta(400))] == [False]
