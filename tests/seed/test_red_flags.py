"""The demo city's red flags are of every kind, open and closed, and each has somebody."""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from crm.enums import RedFlagKind, RedFlagOutcome, SuggestionRule
from crm.models import Interaction, RedFlag, RedFlagSuggestion
from tests.seed.city import UNTIL


def test_every_kind_and_every_outcome_is_there(city) -> None:
    with Session(city) as session:
        flags = session.scalars(select(RedFlag).options(selectinload(RedFlag.readers))).all()
    assert {flag.kind for flag in flags} == set(RedFlagKind)
    assert {flag.outcome for flag in flags} == {None, *RedFlagOutcome}
    still_open = Counter(flag.is_open for flag in flags)
    assert 15 < still_open[True] < still_open[False]
    assert any(flag.is_open and flag.due_on < UNTIL for flag in flags)
    assert any(flag.is_confidential and flag.readers for flag in flags)
    for flag in flags:
        assert flag.raised_on <= (flag.closed_on or UNTIL) <= UNTIL
        assert flag.owner_id not in {each.id for each in flag.readers}
        assert (flag.jobs_confirmed or 0) <= (flag.jobs_claimed or 0)


def test_of_a_confidential_contact_they_are_confidential(city) -> None:
    query = select(RedFlag).join(RedFlag.interaction).where(Interaction.is_confidential)
    with Session(city) as session:
        flags = session.scalars(query).all()
        assert flags
        assert all(flag.is_confidential for flag in flags)


def test_every_red_flag_is_of_the_day_and_the_firm_of_its_contact(city) -> None:
    query = select(RedFlag).options(
        selectinload(RedFlag.interaction).selectinload(Interaction.participations)
    )
    with Session(city) as session:
        for flag in session.scalars(query):
            assert flag.interaction is not None
            assert flag.raised_on == flag.interaction.happened_on
            assert flag.company_id in {e.company_id for e in flag.interaction.participations}


def test_some_suggestions_wait_and_some_were_put_aside(city) -> None:
    with Session(city) as session:
        found = session.scalars(select(RedFlagSuggestion)).all()
    assert {each.is_open for each in found} == {True, False}
    assert all(each.reason for each in found if not each.is_open)
    assert {SuggestionRule.TOPIC, SuggestionRule.SILENT} <= {each.rule for each in found}
