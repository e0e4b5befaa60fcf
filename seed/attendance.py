"""Who was asked to a gathering, who came, and guests who have no firm yet."""

import numpy as np
from numpy.random import Generator

from crm.enums import InteractionStatus, ParticipationStatus
from crm.models import Participation
from crm.models.participation import participation_person
from seed import plan
from seed.days import instants
from seed.dice import between, pick
from seed.events import Event
from seed.interest import Pool, existing
from seed.people_names import some_first_names, some_last_names
from seed.reference_rows import table_of
from seed.sources import Array, rows
from seed.world import World

YOUNG, SOON = 730, 200
"""Days: a firm is young for so long; a founder asks for advice up to so long before founding."""
PERSON_NAMED = 0.85
MOST_OF_A_POOL = 0.3
STATUS = ParticipationStatus


class Attendance:
    """Collects the lists of all gatherings, then writes them at once."""

    def __init__(self, rng: Generator, world: World, interest: Array) -> None:
        self.rng, self.world, self.interest = rng, world, interest
        everybody = np.arange(len(world.firms))
        self.pools = [
            Pool.of(everybody[world.firms.district == at], interest)
            for at in range(len(rows("districts")))
        ]
        self.pools.append(Pool.of(everybody, interest))
        self.lists: list[tuple[int, Array, Array, np.datetime64]] = []
        self.guests: list[tuple[int, str, str, np.datetime64]] = []

    def add(self, event: Event, interaction_id: int) -> None:
        come = int(between(self.rng, event.how.firms))
        listed = self._firms(event, round(come / plan.COMES))
        self.lists.append((interaction_id, listed, self._answers(event, len(listed)), event.day))
        for name in self._guest_names(event):
            status = self._answers(event, 1)[0]
            self.guests.append((interaction_id, name, status, event.day))

    def _firms(self, event: Event, wanted: int) -> Array:
        """Different firms that exist on that day."""
        if event.how.invites == "young":
            found = self._young(event.day)
            return self.rng.permutation(found)[:wanted]
        pool = self.pools[event.district]
        wanted = min(wanted, int(len(pool.firms) * MOST_OF_A_POOL))
        if not wanted:
            return np.array([], dtype=int)
        found = self.rng.permutation(np.unique(pool.draw(self.rng, wanted * 2)))
        return found[existing(self.world.firms, found, np.full(len(found), event.day))][:wanted]

    def _young(self, day: np.datetime64) -> Array:
        """Firms stand in the order of founding."""
        firms = self.world.firms
        begin, end = np.searchsorted(firms.founded, [day - YOUNG, day], side="right")
        found = np.arange(begin, end)
        return found[existing(firms, found, np.full(len(found), day)) & (self.interest[found] > 0)]

    def _answers(self, event: Event, size: int) -> Array:
        if event.status != InteractionStatus.HELD.value:
            answers = {STATUS.REGISTERED: 0.4, STATUS.INVITED: 0.6}
        else:
            silent = 1 - plan.COMES - plan.STAYS_AWAY
            answers = {STATUS.ATTENDED: plan.COMES, STATUS.NO_SHOW: plan.STAYS_AWAY}
            answers[STATUS.INVITED] = silent
        values = np.array([word.value for word in answers], dtype=object)
        return pick(self.rng, values, size, list(answers.values()))

    def _guest_names(self, event: Event) -> list[str]:
        """Some of them found a firm soon after."""
        size = int(between(self.rng, event.how.guests))
        people, founded = self.world.people, self.world.firms.founded
        begin, end = np.searchsorted(founded, [event.day + 10, event.day + SOON])
        founders = self.rng.permutation(np.arange(begin, end))[: size // 2]
        names = [people.full_name[people.head[at] - people.first_id] for at in founders]
        first = some_first_names(self.rng, self.rng.random(size - len(names)) < 0.45)
        last = some_last_names(self.rng, size - len(names))
        return names + [f"{one} {other}" for one, other in zip(first, last, strict=True)]

    def write(self) -> None:
        counts = [len(firms) for _id, firms, _status, _day in self.lists]
        interaction = np.repeat([one[0] for one in self.lists], counts)
        firm = np.concatenate([one[1] for one in self.lists])
        status = np.concatenate([one[2] for one in self.lists])
        day = np.repeat(np.array([one[3] for one in self.lists]), counts)
        entered = instants(self.rng, np.minimum(day, self.world.calendar.until) - 1)
        new = self.world.loader.add(
            table_of(Participation),
            {
                "interaction_id": interaction.tolist(),
                "company_id": self.world.company_ids[firm].tolist(),
                "site_id": self.world.sites.on(firm, day).tolist(),
                "status": status.tolist(),
                "created_at": entered,
                "changed_at": entered,
            },
        )
        came = (status == STATUS.ATTENDED.value) & (self.rng.random(len(firm)) < PERSON_NAMED)
        met = self.world.people.met(self.rng, firm[came], day[came])
        who = {"participation_id": (np.flatnonzero(came) + new.start).tolist()}
        self.world.loader.add(participation_person, {**who, "person_id": met.tolist()})
        self._write_guests()

    def _write_guests(self) -> None:
        interaction, name, status, day = zip(*self.guests, strict=True)
        days = np.minimum(np.array(day), self.world.calendar.until) - 1
        entered = instants(self.rng, days)
        self.world.loader.add(
            table_of(Participation),
            {
                "interaction_id": interaction,
                "guest_name": name,
                "status": status,
                "created_at": entered,
                "changed_at": entered,
            },
        )
