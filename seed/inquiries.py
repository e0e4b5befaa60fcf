"""What firms and founders asked the city: through which door, who answered, what came of it."""

import numpy as np
from numpy.random import Generator
from sqlalchemy import bindparam, update

from crm.enums import InquiryChannel
from crm.models import Inquiry, InquiryHandover, InquiryPause, Interaction
from seed.asked import Asked, make_inquiries, responsible_staff
from seed.brochures import add_brochures
from seed.campaigns import add_campaigns
from seed.dice import pick
from seed.evaluations import add_evaluations
from seed.funding import add_funding
from seed.inquiry_days import Steps, make_steps
from seed.inquiry_rows import HOURS, forwarded, inquiry_columns, instants
from seed.partners import add_partners
from seed.reference_rows import table_of
from seed.sources import Array
from seed.world import World

CHANNELS = {
    InquiryChannel.TELEPHONE: 34, InquiryChannel.EMAIL: 22, InquiryChannel.INTERNET: 8,
    InquiryChannel.CITIZENS_OFFICE: 12, InquiryChannel.TRADE_OFFICE: 10,
    InquiryChannel.CHAMBER: 10, InquiryChannel.FAIR: 2, InquiryChannel.BROCHURE: 2,
}  # fmt: skip
AT_NIGHT = 0.4
"""Of what is written, this share comes in when nobody is there."""
WAITED_FOR = (
    "Bauplan fehlt noch", "Rückruf der Firma", "Umsatzzahlen fehlen noch", "Betriebsurlaub",
)  # fmt: skip
REASONS = ("kennt den Betrieb", "ist für das Thema zuständig", "Urlaub", "zu viel auf dem Tisch")
HANDED_OVER = 0.06


def add_inquiries(world: World) -> Array:
    """Gives the ids of partners. After the contacts, since half of them come to one."""
    rng = world.dice.of("inquiries")
    partner_ids = add_partners(world.loader, world.dice, world.calendar.first)
    asked = make_inquiries(rng, world)
    channel = pick(rng, [each.value for each in CHANNELS], len(asked), list(CHANNELS.values()))
    is_written = np.isin(channel, [InquiryChannel.INTERNET.value, InquiryChannel.EMAIL.value])
    at_night = is_written & np.isnat(asked.replied) & (rng.random(len(asked)) < AT_NIGHT)
    at_night &= asked.received < world.calendar.until  # whose evening is still to come
    steps = make_steps(rng, world.calendar, asked, at_night)
    columns = inquiry_columns(rng, world, asked, steps, channel, at_night)
    columns |= forwarded(rng, world.calendar, steps, channel, partner_ids)
    ids = world.loader.add(table_of(Inquiry), columns)
    _add_pauses(rng, world, steps, ids)
    _add_handovers(rng, world, asked, steps, ids)
    _tell_contacts(world, asked, ids)
    add_evaluations(world, partner_ids)
    add_brochures(world, partner_ids)
    add_campaigns(world, partner_ids)
    add_funding(world)
    return partner_ids


def _add_pauses(rng: Generator, world: World, steps: Steps, ids: range) -> None:
    at = np.flatnonzero(~np.isnat(steps.paused))
    world.loader.add(
        table_of(InquiryPause),
        {
            "inquiry_id": (at + ids.start).tolist(),
            "began_at": instants(HOURS["paused"], steps.paused[at]),
            "ended_at": instants(HOURS["resumed"], steps.resumed[at]),
            "reason": pick(rng, np.array(WAITED_FOR, dtype=object), len(at)).tolist(),
        },
    )


def _add_handovers(rng: Generator, world: World, asked: Asked, steps: Steps, ids: range) -> None:
    given = (
        (asked.owner >= 0) & ~np.isnat(steps.acknowledged) & (rng.random(len(asked)) < HANDED_OVER)
    )
    at = np.flatnonzero(given)
    givers = responsible_staff(rng, world, asked.topic[at], steps.received[at])
    at, givers = at[givers != asked.owner[at]], givers[givers != asked.owner[at]]
    world.loader.add(
        table_of(InquiryHandover),
        {
            "inquiry_id": (at + ids.start).tolist(),
            "from_id": world.office.ids[givers].tolist(),
            "to_id": world.office.ids[asked.owner[at]].tolist(),
            "reason": pick(rng, np.array(REASONS, dtype=object), len(at)).tolist(),
            "happened_at": instants(HOURS["acknowledged"], steps.acknowledged[at]),
        },
    )


def _tell_contacts(world: World, asked: Asked, ids: range) -> None:
    """Contacts know the inquiry of which they came."""
    pairs = [
        {"contact": contact, "inquiry": pk}
        for contact, pk in zip(asked.contact.tolist(), ids, strict=True)
        if contact
    ]
    table = table_of(Interaction)
    told = (
        update(table)
        .where(table.c.id == bindparam("contact"))
        .values(inquiry_id=bindparam("inquiry"), changed_at=table.c.changed_at)
    )
    world.loader.connection.execute(told, pairs)
