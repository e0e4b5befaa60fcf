"""When an inquiry was received, forwarded, acknowledged, answered and closed, in working days."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from seed.asked import Asked
from seed.days import NONE, Calendar
from seed.dice import pick
from seed.sources import Array
from seed.working_days import Clock

TARGET, FEEDBACK = 3, 10
TAKEN = {0: 20, 1: 30, 2: 19, 3: 13, 4: 7, 5: 4, 7: 3, 10: 2, 15: 1}
"""Working days up to the first reply, with their frequency."""
PAUSED, ACKNOWLEDGED = 0.08, 0.6
WITHDRAWN_AFTER = 25
"""Working days after which what was forgotten is closed."""
PAUSE_DAYS = (2, 11)
CLOSED_AFTER = (0, 0, 0, 1, 2, 3, 5, 8, 13, 20)


@dataclass(frozen=True, slots=True)
class Steps:
    """Days; none where it has not come to that by the last day of the city."""

    received: Array
    acknowledged: Array
    paused: Array
    resumed: Array
    replied: Array
    closed: Array
    due: Array
    taken: Array
    """Working days up to the first reply, -1 for none."""
    feedback_due: Array
    noticed: Array
    """Working days up to the acknowledgement, -1 for none."""


def make_steps(rng: Generator, calendar: Calendar, asked: Asked, at_night: Array) -> Steps:
    """What came in ``at_night`` is looked at on the next working day."""
    received, replied = asked.received, asked.replied
    clock, size = Clock(calendar), len(received)
    drawn = np.isnat(replied)
    count = np.maximum(pick(rng, list(TAKEN), size, list(TAKEN.values())), at_night)
    paused = drawn & ~asked.is_forgotten & (rng.random(size) < PAUSED)
    began = clock.after(received, np.ones(size, int))
    ended = clock.after(began, rng.integers(*PAUSE_DAYS, size))
    answered = np.where(
        paused, clock.after(ended, rng.integers(0, 3, size)), clock.after(received, count)
    )
    answered = np.where(drawn, answered, replied)
    answered = np.where(asked.is_forgotten, NONE, answered)
    closed = clock.after(answered, pick(rng, list(CLOSED_AFTER), size))
    gone = clock.after(received, np.full(size, WITHDRAWN_AFTER))
    closed = np.where(np.isnat(answered), gone, closed)
    acknowledged = np.where(
        rng.random(size) < ACKNOWLEDGED, clock.after(received, at_night.astype(int)), NONE
    )
    began, ended = np.where(paused, began, NONE), np.where(paused, ended, NONE)
    acknowledged, began, ended, answered, closed = (
        _so_far(calendar, days) for days in (acknowledged, began, ended, answered, closed)
    )
    due = _due(clock, received, began, ended)
    taken = _taken(clock, received, began, ended, answered)
    noticed = np.where(np.isnat(acknowledged), -1, clock.between(received, acknowledged))
    told_by = clock.after(received, np.full(size, FEEDBACK))
    return Steps(
        received, acknowledged, began, ended, answered, closed, due, taken, told_by, noticed
    )


def _due(clock: Clock, received: Array, paused: Array, resumed: Array) -> Array:
    """A pause begins when one working day is over; while it lasts there is no last day."""
    plain = clock.after(received, np.full(len(received), TARGET))
    after_pause = clock.after(resumed, np.full(len(received), TARGET - 1))
    found = np.where(np.isnat(paused), plain, after_pause)
    return np.where(~np.isnat(paused) & np.isnat(resumed), NONE, found)


def _taken(clock: Clock, received: Array, paused: Array, resumed: Array, replied: Array) -> Array:
    stood = np.where(np.isnat(paused), 0, clock.between(paused, resumed))
    return np.where(np.isnat(replied), -1, clock.between(received, replied) - stood)


def _so_far(calendar: Calendar, days: Array) -> Array:
    """What would come after yesterday's evening has not happened yet."""
    return np.where(days < calendar.until, days, NONE)
