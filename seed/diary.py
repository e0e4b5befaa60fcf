"""Draws individual contacts: who works when, and whom each advisor calls on."""

import numpy as np
from numpy.random import Generator

from crm.enums import InteractionStatus
from seed import plan
from seed.cast import DEMO_ADVISOR
from seed.contacts import HOWS, Contacts, setting
from seed.days import Calendar, clock
from seed.dice import Dice, between, pick
from seed.firms import Firms
from seed.interest import Pool, always_there, draw_existing, existing
from seed.office import Office
from seed.responsibilities import own_districts
from seed.sources import Array, shares

FEWEST_OWN = 8
"""With fewer firms of one's own that were there all the time, one calls on the whole city."""


class Diary:
    """Draws contacts: knows who works when, and whom each advisor would call on."""

    def __init__(
        self, dice: Dice, calendar: Calendar, office: Office, firms: Firms, interest: Array
    ) -> None:
        self.dice, self.calendar, self.office, self.firms = dice, calendar, office, firms
        self.city = Pool.of(np.arange(len(firms)), interest)
        self.own = [self._own(at, interest) for at in range(len(office.staff))]

    def _own(self, at: int, interest: Array) -> Pool:
        here = np.flatnonzero(np.isin(self.firms.district, own_districts(self.office, at)))
        pool = Pool.of(here, interest)
        enough = len(always_there(pool, self.firms, self.calendar).firms) >= FEWEST_OWN
        return pool if enough else self.city

    def past(self, size: int) -> Contacts:
        """So many up to the day before the last."""
        rng = self.dice.of("contacts")
        span = int((self.calendar.until - self.calendar.first).astype(int))
        busy = self._busy(rng)[:, :span]
        counts = rng.multinomial(size, shares(busy.T.ravel()))
        slot = np.repeat(np.arange(len(counts)), counts)
        advisor, day = slot % len(busy), self.calendar.days[slot // len(busy)]
        return self._contacts(rng, advisor, day, _outcomes(rng, size))

    def _busy(self, rng: Generator) -> Array:
        """How much each advisor does on each day; shape (staff, days)."""
        load = np.array([one.load for one in self.office.staff])[:, None]
        here = self.office.is_here(self.calendar.days) & ~_on_leave(rng, self.calendar, len(load))
        return np.asarray(self.calendar.rhythm()[None, :] * load * here)

    def coming(self) -> Contacts:
        """Appointments of the next weeks; the demo advisor has some today, whatever the day."""
        rng = self.dice.of("appointments")
        until, staff = self.calendar.until, np.flatnonzero(self.office.stays)
        advisor = np.repeat(staff, between(rng, plan.PLANNED_PER_ADVISOR, len(staff)))
        ahead = (plan.PLANNED_AHEAD_DAYS * rng.random(len(advisor)) ** 1.4).astype(int)
        today = plan.TODAY_FOR_DEMO_ADVISOR
        advisor = np.append(advisor, [self.office.position(DEMO_ADVISOR)] * len(today))
        day = np.append(self.calendar.working(until + 1 + ahead), [until] * len(today))
        status = np.full(len(day), InteractionStatus.PLANNED.value, dtype=object)
        found = self._contacts(rng, advisor, day, status)
        found.starts_at[-len(today) :] = [clock(text) for text in today]
        return found

    def _contacts(self, rng: Generator, advisor: Array, day: Array, status: Array) -> Contacts:
        kind = pick(rng, np.arange(len(HOWS)), len(day), [how.share for how in HOWS])
        firm = self._firms(rng, advisor, day)
        return Contacts(
            kind=kind,
            status=status,
            advisor=advisor,
            second_advisor=self._second_advisors(rng, kind, advisor, day),
            day=day,
            starts_at=_times_of_day(rng, kind),
            firm=firm,
            second_firm=self._second_firms(rng, kind, firm, day),
        )

    def _firms(self, rng: Generator, advisor: Array, day: Array) -> Array:
        found = draw_existing(rng, self.city, self.firms, day, self.calendar)
        share = np.array([plan.OWN_FIRMS[one.team] for one in self.office.staff])
        own = rng.random(len(day)) < share[advisor]
        for at, pool in enumerate(self.own):
            here = np.flatnonzero(own & (advisor == at))
            found[here] = draw_existing(rng, pool, self.firms, day[here], self.calendar)
        return found

    def _second_firms(self, rng: Generator, kind: Array, firm: Array, day: Array) -> Array:
        other = self.city.draw(rng, len(firm))
        fits = existing(self.firms, other, day) & (other != firm)
        return np.where(fits & (rng.random(len(firm)) < setting("two_firms", kind)), other, -1)

    def _second_advisors(self, rng: Generator, kind: Array, advisor: Array, day: Array) -> Array:
        other = rng.integers(0, len(self.office.staff), len(advisor))
        left = self.office.left[other]
        here = (self.office.joined[other] <= day) & (np.isnat(left) | (left >= day))
        chosen = rng.random(len(advisor)) < setting("two_advisors", kind)
        return np.where(here & chosen & (other != advisor), other, -1)


def _outcomes(rng: Generator, size: int) -> Array:
    status = InteractionStatus
    values = np.array(
        [status.HELD.value, status.CANCELLED.value, status.NO_SHOW.value], dtype=object
    )
    held = 1 - plan.CANCELLED - plan.NOBODY_THERE
    return pick(rng, values, size, [held, plan.CANCELLED, plan.NOBODY_THERE])


def _on_leave(rng: Generator, calendar: Calendar, staff: int) -> Array:
    """Three weeks in summer and one at another time, each year anew; shape (staff, days)."""
    found = np.zeros((staff, len(calendar.days)), dtype=bool)
    for year in np.unique(calendar.days.astype("datetime64[Y]")):
        for begin, spread, length in ((172, 50, 19), (40, 100, 7), (275, 30, 7)):
            start = year.astype("datetime64[D]") + begin + rng.integers(0, spread, staff)
            found |= (calendar.days >= start[:, None]) & (calendar.days < start[:, None] + length)
    return found


def _times_of_day(rng: Generator, kind: Array) -> Array:
    hours = setting("hours", kind)
    quarters = 4 * hours[:, 0] + (rng.random(len(kind)) * 4 * (hours[:, 1] - hours[:, 0])).astype(
        int
    )
    names = [clock(f"{q // 4:02}:{q % 4 * 15:02}") for q in range(96)]
    return np.asarray(np.array(names, dtype=object)[quarters])
