"""Brochures at the counters of citizens' offices and the trade office, and who asked because of
them: some of the inquiries that are there anyway."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.random import Generator
from sqlalchemy import bindparam, select, update

from crm.enums import InquiryChannel, PartnerKind
from crm.models import Handout, Inquiry, Material, MaterialCode
from crm.rules.material import readable_code
from seed.reference_rows import table_of
from seed.sources import Array, rows
from seed.world import World

COUNTERS = (PartnerKind.CITIZENS_OFFICE, PartnerKind.TRADE_OFFICE)
MONTHS = (1, 4, 7, 10)
"""In which new copies go to the counters; a new edition comes with the first."""
SPARE = 500
"""Copies printed beyond those that went out, up to the next thousand."""
NAMES_ONE = {
    InquiryChannel.BROCHURE: 1.0, InquiryChannel.CITIZENS_OFFICE: 0.3,
    InquiryChannel.TRADE_OFFICE: 0.2, InquiryChannel.INTERNET: 0.3,
    InquiryChannel.TELEPHONE: 0.05,
}  # fmt: skip
"""The share of inquiries that say which brochure made them ask."""
KNOWS_COUNTER = 0.7


@dataclass(frozen=True, slots=True)
class Edition:
    title: str
    language: str
    year: int
    until: int
    """The year of the next edition."""
    quarterly: int
    share: int

    @property
    def name(self) -> str:
        return f"Ausgabe {self.year}"


def add_brochures(world: World, partner_ids: Array) -> None:
    """After the inquiries. Draws from a stream of its own."""
    rng = world.dice.of("brochures")
    editions = list(_editions(world))
    counters = {
        int(pk): row["name"] for pk, row in zip(partner_ids, rows("partners"), strict=True)
        if PartnerKind(row["kind"]) in COUNTERS
    }  # fmt: skip
    handed = [list(_handouts(rng, world, edition, list(counters))) for edition in editions]
    ids = _add_materials(world, editions, [sum(row[2] for row in some) for some in handed])
    _add_handouts(world, ids, handed)
    _add_codes(world, ids, editions, counters)
    _tell_inquiries(rng, world, ids, editions, handed)


def _editions(world: World) -> Iterator[Edition]:
    """As many years apart as the plan says, the latest of this year or before."""
    first, until = world.calendar.first.astype(object), world.calendar.until.astype(object)
    for row in rows("brochures"):
        every = int(row["every"])
        years = range(first.year + (until.year - first.year) % every, until.year + 1, every)
        for year in years:
            yield Edition(row["title"], row["language"], year, year + every,
                          int(row["quarterly"]), int(row["share"]))  # fmt: skip


def _handouts(
    rng: Generator, world: World, edition: Edition, counters: list[int]
) -> Iterator[tuple[int, np.datetime64, int]]:
    """(counter, day, copies), in order of days."""
    calendar = world.calendar
    for year in range(edition.year, edition.until):
        for month in MONTHS:
            day = calendar.working(np.array([date(year, month, 8)], "datetime64[D]"))[0]
            for counter in counters:
                copies = int(edition.quarterly * rng.uniform(0.5, 1.5)) // 5 * 5
                if calendar.first <= day <= calendar.until and copies:
                    yield counter, day, copies


def _add_materials(world: World, editions: list[Edition], out: list[int]) -> list[int]:
    until = world.calendar.until.astype(object).year
    entered = [f"{max(date(e.year, 1, 2), world.calendar.first.astype(object))} 08:00:00.000000"
               for e in editions]  # fmt: skip
    return list(
        world.loader.add(
            table_of(Material),
            {
                "title": [each.title for each in editions],
                "edition": [each.name for each in editions],
                "language": [each.language for each in editions],
                "printed": [-(-(copies + SPARE) // 1000) * 1000 for copies in out],
                "is_active": [int(each.until > until) for each in editions],
                "created_at": entered,
                "changed_at": entered,
            },
        )
    )


def _add_handouts(
    world: World, ids: list[int], handed: list[list[tuple[int, np.datetime64, int]]]
) -> None:
    lines = [(pk, *row) for pk, some in zip(ids, handed, strict=True) for row in some]
    lines.sort(key=lambda line: (line[2], line[0], line[1]))
    entered = [f"{day} 09:30:00.000000" for _pk, _counter, day, _copies in lines]
    world.loader.add(
        table_of(Handout),
        {
            "material_id": [line[0] for line in lines],
            "partner_id": [line[1] for line in lines],
            "handed_on": [str(line[2]) for line in lines],
            "copies": [line[3] for line in lines],
            "created_at": entered,
            "changed_at": entered,
        },
    )


def _add_codes(
    world: World, ids: list[int], editions: list[Edition], counters: dict[int, str]
) -> None:
    """Two languages of one edition would have the same: the second has a number behind it."""
    taken: set[str] = set()
    lines = []
    for pk, edition in zip(ids, editions, strict=True):
        for counter, name in counters.items():
            wanted = readable_code(edition.title, edition.name, name)
            code = wanted if wanted not in taken else f"{wanted}2"
            taken.add(code)
            lines.append((code, pk, counter))
    entered = [f"{world.calendar.first} 08:00:00.000000"] * len(lines)
    codes, materials, partners = ([line[at] for line in lines] for at in range(3))
    world.loader.add(
        table_of(MaterialCode),
        {"code": codes, "material_id": materials, "partner_id": partners,
         "created_at": entered, "changed_at": entered},
    )  # fmt: skip


def _tell_inquiries(
    rng: Generator,
    world: World,
    ids: list[int],
    editions: list[Edition],
    handed: list[list[tuple[int, np.datetime64, int]]],
) -> None:
    """A brochure that lay at some counter on the day; of forwarded ones, at that counter."""
    query = select(Inquiry.id, Inquiry.channel, Inquiry.received_on, Inquiry.partner_id)
    pairs = []
    for pk, channel, received, partner in world.loader.connection.execute(
        query.order_by(Inquiry.id)
    ):
        chances = rng.random(3)
        lying = [at for at, some in enumerate(handed)
                 if any(row[1] <= np.datetime64(received) for row in some)
                 and received.year <= editions[at].until]  # fmt: skip
        if chances[0] >= NAMES_ONE.get(channel, 0.0) or not lying:
            continue
        steps = np.cumsum([editions[at].share for at in lying])
        at = lying[int(np.searchsorted(steps, chances[1] * steps[-1], side="right"))]
        counter = partner
        if channel in (InquiryChannel.BROCHURE, InquiryChannel.INTERNET, InquiryChannel.TELEPHONE):
            seen = sorted({row[0] for row in handed[at]})
            is_known = chances[2] < KNOWS_COUNTER
            counter = seen[int(chances[2] / KNOWS_COUNTER * len(seen))] if is_known else None
        pairs.append({"inquiry": pk, "material": ids[at], "counter": counter})
    table = table_of(Inquiry)
    told = (
        update(table)
        .where(table.c.id == bindparam("inquiry"))
        .values(material_id=bindparam("material"), handed_out_by_id=bindparam("counter"),
                changed_at=table.c.changed_at)
    )  # fmt: skip
    if pairs:
        world.loader.connection.execute(told, pairs)
