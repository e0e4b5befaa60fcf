"""Notes of individual contacts."""

from collections.abc import Iterator
from typing import NamedTuple

from numpy.random import Generator

from crm.enums import InteractionStatus
from seed.contact_chunk import Chunk
from seed.contacts import KINDS, setting
from seed.days import month
from seed.notes import CHANCES, Occasion, note, short_note
from seed.sources import rows
from seed.trades import trades
from seed.world import World

PLANNED, HELD = InteractionStatus.PLANNED.value, InteractionStatus.HELD.value


class _Contact(NamedTuple):
    """Positions, except for the status's code."""

    kind: int
    status: str
    is_first: bool
    person: int
    trade: int
    district: int
    month: int
    topic: int
    is_noted: bool


def contact_notes(rng: Generator, world: World, chunk: Chunk) -> list[object]:
    """Nothing for some, and for what is still to come."""
    chances = rng.random((len(chunk.contacts), CHANCES)).tolist()
    promised = chunk.promises.by_contact()
    contacts = zip(_contacts(rng, world, chunk), chances, strict=True)
    write = _Writer(world)
    return [write(one, promised.get(at), chance) for at, (one, chance) in enumerate(contacts)]


def _contacts(rng: Generator, world: World, chunk: Chunk) -> Iterator[_Contact]:
    contacts, firms = chunk.contacts, world.firms
    noted = rng.random(len(contacts)) < setting("noted", contacts.kind)
    columns = (
        contacts.kind,
        contacts.status,
        chunk.is_first,
        chunk.person - world.people.first_id,
        firms.trade[contacts.firm],
        firms.district[contacts.firm],
        month(contacts.day),
        chunk.topic,
        noted,
    )
    return map(_Contact, *(column.tolist() for column in columns))


class _Writer:
    def __init__(self, world: World) -> None:
        self.address = world.people.address
        self.kinds = [kind.value for kind in KINDS]
        self.districts = [row["name"] for row in rows("districts")] + ["der Stadt"]
        self.topics = [*(row["code"] for row in rows("topics")), None]

    def __call__(
        self, one: _Contact, promise: tuple[str, str] | None, chances: list[float]
    ) -> str | None:
        if one.status == PLANNED or not (one.is_noted or promise):
            return None
        if one.status != HELD:
            return short_note(one.status, chances[0])
        about = Occasion(
            self.kinds[one.kind],
            one.is_first,
            self.address[one.person],
            trades().field[one.trade],
            self.districts[one.district],
            one.month,
            self.topics[one.topic],
            *(promise or (None, None)),
        )
        return note(about, chances)
