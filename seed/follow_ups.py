"""What was promised: kept in time or late, moved, dropped, forgotten, or still to come."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from crm.enums import FollowUpStatus, Recurrence
from crm.models import FollowUp, FollowUpMove
from seed import plan
from seed.contacts import Contacts, setting
from seed.days import NONE, Calendar, iso
from seed.dice import between, pick
from seed.inquiry_rows import only
from seed.reference_rows import table_of
from seed.sources import Array, grouped, rows
from seed.world import World

RECENTLY = 120
"""Days: what was due before that is settled one way or the other."""
COMES_AGAIN_EVERY, GIVEN_EVERY = 7, 9
"""Of what is promised and open."""
MOVED_BECAUSE = ("Firma bat darum", "Wartet auf eine andere Stelle", "Noch keine Zeit", "Urlaub")
OPEN, DONE, CANCELLED = FollowUpStatus.OPEN, FollowUpStatus.DONE, FollowUpStatus.CANCELLED


@dataclass(frozen=True, slots=True)
class Promises:
    """Columns; ``contact`` is a position among the contacts, ``reason`` one of firms or office."""

    contact: Array
    text: Array
    first_due: Array
    due: Array
    status: Array
    done: Array
    reason: Array

    def by_contact(self) -> dict[int, tuple[str, str]]:
        """Position -> what was promised and until when, for the note."""
        days = np.datetime_as_string(self.first_due).tolist()
        return dict(
            zip(self.contact.tolist(), zip(self.text.tolist(), days, strict=True), strict=True)
        )


def make_promises(rng: Generator, world: World, contacts: Contacts, topic: Array) -> Promises:
    """``topic`` is a position in topics.csv for each contact, -1 for none."""
    chance = rng.random(len(contacts))
    made = contacts.is_held & (topic >= 0) & (chance < setting("promises", contacts.kind))
    at = np.flatnonzero(made)
    calendar = world.calendar
    due = calendar.working(contacts.day[at] + between(rng, plan.PROMISE_DAYS, len(at)))
    outcome = pick(rng, np.array(list(plan.KEPT_EARLY)), len(at), list(plan.KEPT_EARLY.values()))
    moved = calendar.working(due + rng.integers(7, 41, len(at)))
    last_due = np.where(outcome == "moved", moved, due)
    done = _done(rng, calendar, contacts.day[at], last_due, outcome)
    load = np.array([one.load for one in world.office.staff])[contacts.advisor[at]]
    forgets = np.where(load > 1.5, plan.FORGOTTEN_BY_OVERWORKED, plan.FORGOTTEN)
    forgotten = (rng.random(len(at)) < forgets) & (due > calendar.until - RECENTLY)
    done = np.where(forgotten | (done >= calendar.until), NONE, done)
    status = np.where(np.isnat(done), OPEN.value, DONE.value).astype(object)
    return Promises(
        at,
        _texts(rng, topic[at]),
        due,
        last_due,
        *_dropped(rng, world, contacts, at, outcome, status, done),
    )


def _done(rng: Generator, calendar: Calendar, begun: Array, due: Array, outcome: Array) -> Array:
    room = np.maximum((due - begun).astype(int), 1)
    in_time = np.minimum(
        calendar.working(begun + 1 + (rng.random(len(due)) * room).astype(int)), due
    )
    late = calendar.working(due + rng.integers(1, 26, len(due)))
    return np.where(outcome == "late", late, in_time)


def _dropped(
    rng: Generator,
    world: World,
    contacts: Contacts,
    at: Array,
    outcome: Array,
    status: Array,
    done: Array,
) -> tuple[Array, Array, Array]:
    """Status, day done and reason, once some are dropped: also those of firms that are gone."""
    gone = ~world.firms.is_active[contacts.firm[at]] & (status == OPEN.value)
    dropped = ((outcome == "dropped") & (status == DONE.value)) | gone
    reasons = pick(rng, np.array(plan.DROP_REASONS, dtype=object), len(at))
    reason = np.where(gone, plan.FIRM_GONE, reasons).astype(object)
    reason[~dropped] = None
    status[dropped] = CANCELLED.value
    return status, np.where(dropped, NONE, done), reason


def _texts(rng: Generator, topic: Array) -> Array:
    table = grouped("promises", "topic", "promise")
    found = np.empty(len(topic), dtype=object)
    for position, row in enumerate(rows("topics")):
        here = topic == position
        texts = np.array(table[row["code"]], dtype=object)
        found[here] = pick(rng, texts, int(here.sum()))
    return found


def add_promises(
    world: World, contacts: Contacts, promises: Promises, ids: range, entered: list[str]
) -> None:
    at = promises.contact.tolist()
    created = [entered[one] for one in at]
    recurs, giver, owner = _habits(world, contacts, promises)
    new = world.loader.add(
        table_of(FollowUp),
        {
            "promise": promises.text.tolist(),
            "due_on": iso(promises.due),
            "first_due_on": iso(promises.first_due),
            "owner_id": world.office.ids[owner].tolist(),
            "delegated_by_id": only(world.office.ids[giver], giver >= 0),
            "recurs": recurs,
            "series_from": only(
                list(iso(promises.first_due)),
                np.array([each is not None for each in recurs], dtype=bool),
            ),
            "company_id": world.company_ids[contacts.firm[promises.contact]].tolist(),
            "interaction_id": [ids[one] for one in at],
            "status": promises.status.tolist(),
            "done_on": iso(promises.done),
            "reason": promises.reason.tolist(),
            "created_at": created,
            "changed_at": created,
        },
    )
    _add_moves(world, promises, owner, new, created)


def _add_moves(
    world: World, promises: Promises, owner: Array, new: range, created: list[str]
) -> None:
    """Why what is due on another day than promised first is."""
    moved = np.flatnonzero(promises.due != promises.first_due)
    world.loader.add(
        table_of(FollowUpMove),
        {
            "follow_up_id": (moved + new.start).tolist(),
            "from_on": iso(promises.first_due[moved]),
            "to_on": iso(promises.due[moved]),
            "reason": [MOVED_BECAUSE[one % len(MOVED_BECAUSE)] for one in moved.tolist()],
            "happened_at": [created[one] for one in moved.tolist()],
            "by_id": world.office.ids[owner[moved]].tolist(),
        },
    )


def _habits(
    world: World, contacts: Contacts, promises: Promises
) -> tuple[list[str | None], Array, Array]:
    """How often it comes again, who gave it to its owner (-1: nobody), and the owner. Of what is
    open; without dice, so that all else stays as it was.
    """
    owner, number = _owners(world, contacts, promises), np.arange(len(promises.contact))
    is_open = promises.status == OPEN.value
    comes_again = is_open & (number % COMES_AGAIN_EVERY == 0)
    often = list(Recurrence)
    recurs = [
        often[at % len(often)].value if again else None
        for at, again in zip(number.tolist(), comes_again.tolist(), strict=True)
    ]
    leader = next(at for at, one in enumerate(world.office.staff) if one.leads)
    given = is_open & (number % GIVEN_EVERY == 1) & (owner != leader)
    return recurs, np.where(given, leader, -1), owner


def _owners(world: World, contacts: Contacts, promises: Promises) -> Array:
    """Whoever promised it; what somebody who left had not done went to a team leader."""
    owner = contacts.advisor[promises.contact]
    leader = next(at for at, one in enumerate(world.office.staff) if one.leads)
    orphaned = (promises.status == OPEN.value) & ~world.office.stays[owner]
    return np.where(orphaned, leader, owner)
