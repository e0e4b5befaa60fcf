"""Two entries become one firm and two again, and nothing of either is lost on the way."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.db import CrmSession
from crm.enums import (
    EndReason,
    FollowUpStatus,
    InteractionKind,
    MatchVerdict,
    ParticipationStatus,
    RedFlagKind,
    SiteKind,
    SizeBand,
)
from crm.errors import DomainError
from crm.models import (
    Advisor,
    Campaign,
    CampaignTarget,
    Company,
    CompanyFact,
    CompanyMerge,
    CompanyOverview,
    FollowUp,
    Interaction,
    Participation,
    Person,
    Position,
    RedFlag,
    Responsibility,
    Site,
)
from crm.register.find_duplicates import pairs_on_file
from crm.services import match_decisions
from crm.services.attendance import add_participants
from crm.services.company_card import company_card
from crm.services.company_timeline import company_timeline
from crm.services.compare_firms import sides, who_stays
from crm.services.entered_meanwhile import entered_meanwhile
from crm.services.find_company import find_companies
from crm.services.follow_merges import follow_merges
from crm.services.match_decisions import Pair
from crm.services.merge_companies import merge
from crm.services.portfolio import firms_in_care
from crm.services.refresh_overview import refresh_overview
from crm.services.scope import Viewer
from crm.services.split_company import split
from crm.services.unmerge_companies import unmerge

TODAY = date(2026, 11, 27)
EVERYBODY = Viewer(1, changes_everything=True)


@pytest.fixture
def session(engine) -> Session:
    with engine.connect().execution_options(crm_writes=True) as connection:
        outer = connection.begin()
        with Watched(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        outer.rollback()


class Watched(CrmSession):
    """As in a running server: what is newly written down follows merges."""


follow_merges(Watched)


@pytest.fixture
def anna(session: Session) -> Advisor:
    anna = Advisor(name="Anna")
    session.add(anna)
    session.flush()
    return anna


@pytest.fixture
def firms(session: Session) -> tuple[Company, Company, Company]:
    """The bakery, the same one from a register, and the one of a neighbour's spelling."""
    return tuple(  # type: ignore[return-value]
        firm(session, name, street)
        for name, street in (
            ("Bäckerei Lüdecke", "Breiter Weg"), ("Ludecke Backwaren", "Hasselbachplatz"),
            ("Lüdecke OHG", "Breiter Weg"),
        )
    )  # fmt: skip


def firm(session: Session, name: str, street: str) -> Company:
    new = Company(name=name, founded_on=date(2010, 1, 1))
    new.sites.append(Site(street=street, house_number="7", city="Magdeburg"))
    session.add(new)
    session.flush()
    refresh_overview(session, [new.id])
    return new


def met(
    session: Session, advisor: Advisor, day: date, *companies: Company, **values
) -> Interaction:
    kind = values.pop("kind", InteractionKind.VISIT)
    contact = Interaction(kind=kind, happened_on=day, **values)
    for company in companies:
        contact.participations.append(Participation(company_id=company.id))
    session.add(contact)
    session.flush()
    refresh_overview(session, [company.id for company in companies])
    return contact


def ids(session: Session, company: Company) -> list[int]:
    session.expire_all()
    card = company_card(session, company.id, TODAY)
    assert card
    return card.ids


def days(session: Session, company: Company) -> list[date]:
    timeline = company_timeline(session, EVERYBODY, ids(session, company))
    assert timeline.count == len(timeline.entries)
    return [entry.contact.happened_on for entry in timeline.entries]


def test_the_survivor_has_the_history_of_a_whole_chain(session, anna, firms) -> None:
    one, two, three = firms
    for number, each in enumerate(firms, 1):
        met(session, anna, date(2026, number, 1), each)
    merge(session, two, one, TODAY)
    merge(session, one, three, TODAY)
    assert days(session, three) == [date(2026, 3, 1), date(2026, 2, 1), date(2026, 1, 1)]
    overview = session.get_one(CompanyOverview, three.id)
    assert overview.last_visit_on == date(2026, 3, 1)
    for merged in (one, two):
        stand_in = session.get_one(CompanyOverview, merged.id)
        assert (stand_in.survivor_id, stand_in.label) == (three.id, "Lüdecke OHG")
        assert not stand_in.is_active
    assert two.end_reason is EndReason.MERGED
    assert two.ended_on == TODAY


