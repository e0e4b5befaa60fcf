"""Individual contacts: who spoke to which firm on which day, and in which way."""

from dataclasses import dataclass, fields

import numpy as np

from crm.enums import InteractionKind, InteractionStatus, SizeBand
from seed import plan
from seed.days import Calendar
from seed.dice import Dice
from seed.firms import BANDS, Firms
from seed.sources import Array

KINDS: dict[InteractionKind, plan.Individual] = {
    kind: how for kind, how in plan.KINDS.items() if isinstance(how, plan.Individual)
}
HOWS = list(KINDS.values())
FEWEST_OWN = 8
"""With fewer firms of one's own that were there all the time, one calls on the whole city."""


@dataclass(frozen=True, slots=True)
class Contacts:
    """Columns. Positions everywhere, -1 for none; ``kind`` is one in KINDS."""

    kind: Array
    status: Array
    advisor: Array
    second_advisor: Array
    day: Array
    starts_at: Array
    firm: Array
    second_firm: Array

    def __len__(self) -> int:
        return len(self.kind)

    def part(self, begin: int, end: int) -> "Contacts":
        return Contacts(*(getattr(self, f.name)[begin:end] for f in fields(self)))

    @property
    def is_held(self) -> Array:
        return np.asarray(self.status == InteractionStatus.HELD.value)


def setting(name: str, kind: Array) -> Array:
    """A value of the plan for each contact."""
    return np.array([getattr(how, name) for how in HOWS])[kind]


def busiest_firm(firms: Firms, interest: Array, calendar: Calendar) -> int:
    """A large firm that was there all the years."""
    fits = firms.is_active & (firms.founded < calendar.first) & (firms.district >= 0)
    fits &= firms.band == BANDS.index(SizeBand.FROM_100)
    return int(np.argmax(np.where(fits, interest, -1.0)))


def give_contacts(dice: Dice, contacts: Contacts, firm: int, count: int) -> None:
    """So many of the held contacts become those of this firm, which had none."""
    held = np.flatnonzero(contacts.is_held)
    chosen = dice.of("busiest").permutation(held)[:count]
    contacts.firm[chosen] = firm
