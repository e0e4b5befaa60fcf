"""Rows of individual contacts, with everything that belongs to them, chunk by chunk."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

from crm.enums import AssignmentRole, InteractionStatus, ParticipationStatus
from crm.models import AdvisorAssignment, Interaction, Participation
from crm.models.interaction import interaction_topic
from crm.models.participation import participation_person
from seed.contact_chunk import Chunk, drawn, first_times
from seed.contact_notes import contact_notes
from seed.contacts import KINDS, Contacts, setting
from seed.days import iso
from seed.follow_ups import add_promises
from seed.red_flags import add_red_flags
from seed.reference_rows import table_of
from seed.sources import Array
from seed.world import World

CHUNK = 50_000
PERSON_NAMED = 0.93
NAMES = [kind.value for kind in KINDS]
ATTENDANCE = {
    InteractionStatus.HELD.value: ParticipationStatus.ATTENDED.value,
    InteractionStatus.PLANNED.value: ParticipationStatus.REGISTERED.value,
    InteractionStatus.CANCELLED.value: ParticipationStatus.REGISTERED.value,
    InteractionStatus.NO_SHOW.value: ParticipationStatus.NO_SHOW.value,
}


def add_contacts(
    world: World, contacts: Contacts, purpose: str, progress: Callable[[int], None]
) -> None:
    """``purpose`` names the random numbers; ``progress`` is told how many are done."""
    is_first = first_times(contacts.firm)
    for begin in range(0, len(contacts), CHUNK):
        rng = world.dice.of(f"{purpose} {begin}")
        part = contacts.part(begin, begin + CHUNK)
        chunk = drawn(rng, world, part, is_first[begin : begin + CHUNK])
        columns = _interactions(rng, world, chunk)
        ids = world.loader.add(table_of(Interaction), columns)
        _add_advisors(world, chunk, ids)
        _add_topics(world, chunk, ids)
        _add_participations(rng, world, chunk, ids)
        add_promises(world, part, chunk.promises, ids, chunk.entered)
        is_secret = np.array(columns["is_confidential"], dtype=bool)
        noticed = world.dice.of(f"red flags {purpose} {begin}")
        add_red_flags(noticed, world, part, chunk.topic, ids, is_secret, chunk.entered)
        progress(min(begin + CHUNK, len(contacts)))


def _interactions(rng: Generator, world: World, chunk: Chunk) -> dict[str, list[object]]:
    contacts = chunk.contacts
    places = [how.place for how in KINDS.values()]
    confidential = rng.random(len(contacts)) < setting("confidential", contacts.kind)
    return {
        "kind": [NAMES[at] for at in contacts.kind.tolist()],
        "status": contacts.status.tolist(),
        "happened_on": list(iso(contacts.day)),
        "starts_at": contacts.starts_at.tolist(),
        "duration_minutes": _minutes(rng, contacts.kind),
        "place": [places[at] for at in contacts.kind.tolist()],
        "notes": contact_notes(rng, world, chunk),
        "is_confidential": confidential.astype(int).tolist(),
        "created_at": list(chunk.entered),
        "changed_at": list(chunk.entered),
    }


def _minutes(rng: Generator, kind: Array) -> list[object]:
    """In steps of five."""
    shortest, longest = setting("minutes", kind).T // 5
    steps = shortest + (rng.random(len(kind)) * (longest - shortest + 1)).astype(int)
    return list((5 * steps).tolist())


def _add_advisors(world: World, chunk: Chunk, ids: range) -> None:
    first, second = chunk.contacts.advisor, chunk.contacts.second_advisor
    both = np.flatnonzero(second >= 0)
    lead, co = AssignmentRole.LEAD.value, AssignmentRole.CO.value
    interaction = np.concatenate([np.arange(len(first)), both]) + ids.start
    world.loader.add(
        table_of(AdvisorAssignment),
        {
            "interaction_id": interaction.tolist(),
            "advisor_id": world.office.ids[np.concatenate([first, second[both]])].tolist(),
            "role": [lead] * len(first) + [co] * len(both),
        },
    )


def _add_topics(world: World, chunk: Chunk, ids: range) -> None:
    for topic in (chunk.topic, chunk.second_topic):
        here = np.flatnonzero(topic >= 0)
        world.loader.add(
            interaction_topic,
            {
                "interaction_id": (here + ids.start).tolist(),
                "topic_id": world.topic_ids[topic[here]].tolist(),
            },
        )


def _add_participations(rng: Generator, world: World, chunk: Chunk, ids: range) -> None:
    contacts = chunk.contacts
    both = np.flatnonzero(contacts.second_firm >= 0)
    firm = np.concatenate([contacts.firm, contacts.second_firm[both]])
    contact = np.concatenate([np.arange(len(contacts)), both])
    status = [ATTENDANCE[word] for word in contacts.status[contact].tolist()]
    entered = [chunk.entered[at] for at in contact.tolist()]
    new = world.loader.add(
        table_of(Participation),
        {
            "interaction_id": (contact + ids.start).tolist(),
            "company_id": world.company_ids[firm].tolist(),
            "site_id": world.sites.on(firm, contacts.day[contact]).tolist(),
            "status": status,
            "created_at": entered,
            "changed_at": entered,
        },
    )
    others = world.people.met(rng, contacts.second_firm[both], contacts.day[both])
    person = np.concatenate([chunk.person, others])
    named = np.flatnonzero(contacts.is_held[contact] & (rng.random(len(person)) < PERSON_NAMED))
    world.loader.add(
        participation_person,
        {
            "participation_id": (named + new.start).tolist(),
            "person_id": person[named].tolist(),
        },
    )