def test_a_word_of_the_merged_firm_finds_the_survivor_and_says_why(session, firms) -> None:
    one, two, _three = firms
    merge(session, two, one, TODAY)
    for words in ("Ludecke Backwaren", "Hasselbachplatz"):
        hits = find_companies(session, words)
        assert [hit.id for hit in hits][:1] == [one.id]
        assert two.id not in [hit.id for hit in hits]
    [hit] = find_companies(session, "Backwaren")
    assert "Ludecke Backwaren" in hit.note
    unmerge(session, two)
    assert [hit.id for hit in find_companies(session, "Backwaren")] == [two.id]


def test_two_at_one_table_are_one_contact(session, anna, firms) -> None:
    one, two, _three = firms
    forum = met(session, anna, date(2026, 5, 1), one, two, kind=InteractionKind.FORUM, title="F")
    theirs = session.scalars(select(Participation).where(Participation.company_id == one.id)).one()
    theirs.status = ParticipationStatus.NO_SHOW
    merge(session, two, one, TODAY)
    [entry] = company_timeline(session, EVERYBODY, ids(session, one)).entries
    assert entry.status is ParticipationStatus.ATTENDED
    add_participants(session, forum.id, [{"company_id": one.id, "guest_name": "Frau Ohm"}])
    assert len(session.scalars(select(Participation)).all()) == 2, "nobody new on the list"


def test_what_an_old_tab_sends_goes_to_the_firm_that_counts(session, anna, firms) -> None:
    one, two, three = firms
    merge(session, two, one, TODAY)
    merge(session, one, three, TODAY)
    promise = FollowUp(
        promise="Flyer", company_id=two.id, owner_id=anna.id, due_on=TODAY, first_due_on=TODAY
    )
    session.add(promise)
    session.flush()
    assert promise.company_id == three.id
    promise.notes = "later"
    session.flush()
    other = FollowUp(promise="?", owner_id=anna.id, due_on=TODAY, first_due_on=TODAY)
    session.add(other)
    session.flush()
    other.company_id = one.id
    session.flush()
    assert other.company_id == three.id


def test_what_was_of_the_merged_firm_stays_its_own(session, anna, firms) -> None:
    one, two, _three = firms
    promise = FollowUp(
        promise="Flyer", company_id=two.id, owner_id=anna.id, due_on=TODAY, first_due_on=TODAY
    )
    session.add(promise)
    session.flush()
    merge(session, two, one, TODAY)
    promise.status, promise.done_on = FollowUpStatus.DONE, TODAY
    session.flush()
    done = unmerge(session, two)
    assert promise.company_id == two.id
    assert promise.status is FollowUpStatus.DONE, "changed while merged, and still its own"
    assert done.notes == []


def test_taken_apart_a_firm_is_what_it_was(session, anna, firms) -> None:
    one, two, three = firms
    two.ended_on, two.end_reason = date(2026, 3, 31), EndReason.LEFT_REGISTER
    session.flush()
    refresh_overview(session)
    before = overviews(session)
    one.ended_on, one.end_reason = None, None
    merge(session, three, two_goes_on(two, one), TODAY)
    record = merge(session, two, one, TODAY)
    assert (two.ended_on, two.end_reason) == (date(2026, 3, 31), EndReason.MERGED)
    assert record.end_reason_before is EndReason.LEFT_REGISTER
    unmerge(session, two)
    unmerge(session, three)
    assert (two.ended_on, two.end_reason) == (date(2026, 3, 31), EndReason.LEFT_REGISTER)
    assert overviews(session) == before
    records = session.scalars(select(CompanyMerge)).all()
    assert all(each.undone_at for each in records), "who did what is kept"


def two_goes_on(_two: Company, one: Company) -> Company:
    return one


