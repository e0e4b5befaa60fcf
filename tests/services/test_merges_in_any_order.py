"""Firms are merged and taken apart in any order while the work goes on: no contact is lost, and the
figures of the firms that count are those of a plain recount.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from crm.db import CrmSession, writing
from crm.enums import InteractionKind, ParticipationStatus, SizeBand
from crm.errors import DomainError
from crm.models import (
    Advisor,
    Company,
    CompanyFact,
    CompanyOverview,
    FollowUp,
    Interaction,
    Participation,
    Site,
)
from crm.services.company_card import company_card
from crm.services.company_timeline import company_timeline
from crm.services.follow_merges import follow_merges
from crm.services.merge_companies import merge
from crm.services.refresh_overview import refresh_overview
from crm.services.scope import Viewer
from crm.services.unmerge_companies import unmerge
from reports.measures.coverage import total
from reports.period import Period
from reports.source.live import live

FIRMS = 5
EXAMPLES = {"sqlite": 6, "postgresql": 2}
"""Each looks at everything after every step; forty of them found nothing more."""
FIRST, TODAY = date(2026, 1, 1), date(2026, 11, 27)
EVERYBODY = Viewer(1, changes_everything=True)
some_firm = st.integers(0, FIRMS - 1)


class Working(CrmSession):
    """As in a running server: what is newly written down follows merges."""


follow_merges(Working)


@contextmanager
def world(engine: Engine) -> Iterator[Session]:
    with writing(engine).connect() as connection:
        outer = connection.begin()
        with Working(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        outer.rollback()


class Merging(RuleBasedStateMachine):
    """``owner`` is the model: which firm each contact and promise was written down of."""

    engine: Engine

    def __init__(self) -> None:
        super().__init__()
        self._world = world(self.engine)
        self.session = self._world.__enter__()
        self.advisor = Advisor(name="Anna")
        self.firms = [Company(name=f"Firma {one}", founded_on=FIRST) for one in range(FIRMS)]
        for firm in self.firms:
            firm.sites.append(Site(street="Breiter Weg"))
        self.session.add_all([self.advisor, *self.firms])
        self.session.flush()
        refresh_overview(self.session)
        self.into: dict[int, int] = {}
        self.contacts: dict[int, set[int]] = {}
        self.promises: dict[int, int] = {}

    def teardown(self) -> None:
        self._world.__exit__(None, None, None)

    # -- the model -----------------------------------------------------------------------------
    def counting(self, number: int) -> int:
        while number in self.into:
            number = self.into[number]
        return number

    def met(self) -> set[tuple[int, int]]:
        """(firm that counts, contact), each once."""
        return {(self.counting(f), pk) for pk, firms in self.contacts.items() for f in firms}

    # -- what people do ------------------------------------------------------------------------
    @rule(loser=some_firm, survivor=some_firm)
    def merge(self, loser: int, survivor: int) -> None:
        sound = loser != survivor and loser not in self.into and survivor not in self.into
        try:
            merge(self.session, self.firms[loser], self.firms[survivor], TODAY)
        except DomainError:
            assert not sound
            return
        assert sound
        self.into[loser] = survivor

    @precondition(lambda self: self.into)
    @rule(data=st.data())
    def unmerge(self, data: Any) -> None:
        number = data.draw(st.sampled_from(sorted(self.into)))
        done = unmerge(self.session, self.firms[number])
        assert bool(done.notes) == (self.into[number] in self.into)
        del self.into[number]

    @rule(number=some_firm, day=st.integers(0, 300))
    def visit(self, number: int, day: int) -> None:
        """Also from an old tab that names a merged firm."""
        self._meet([number], day, InteractionKind.VISIT)

    @rule(numbers=st.lists(some_firm, min_size=2, max_size=3, unique_by=lambda n: n))
    def forum(self, numbers: list[int]) -> None:
        """Of several firms that count; two that are merged later stand on one list."""
        self._meet(list({self.counting(number) for number in numbers}), 7, InteractionKind.FORUM)

    def _meet(self, numbers: list[int], day: int, kind: InteractionKind) -> None:
        contact = Interaction(kind=kind, happened_on=FIRST + timedelta(day))
        for number in numbers:
            firm = self.firms[number]
            contact.participations.append(
                Participation(company_id=firm.id, status=ParticipationStatus.ATTENDED)
            )
        self.session.add(contact)
        self.session.flush()
        self.contacts[contact.id] = {self.counting(number) for number in numbers}
        refresh_overview(self.session, [self.firms[number].id for number in numbers])

    @rule(number=some_firm)
    def promise(self, number: int) -> None:
        row = FollowUp(
            promise="Flyer", company_id=self.firms[number].id, owner_id=self.advisor.id,
            due_on=TODAY, first_due_on=TODAY,
        )  # fmt: skip
        self.session.add(row)
        self.session.flush()
        self.promises[row.id] = self.counting(number)

    @rule(number=some_firm, band=st.sampled_from((SizeBand.FROM_1, SizeBand.FROM_10)))
    def size(self, number: int, band: SizeBand) -> None:
        firm = self.firms[self.counting(number)]
        known = self.session.query(CompanyFact).filter_by(company_id=firm.id).count()
        if not known:
            self.session.add(
                CompanyFact(company_id=firm.id, size_band=band, valid_from=FIRST, source="?")
            )
            self.session.flush()
            refresh_overview(self.session, [firm.id])

    # -- what always holds ---------------------------------------------------------------------
    @invariant()
    def every_contact_is_shown_once(self) -> None:
        self.session.expire_all()
        shown = []
        for number in set(range(FIRMS)) - self.into.keys():
            card = company_card(self.session, self.firms[number].id, TODAY)
            assert card is not None
            timeline = company_timeline(self.session, EVERYBODY, card.ids)
            assert timeline.count == len(timeline.entries) or timeline.count > 25
            shown += [(number, entry.contact.id) for entry in timeline.entries]
            theirs = {pk for pk, firm in self.promises.items() if self.counting(firm) == number}
            assert {each.id for each in timeline.open} == theirs
        assert len(shown) == len(set(shown))
        assert set(shown) == self.met() or len(self.met()) > 25

    @invariant()
    def figures_are_those_of_a_recount(self) -> None:
        with live(self.session.connection()) as source:
            figures = total(source, Period(FIRST, TODAY))
        met = self.met()
        assert figures["companies"] == FIRMS - len(self.into)
        assert figures["contacts"] == len(met)
        assert figures["none"] == figures["companies"] - len({firm for firm, _pk in met})

    @invariant()
    def rows_stay_with_the_firm_they_were_written_down_of(self) -> None:
        pk_of = {number: firm.id for number, firm in enumerate(self.firms)}
        for pk, firms in self.contacts.items():
            parts = self.session.query(Participation).filter_by(interaction_id=pk)
            assert {part.company_id for part in parts} == {pk_of[number] for number in firms}
        for pk, number in self.promises.items():
            assert self.session.get_one(FollowUp, pk).company_id == pk_of[number]

    @invariant()
    def old_ids_lead_to_the_firm_that_counts(self) -> None:
        for number, firm in enumerate(self.firms):
            overview = self.session.get_one(CompanyOverview, firm.id)
            end = self.counting(number)
            assert overview.survivor_id == (None if end == number else self.firms[end].id)
            assert overview.label == f"Firma {end}"
        assert refresh_overview(self.session) == 0, "what was derived is still true"


def test_merged_and_taken_apart_in_any_order_nothing_is_lost(engine: Engine) -> None:
    machine = type("Machine", (Merging,), {"engine": engine})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES[engine.dialect.name],
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
