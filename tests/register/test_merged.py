"""Two rows of a register are one firm: what it says of either reaches the firm that counts."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import EndReason, SizeBand
from crm.models import (
    Company,
    CompanyOverview,
    SourceTrust,
)
from crm.register.replay import replay
from crm.register.undo import undo
from crm.services.change_facts import change_facts
from crm.services.company_card import company_card
from crm.services.follow_merges import follow_merges
from crm.services.merge_companies import merge
from crm.services.movements import movements
from crm.services.resolve_facts import resolve_facts
from crm.services.trust import change_trust
from crm.services.unmerge_companies import unmerge
from reports.measures.coverage import coverage
from reports.period import Period
from reports.source.live import live
from tests.register.conftest import APRIL, JUNE, MAY, Back, Everything, Take, Use, Write
from tests.register.test_replay import misread

ONE, TWO = {"opendata_id": "1"}, {"opendata_id": "2"}
OTHERS = [{"opendata_id": str(number)} for number in range(10, 30)]
GROWN = {"employees_range": "10 - 19 Beschäftigte"}
MOVED = {"postcode": "10117", "Bezirk": "Mitte", "Planungsraum": "Wilhelmstraße"}
JULY = date(2023, 7, 31)


@pytest.fixture
def firms(session: Session, take: Take, write: Write) -> tuple[Company, Company]:
    """The merged one, known as 1, and the one that counts, known as 2."""
    follow_merges(session)
    take(write(ONE, TWO, *OTHERS))
    first, second = session.scalars(select(Company).order_by(Company.id).limit(2))
    merge(session, first, second, APRIL)
    session.commit()
    return first, second


def sizes(session: Session, company: Company) -> list[tuple[date, SizeBand]]:
    session.expire_all()
    return [(fact.valid_from, fact.size_band) for fact in company.facts]


def end(session: Session, company: Company) -> tuple[date | None, EndReason | None]:
    session.expire_all()
    return company.ended_on, company.end_reason


GOES_ON = (None, None)


def left(day: date) -> tuple[date, EndReason]:
    return day, EndReason.LEFT_REGISTER


# -- size and sector ------------------------------------------------------------------------------


def test_a_merge_changes_no_size_and_what_is_said_later_does(
    session: Session, take: Take, write: Write, firms: Any
) -> None:
    merged, counts = firms
    assert sizes(session, counts) == [(APRIL, SizeBand.FROM_4)]
    take(write(ONE | GROWN), MAY)
    both = [(APRIL, SizeBand.FROM_4), (MAY, SizeBand.FROM_10)]
    assert (sizes(session, merged), sizes(session, counts)) == (both, both)
    for company in firms:
        assert session.get_one(CompanyOverview, company.id).size_band is SizeBand.FROM_10
    card = company_card(session, counts.id, JUNE)
    assert card
    assert card.fact
    assert card.fact.size_band is SizeBand.FROM_10
    assert not card.explained[card.fact.id].otherwise
    with live(session.connection()) as source:
        figures = coverage(source, Period(JUNE, JUNE), ["size_class"])
    assert figures.set_index("size_class")["companies"]["small"] == 1
    unmerge(session, merged)
    assert sizes(session, merged) == both
    assert sizes(session, counts) == both[:1]


def test_what_was_known_before_stays_apart(session: Session, take: Take, write: Write) -> None:
    take(write(ONE, TWO))
    first, second = session.scalars(select(Company).order_by(Company.id))
    take(write(ONE | GROWN), MAY)
    merge(session, first, second, MAY)
    resolve_facts(session, [first.id, second.id])
    assert sizes(session, second) == [(APRIL, SizeBand.FROM_4)]


def test_it_counts_as_it_is_trusted(session: Session, take: Take, write: Write, firms: Any) -> None:
    _merged, counts = firms
    change_facts(session, counts.id, {"size_band": SizeBand.FROM_20, "source": "Besuch"}, MAY)
    session.add(SourceTrust(source="ihk-berlin", rank=2))
    session.commit()
    take(write(ONE | GROWN), JUNE)
    visited = [(APRIL, SizeBand.FROM_4), (MAY, SizeBand.FROM_20)]
    assert sizes(session, counts) == visited
    card = company_card(session, counts.id, JUNE)
    assert card
    [other] = [o for o in card.explained[card.facts[-1].id].otherwise if o.size_band]
    assert (other.who, other.day, other.size_band) == ("IHK Berlin", JUNE, SizeBand.FROM_10)
    known = ["people", "ihk-berlin"]
    alike = (("people", "ihk-berlin"),)
    found = change_trust(session, known, "people>ihk-berlin", alike, lambda _done, _all: None)
    assert sizes(session, counts) == [*visited, (JUNE, SizeBand.FROM_10)]
    assert [each.company_id for each in found] == [counts.id]


def test_a_chain_hears_of_it_to_its_end(
    session: Session, take: Take, write: Write, firms: Any
) -> None:
    _merged, between = firms
    last = session.scalars(select(Company).order_by(Company.id.desc())).first()
    assert last
    merge(session, between, last, MAY)
    take(write(ONE | GROWN), MAY)
    both = [(APRIL, SizeBand.FROM_4), (MAY, SizeBand.FROM_10)]
    assert sizes(session, last) == both
    unmerge(session, between)
    assert (sizes(session, last), sizes(session, between)) == (both[:1], both)


def test_of_a_firm_of_which_nothing_else_is_known(
    session: Session, take: Take, write: Write
) -> None:
    take(write(ONE))
    merged = session.scalars(select(Company)).one()
    by_hand = Company(name="Bäckerei Lüdecke")
    session.add(by_hand)
    session.flush()
    merge(session, merged, by_hand, APRIL)
    take(write(ONE | GROWN), MAY)
    assert sizes(session, by_hand) == []
    assert session.get_one(CompanyOverview, by_hand.id).size_band is SizeBand.FROM_10


def test_a_move_is_its_own_and_seen_there(
    session: Session, take: Take, write: Write, firms: Any
) -> None:
    merged, counts = firms
    take(write(ONE | MOVED), MAY)
    session.expire_all()
    assert [site.postcode for site in merged.sites if site.valid_to is None] == ["10117"]
    assert [site.postcode for site in counts.sites] == ["12683"]
    card = company_card(session, counts.id, JUNE)
    assert card
    assert {site.postcode for site in card.sites if site.valid_to is None} == {"12683", "10117"}


def test_read_anew_as_if_read_so_always(
    session: Session, take: Take, write: Write, firms: Any, use: Use
) -> None:
    _merged, counts = firms
    take(write(ONE | GROWN), MAY)
    use(misread({SizeBand.FROM_10: SizeBand.FROM_20}))
    replayed = replay(session, "ihk-berlin")
    assert sizes(session, counts)[-1] == (MAY, SizeBand.FROM_20)
    assert {each.company_id for each in replayed.differences} == {counts.id}
    undo(session)
    assert sizes(session, counts)[-1] == (MAY, SizeBand.FROM_10)


@pytest.mark.parametrize("change", [GROWN, MOVED, {"ihk_branch_desc": "Konditorei"}])
def test_taken_back_to_the_byte(
    take: Take, write: Write, firms: Any, change: dict[str, str], back: Back, everything: Everything
) -> None:
    before = everything()
    result = take(write(ONE | change), MAY)
    assert (result.updated, everything() == before) == (1, False)
    assert back().kept == []
    assert everything() == before


def test_a_trial_changes_nothing(
    take: Take, write: Write, firms: Any, everything: Everything
) -> None:
    before = everything()
    assert take(write(ONE | GROWN), MAY, dry_run=True).updated == 1
    assert take(write(ONE, TWO), MAY, gone=True, dry_run=True).ended == 2
    assert everything() == before


# -- who leaves -----------------------------------------------------------------------------------


@pytest.mark.parametrize("full", [False, True])
def test_it_ends_with_the_last_of_its_keys_and_lives_again_with_the_first(
    session: Session, take: Take, write: Write, firms: Any, full: bool
) -> None:
    merged, counts = firms

    def leaves(key: dict[str, str], day: date, *here: dict[str, str]) -> None:
        if full:
            take(write(*OTHERS, *here), day, full=True)
        else:
            take(write(key), day, gone=True)

    leaves(ONE, MAY, TWO)
    assert end(session, counts) == GOES_ON
    leaves(TWO, JUNE)
    assert end(session, counts) == left(JUNE)
    assert not session.get_one(CompanyOverview, counts.id).is_active
    take(write(*OTHERS, ONE), JULY, full=full)
    assert end(session, counts) == GOES_ON
    assert session.get_one(CompanyOverview, counts.id).is_active
    unmerge(session, merged)
    assert (end(session, merged), end(session, counts)) == (GOES_ON, left(JUNE))


def test_each_has_its_own_end_when_they_are_two_again(
    session: Session, take: Take, write: Write, firms: Any
) -> None:
    merged, counts = firms
    take(write(TWO), MAY, gone=True)
    take(write(ONE), JUNE, gone=True)
    assert end(session, counts) == left(JUNE)
    [moved] = session.execute(select(movements(JUNE, JUNE))).all()
    assert (moved.company_id, moved.day, moved.source) == (counts.id, JUNE, "ihk-berlin")
    unmerge(session, merged)
    assert (end(session, merged), end(session, counts)) == (left(JUNE), left(MAY))


def test_one_left_and_the_other_is_here(
    session: Session, take: Take, write: Write, firms: Any
) -> None:
    merged, counts = firms
    for _time in range(2):
        result = take(write(TWO), MAY, gone=True)
        assert (result.ended, result.unchanged) == (0, 1), "the firm goes on"
    unmerge(session, merged)
    assert (end(session, merged), end(session, counts)) == (GOES_ON, left(MAY))


def test_whom_people_closed_stays_closed(
    session: Session, take: Take, write: Write, firms: Any
) -> None:
    merged, counts = firms
    counts.ended_on, counts.end_reason = MAY, EndReason.CLOSED
    session.commit()
    take(write(ONE), MAY, gone=True)
    take(write(ONE), JUNE)
    assert end(session, counts) == (MAY, EndReason.CLOSED)
    unmerge(session, merged)
    assert end(session, merged) == GOES_ON


@pytest.mark.parametrize("order", [(2, 1, 0), (0, 1, 2), (1, 0, 2), (1, 2, 0)])
def test_ends_are_taken_back_in_any_order(
    session: Session, take: Take, write: Write, firms: Any, order: tuple[int, ...],
    back: Back, everything: Everything,
) -> None:  # fmt: skip
    before = everything()
    steps = [
        take(write(ONE), MAY, gone=True),
        take(write(TWO), JUNE, gone=True),
        take(write(TWO), JULY),
    ]
    states = []
    for step in order:
        assert back(steps[step].batch_id).kept == []
        states.append(end(session, firms[1]))
    assert states[0] == (left(JUNE) if order[0] == 2 else GOES_ON)
    assert states[1:] == [GOES_ON, GOES_ON]
    assert everything() == before


def test_the_end_of_one_taken_back_opens_the_firm_that_the_other_ended(
    session: Session, take: Take, write: Write, firms: Any, back: Back, everything: Everything
) -> None:
    merged, counts = firms
    before = everything()
    first = take(write(ONE), MAY, gone=True)
    second = take(write(TWO), JUNE, gone=True)
    back(first.batch_id)
    assert end(session, counts) == GOES_ON
    back(second.batch_id)
    assert everything() == before
    assert merged.merged_into_id == counts.id


def test_an_end_taken_back_after_they_were_taken_apart(
    session: Session, take: Take, write: Write, firms: Any, back: Back
) -> None:
    merged, counts = firms
    ended = take(write(ONE), MAY, gone=True)
    unmerge(session, merged)
    session.commit()
    assert end(session, merged) == left(MAY)
    back(ended.batch_id)
    assert (end(session, merged), end(session, counts)) == (GOES_ON, GOES_ON)
