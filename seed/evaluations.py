"""What the office and those who forward inquiries said of each quarter."""

from itertools import compress

import numpy as np

from crm.enums import PartnerKind, Side
from crm.models import JointEvaluation
from crm.rules.quarter import Quarter
from seed.days import iso
from seed.dice import between, pick
from seed.reference_rows import table_of
from seed.sources import Array, rows
from seed.world import World

OFFICES = (PartnerKind.CITIZENS_OFFICE, PartnerKind.TRADE_OFFICE)
WEEKS_LATER = (10, 30)
"""Days after the quarter's end on which both sit together."""
OURS = (
    "Die Antworten gingen meist innerhalb von zwei Tagen heraus. Im Sommer hat es länger gedauert.",
    "Fragen zu Flächen nehmen zu. Wir schicken die Liste der freien Hallen künftig gleich mit.",
    "Zwei Anfragen lagen bei uns zu lange; die Vertretung ist jetzt geregelt.",
)
THEIRS = (
    "Die Rückmeldungen helfen uns am Schalter sehr.",
    "Bitte auch kurz Bescheid geben, wenn noch nichts entschieden ist.",
    "Gründerinnen und Gründer fragen am häufigsten nach dem Sprechtag.",
)


def add_evaluations(world: World, partner_ids: Array) -> None:
    """Of every quarter that lies wholly in the city's years, unless both have yet to meet."""
    rng, calendar = world.dice.of("evaluations"), world.calendar
    first, until = calendar.first.astype(object), calendar.until.astype(object)
    offices = [
        int(pk) for pk, row in zip(partner_ids, rows("partners"), strict=True)
        if PartnerKind(row["kind"]) in OFFICES
    ]  # fmt: skip
    quarters = []
    quarter = Quarter.of(first).following
    while quarter.last < until:
        quarters.append(quarter)
        quarter = quarter.following
    pairs = [(pk, one) for one in quarters for pk in offices]
    ends = np.array([one.last for _pk, one in pairs], dtype="datetime64[D]")
    met = calendar.working(ends + between(rng, WEEKS_LATER, len(pairs)))
    have_met = met < calendar.until
    pairs, met = list(compress(pairs, have_met)), met[have_met]
    for side, said in ((Side.OFFICE, OURS), (Side.PARTNER, THEIRS)):
        entered = [f"{text} 09:00:00.000000" for text in iso(met)]
        world.loader.add(
            table_of(JointEvaluation),
            {
                "partner_id": [pk for pk, _one in pairs],
                "first_day": [one.first.isoformat() for _pk, one in pairs],
                "side": [side.value] * len(pairs),
                "words": pick(rng, np.array(said, dtype=object), len(pairs)).tolist(),
                "held_on": iso(met) if side is Side.OFFICE else [None] * len(pairs),
                "created_at": entered,
                "changed_at": entered,
            },
        )
