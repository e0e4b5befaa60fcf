"""The office: teams, advisors, and who was in which team when."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from crm.models import Advisor, Team, TeamMembership
from seed import plan
from seed.bulk import Loader
from seed.cast import CAST, TEAMS, Colleague
from seed.days import NONE, Calendar, fraction_before, instants, iso
from seed.dice import Dice, pick
from seed.firms import Firms, population
from seed.people_names import some_first_names, some_last_names
from seed.reference_rows import ensure, table_of
from seed.sources import Array, rows
from seed.texts import mailbox, phones

HOURS = ("Mo–Do 9–16 Uhr, Fr 9–12 Uhr", "Mo–Fr 8–14 Uhr", "Di 9–18 Uhr, Do 9–16 Uhr")
LANGUAGES = ("Deutsch, Englisch", "Deutsch", "Deutsch, Russisch", "Deutsch, Englisch, Polnisch")


@dataclass(frozen=True, slots=True)
class Office:
    """Everybody who works here or did, by position in ``staff``."""

    staff: list[Colleague]
    ids: Array
    joined: Array
    left: Array

    def is_here(self, days: Array) -> Array:
        """Shape (staff, days)."""
        begun = days[None, :] >= self.joined[:, None]
        return begun & (np.isnat(self.left)[:, None] | (days[None, :] <= self.left[:, None]))

    @property
    def stays(self) -> Array:
        return np.isnat(self.left)

    def position(self, name: str) -> int:
        return next(at for at, one in enumerate(self.staff) if one.name == name)


def make_staff(dice: Dice, firms: Firms, interactions: int, years: float) -> list[Colleague]:
    """The cast, and as many more as a larger city needs."""
    wanted = round(interactions / years / plan.CONTACTS_PER_ADVISOR_AND_YEAR)
    size = max(wanted - len(CAST), 0)
    rng = dice.of("staff")
    first = some_first_names(rng, rng.random(size) < 0.55)
    last = some_last_names(rng, size)
    shares = population(firms)
    numbers = np.array([row["number"] for row in rows("districts")])
    districts = pick(rng, numbers, 3 * size, shares).reshape(size, 3).tolist()
    teams = list(TEAMS)
    more = [
        Colleague(f"{first[at]} {last[at]}", teams[at % 2], tuple(sorted(set(districts[at]))))
        for at in range(size)
    ]
    return [*CAST, *more]


def add_office(loader: Loader, dice: Dice, calendar: Calendar, staff: list[Colleague]) -> Office:
    rng = dice.of("office")
    names = {"code": list(TEAMS), "name": list(TEAMS.values())}
    codes = ensure(loader, Team, "code", names, calendar.first)
    team_ids = dict(zip(TEAMS, codes.tolist(), strict=True))
    until = calendar.until.astype(object)
    joined = np.array([fraction_before(until, one.joined) for one in staff])
    left = np.array(
        [NONE if one.left is None else fraction_before(until, one.left) for one in staff]
    )
    entered = instants(rng, np.full(len(staff), calendar.first))
    ids = loader.add(
        table_of(Advisor),
        {
            "name": [one.name for one in staff],
            "email": [mailbox(one.name) for one in staff],
            "phone": phones(rng, len(staff)).tolist(),
            "hours": [HOURS[at % len(HOURS)] for at in range(len(staff))],
            "languages": [LANGUAGES[at % len(LANGUAGES)] for at in range(len(staff))],
            "created_at": entered,
            "changed_at": entered,
        },
    )
    office = Office(staff, np.array(ids), joined, left)
    _add_memberships(loader, calendar, office, team_ids)
    return office


class _Membership(NamedTuple):
    advisor_id: int
    team_id: int
    is_leader: int
    begun: np.datetime64
    ended: np.datetime64


def _add_memberships(
    loader: Loader, calendar: Calendar, office: Office, team_ids: dict[str, int]
) -> None:
    found = list(_memberships(calendar, office, team_ids))
    entered = [f"{calendar.first} 08:00:00.000000"] * len(found)
    loader.add(
        table_of(TeamMembership),
        {
            "advisor_id": [one.advisor_id for one in found],
            "team_id": [one.team_id for one in found],
            "is_leader": [one.is_leader for one in found],
            "valid_from": iso(np.array([one.begun for one in found])),
            "valid_to": iso(np.array([one.ended for one in found])),
            "created_at": entered,
            "changed_at": entered,
        },
    )


def _memberships(
    calendar: Calendar, office: Office, team_ids: dict[str, int]
) -> Iterator[_Membership]:
    for at, one in enumerate(office.staff):
        begun, advisor = office.joined[at], int(office.ids[at])
        if one.former_team:
            changed = fraction_before(calendar.until.astype(object), one.changed)
            yield _Membership(advisor, team_ids[one.former_team], 0, begun, changed - 1)
            begun = changed
        yield _Membership(advisor, team_ids[one.team], int(one.leads), begun, office.left[at])