def overviews(session: Session) -> list[tuple]:
    session.expire_all()
    rows = session.execute(select(CompanyOverview.__table__).order_by("id"))
    return [tuple(row) for row in rows]


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (lambda s, a, b, c: (a, a), "into itself"),
        (lambda s, a, b, c: (merge(s, a, b, TODAY) and a, c), "already"),
        (lambda s, a, b, c: (merge(s, b, a, TODAY) and a, b), "Choose that one"),
        (lambda s, a, b, c: (a, ended(b)), "has ended"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(session, firms, prepare, said) -> None:
    loser, survivor = prepare(session, *firms)
    with pytest.raises(DomainError, match=said):
        merge(session, loser, survivor, TODAY)


def ended(company: Company) -> Company:
    company.ended_on = TODAY
    return company


def test_what_cannot_be_put_back_is_named(session, anna, firms) -> None:
    one, two, three = firms
    record = merge(session, two, one, TODAY)
    entered = met(session, anna, TODAY, one)
    merge(session, one, three, TODAY)
    done = unmerge(session, two)
    assert [values["firm"] for _said, values in done.notes] == ["Bäckerei Lüdecke"]
    assert two.merged_into_id is None
    rows = entered_meanwhile(session, EVERYBODY, record)
    assert [(row.what, row.id) for row in rows] == [("contact", entered.id)]
    assert days(session, two) == []
    assert days(session, three) == [TODAY]


def test_a_merge_of_which_nobody_wrote_is_undone_as_far_as_known(session, firms) -> None:
    one, two, _three = firms
    two.merged_into_id, two.ended_on, two.end_reason = one.id, TODAY, EndReason.MERGED
    session.flush()
    refresh_overview(session)
    done = unmerge(session, two)
    assert (two.ended_on, two.end_reason) == (TODAY, EndReason.UNKNOWN)
    assert len(done.notes) == 1


def test_people_flags_and_care_are_those_of_both(session, anna, firms) -> None:
    one, two, _three = firms
    session.add(Position(company_id=two.id, person=Person(last_name="Öhler"), function="Chefin"))
    session.add_all(
        Responsibility(advisor_id=anna.id, company_id=each.id, valid_from=date(2026, 1, 1))
        for each in (one, two)
    )
    session.add(CompanyFact(company_id=two.id, size_band=SizeBand.FROM_4, source="?",
                            valid_from=date(2020, 1, 1)))  # fmt: skip
    session.flush()
    merge(session, two, one, TODAY)
    session.expire_all()
    card = company_card(session, one.id, TODAY)
    assert card
    assert [str(each.person) for each in card.positions] == ["Öhler"]
    assert {site.street for site in card.sites} == {"Breiter Weg", "Hasselbachplatz"}
    assert card.fact
    assert card.fact.size_band is SizeBand.FROM_4
    assert len(card.carers) == 1
    assert [step.name for step in card.merges] == ["Ludecke Backwaren"]
    overview = session.get_one(CompanyOverview, one.id)
    assert overview.size_band is SizeBand.FROM_4
    [in_care] = firms_in_care(session, [anna.id], TODAY)
    assert in_care.row.firm == "Bäckerei Lüdecke"


def test_a_pair_is_asked_once(session, firms) -> None:
    one, two, three = firms
    pairs = [Pair(one.id, two.id, 90), Pair(three.id, one.id, 80), Pair(two.id, one.id, 95)]
    assert match_decisions.keep_pairs(session, pairs) == 2
    first = match_decisions.next_waiting(session)
    assert first
    assert first.score == 90
    match_decisions.decide(session, first, MatchVerdict.DIFFERENT, TODAY)
    assert match_decisions.keep_pairs(session, pairs) == 0
    second = match_decisions.next_waiting(session)
    assert second
    assert second.company_id == one.id
    assert second.other_id == three.id
    match_decisions.decide(session, second, MatchVerdict.LATER, TODAY)
    assert match_decisions.next_waiting(session) == second, "put off, it comes last"
    match_decisions.decide(session, second, MatchVerdict.SAME, TODAY, one.id)
    assert match_decisions.next_waiting(session) is None
    assert three.merged_into_id == one.id


def test_the_last_decision_is_taken_back(session, firms) -> None:
    one, two, _three = firms
    match_decisions.keep_pairs(session, [Pair(one.id, two.id, 90)])
    pair = match_decisions.next_waiting(session)
    assert pair
    match_decisions.decide(session, pair, MatchVerdict.SAME, TODAY, two.id)
    with pytest.raises(DomainError, match="decided"):
        match_decisions.decide(session, pair, MatchVerdict.DIFFERENT, TODAY)
    match_decisions.undo(session, pair)
    assert one.merged_into_id is None
    assert match_decisions.next_waiting(session) == pair


def test_two_that_were_taken_apart_are_not_asked_about_again(session, firms) -> None:
    one, two, _three = firms
    merge(session, two, one, TODAY)
    match_decisions.take_apart(session, two)
    assert match_decisions.keep_pairs(session, [Pair(one.id, two.id, 99)]) == 0
    assert match_decisions.next_waiting(session) is None


def test_who_stays_has_the_contacts(session, anna, firms) -> None:
    one, two, _three = firms
    met(session, anna, TODAY, two)
    found = sides(session, [one.id, two.id])
    stays, goes = who_stays(found[one.id], found[two.id])
    assert (stays.company, goes.company) == (two, one)
    assert stays.contacts == 1


def test_the_engine_finds_what_shares_a_telephone_and_a_name(session, firms) -> None:
    one, two, three = firms
    one.phone, two.phone = "0391 / 55 66 77", "+49 391 556677"
    three.phone = "0391 999999"
    two.name = "Lüdecke Bäckerei GmbH"
    session.flush()
    found = next(pairs_on_file(session, lambda _done, _total: None))
    assert (found.company_id, found.other_id) == (one.id, two.id)
    assert "same telephone" in [said for said, _values in found.reasons]


def test_one_entry_becomes_two_firms_and_no_contact_counts_twice(session, anna, firms) -> None:
    one, _two, _three = firms
    first = met(session, anna, date(2026, 1, 1), one)
    second = met(session, anna, date(2026, 2, 1), one)
    part = session.scalars(
        select(Participation).where(Participation.interaction_id == second.id)
    ).one()
    facts = [
        CompanyFact(company_id=one.id, size_band=SizeBand.FROM_4, valid_from=date(2020, 1, 1),
                    valid_to=date(2021, 12, 31), source="?"),
        CompanyFact(company_id=one.id, size_band=SizeBand.FROM_7, valid_from=date(2022, 1, 1),
                    source="?"),
    ]  # fmt: skip
    session.add_all(facts)
    session.flush()
    chosen = {"participations": [part.id], "facts": [facts[1].id]}
    new = split(session, one, {"name": "Café Lüdecke"}, chosen)
    refresh_overview(session)
    assert days(session, new) == [date(2026, 2, 1)]
    assert days(session, one) == [first.happened_on]
    assert new.founded_on == one.founded_on
    assert [(f.company_id, f.valid_to) for f in facts] == [(one.id, None), (new.id, None)]
    [site] = session.scalars(select(Site).where(Site.company_id == new.id)).all()
    assert (site.street, site.kind) == ("Breiter Weg", SiteKind.MAIN)


def test_a_place_on_a_list_goes_with_the_contact_that_came_of_it(session, anna, firms) -> None:
    one, _two, _three = firms
    spring, autumn = (
        Campaign(title=f"{month}", starts_on=date(2026, month, 1), ends_on=date(2026, month, 30))
        for month in (4, 9)
    )
    session.add_all([spring, autumn])
    session.flush()
    listed = [CampaignTarget(campaign_id=each.id, company_id=one.id) for each in (spring, autumn)]
    session.add_all(listed)
    going = [met(session, anna, date(2026, month, 7), one) for month in (4, 9)]
    met(session, anna, date(2026, 9, 9), one)
    parts = [contact.participations[0].id for contact in going]
    new = split(session, one, {"name": "Café Lüdecke"}, {"participations": parts})
    assert [target.company_id for target in listed] == [new.id, one.id]


def test_the_last_site_stays(session, firms) -> None:
    one, _two, _three = firms
    with pytest.raises(DomainError, match="One site stays"):
        split(session, one, {"name": "X"}, {"sites": [one.sites[0].id]})
    with pytest.raises(DomainError, match="not this firm's any more"):
        split(session, one, {"name": "X"}, {"follow_ups": [999]})


def test_a_red_flag_of_the_merged_firm_is_the_survivors(session, anna, firms) -> None:
    one, two, _three = firms
    flag = RedFlag(kind=RedFlagKind.LIQUIDITY, company_id=two.id, owner_id=anna.id,
                   raised_on=TODAY, due_on=TODAY)  # fmt: skip
    session.add(flag)
    session.flush()
    merge(session, two, one, TODAY)
    assert flag.company_id == two.id
    assert two.id in ids(session, one)
