"""A red flag is raised with a visit or by itself, seen by those whom it concerns, and closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from crm.enums import InteractionKind, RedFlagKind, RedFlagOutcome, Severity
from crm.errors import DomainError
from crm.models import Advisor, Company, RedFlag
from crm.services import red_flags
from crm.services.erase_interaction import erase_interaction
from crm.services.log_interaction import change_interaction, log_interaction
from crm.services.scope import Viewer, changeable_red_flags, visible_red_flags

DAY, TODAY = date(2026, 11, 20), date(2026, 11, 23)


@pytest.fixture
def people(session: Session) -> dict[str, Advisor]:
    made = {name: Advisor(name=name) for name in ("Anna", "Bernd", "Cora", "Lena")}
    session.add_all(made.values())
    session.flush()
    return made


@pytest.fixture
def bakery(session: Session) -> Company:
    bakery = Company(name="Bäckerei Lüdecke")
    session.add(bakery)
    session.flush()
    return bakery


@pytest.fixture
def visit(session: Session, people: dict[str, Advisor], bakery: Company):
    def make(**values: object):
        told = {
            "kind": InteractionKind.VISIT, "happened_on": DAY, "today": TODAY,
            "lead_id": people["Anna"].id, "co_ids": [people["Bernd"].id],
            "participations": [{"company_id": bakery.id}], **values,
        }  # fmt: skip
        return log_interaction(session, told)

    return make


def seen_by(session: Session, advisor: Advisor, *colleagues: Advisor, **how: bool) -> list[RedFlag]:
    led = frozenset(each.id for each in colleagues)
    who = Viewer(0, advisor.id, advisor.name, led, **how)
    return list(session.scalars(select(RedFlag).where(visible_red_flags(who))))


def test_a_tap_in_the_visit_is_enough(session, visit, people, bakery) -> None:
    visit(red_flags=[RedFlagKind.SUCCESSION])
    (flag,) = session.scalars(select(RedFlag))
    assert (flag.company_id, flag.owner) == (bakery.id, people["Anna"])
    assert (flag.severity, flag.raised_on) == (Severity.MIDDLE, DAY)
    assert flag.due_on == TODAY + timedelta(14)
    assert not flag.is_confidential


def test_a_visit_that_is_saved_again_raises_nothing_twice(session, visit) -> None:
    contact = visit(red_flags=[RedFlagKind.SUCCESSION])
    both = [RedFlagKind.SUCCESSION, RedFlagKind.LIQUIDITY]
    change_interaction(session, contact, {"red_flags": both, "today": TODAY})
    assert sorted(flag.kind for flag in contact.red_flags) == ["liquidity", "succession"]


def test_of_a_confidential_visit_it_is_read_by_those_who_were_there(session, visit, people) -> None:
    visit(red_flags=[RedFlagKind.LIQUIDITY], is_confidential=True)
    seen = {name: len(seen_by(session, who)) for name, who in people.items()}
    assert seen == {"Anna": 1, "Bernd": 1, "Cora": 0, "Lena": 0}
    assert seen_by(session, people["Lena"], people["Anna"])
    assert not seen_by(session, people["Cora"], changes_everything=True)


def test_a_visit_that_becomes_confidential_takes_its_flags_along(session, visit, people) -> None:
    contact = visit(red_flags=[RedFlagKind.LIQUIDITY])
    assert seen_by(session, people["Cora"])
    change_interaction(session, contact, {"is_confidential": True})
    assert contact.red_flags[0].is_confidential
    assert [each.name for each in contact.red_flags[0].readers] == ["Bernd"]
    assert not seen_by(session, people["Cora"])


def test_only_the_owner_and_the_leader_change_it(session, people, bakery) -> None:
    values = {"kind": RedFlagKind.AUTHORITY, "company_id": bakery.id, "raised_on": DAY,
              "owner_id": people["Anna"].id, "due_on": TODAY, "is_confidential": True,
              "reader_ids": [people["Bernd"].id]}  # fmt: skip
    red_flags.raise_red_flag(session, values)
    for name, led, may in (("Anna", (), 1), ("Bernd", (), 0), ("Lena", ("Anna",), 1)):
        viewer = Viewer(0, people[name].id, name, frozenset(people[one].id for one in led))
        query = select(RedFlag).where(changeable_red_flags(viewer))
        assert len(session.scalars(query).all()) == may, name


def test_an_open_one_has_no_readers(session, people, bakery) -> None:
    values = {"kind": RedFlagKind.AUTHORITY, "company_id": bakery.id, "raised_on": DAY,
              "owner_id": people["Anna"].id, "due_on": TODAY, "is_confidential": True,
              "reader_ids": [people["Bernd"].id]}  # fmt: skip
    flag = red_flags.raise_red_flag(session, values)
    red_flags.change_red_flag(session, flag, {"is_confidential": False})
    assert flag.readers == []
    assert seen_by(session, people["Cora"]) == [flag]


def test_it_is_closed_once_and_opened_again(session, visit) -> None:
    (flag,) = visit(red_flags=[RedFlagKind.LEAVING]).red_flags
    red_flags.close(flag, RedFlagOutcome.AVERTED, TODAY, "Fläche gefunden")
    session.flush()
    assert (flag.closed_on, flag.outcome_words) == (TODAY, "Fläche gefunden")
    with pytest.raises(DomainError, match="closed already"):
        red_flags.close(flag, RedFlagOutcome.HAPPENED, TODAY)
    red_flags.reopen(flag)
    session.flush()
    assert (flag.closed_on, flag.outcome, flag.outcome_words) == (None, None, "Fläche gefunden")


def test_a_visit_that_never_was_takes_what_is_open_along(session, visit) -> None:
    kinds = [RedFlagKind.LEAVING, RedFlagKind.STAFF_CUTS]
    contact = visit(red_flags=kinds)
    red_flags.close(contact.red_flags[0], RedFlagOutcome.WITHDRAWN, TODAY)
    session.flush()
    erase_interaction(session, contact)
    session.expire_all()
    (kept,) = session.scalars(select(RedFlag))
    assert (kept.kind, kept.interaction_id) == (RedFlagKind.LEAVING, None)


def test_the_database_refuses_an_outcome_without_a_day(session, visit) -> None:
    (flag,) = visit(red_flags=[RedFlagKind.LEAVING]).red_flags
    flag.outcome = RedFlagOutcome.EASED
    with pytest.raises(IntegrityError, match="closed_has_an_outcome"):
        session.flush()
