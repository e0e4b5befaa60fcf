"""Who has which district, topic, section or firm in care."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.random import Generator

from crm.enums import SizeBand
from crm.models import CareClass, Responsibility
from seed import plan
from seed.bulk import Loader
from seed.days import Calendar, iso
from seed.dice import Dice, between
from seed.firms import BANDS, Firms
from seed.office import Office
from seed.reference_rows import ensure, table_of
from seed.sources import Array, rows


class _Care(NamedTuple):
    advisor_id: int
    district_id: int | None
    wz_section: str | None
    topic_id: int | None
    company_id: int | None
    is_public: int
    valid_from: np.datetime64
    valid_to: np.datetime64


def add_responsibilities(
    loader: Loader,
    dice: Dice,
    calendar: Calendar,
    office: Office,
    firms: Firms,
    ids: tuple[Array, Array, Array],
) -> None:
    """``ids`` are those of companies, districts and topics, by position."""
    companies, districts, topics = ids
    found = [
        *_districts_topics_sections(office, districts, topics),
        *_firms_by_name(dice.of("care"), calendar, office, firms, companies),
    ]
    columns: dict[str, Sequence[Any]] = dict(
        zip(_Care._fields, zip(*found, strict=True), strict=True)
    )
    entered = [f"{calendar.first} 08:30:00.000000"] * len(found)
    begun, ended = (iso(np.array(columns.pop(name))) for name in ("valid_from", "valid_to"))
    columns |= {"valid_from": begun, "valid_to": ended}
    columns["care_class_id"] = _classes(loader, calendar, columns["company_id"])
    loader.add(table_of(Responsibility), {**columns, "created_at": entered, "changed_at": entered})


def _classes(
    loader: Loader, calendar: Calendar, company_ids: Sequence[int | None]
) -> list[int | None]:
    """In turn, by their weights; every tenth firm has none yet."""
    table = rows("care_classes")
    columns = {name: [row[name] for row in table] for name in ("code", "name", "name_en")}
    months = {"months": [int(row["months"]) for row in table]}
    ids = ensure(loader, CareClass, "code", {**columns, **months}, calendar.first).tolist()
    weights = zip(ids, table, strict=True)
    turn = [pk for pk, row in weights for _time in range(int(row["weight"]))] + [None]
    return [turn[at * 7 % len(turn)] if pk else None for at, pk in enumerate(company_ids)]


def _districts_topics_sections(office: Office, districts: Array, topics: Array) -> Iterator[_Care]:
    district_id = _by_code("districts", "number", districts)
    topic_id = _by_code("topics", "code", topics)
    for at, one in enumerate(office.staff):
        advisor, period = int(office.ids[at]), (office.joined[at], office.left[at])
        for number in one.districts:
            yield _Care(advisor, district_id[number], None, None, None, 1, *period)
        for code in one.topics:
            yield _Care(advisor, None, None, topic_id[code], None, 1, *period)
        for section in one.sections:
            yield _Care(advisor, None, section, None, None, 1, *period)


def _by_code(name: str, key: str, ids: Array) -> dict[str, int]:
    return dict(zip((row[key] for row in rows(name)), ids.tolist(), strict=True))


def _firms_by_name(
    rng: Generator, calendar: Calendar, office: Office, firms: Firms, companies: Array
) -> Iterator[_Care]:
    """Larger firms of the advisor's districts, in care since some day of these years."""
    large = firms.is_active & (firms.band >= BANDS.index(SizeBand.FROM_4))
    large &= firms.band < BANDS.index(SizeBand.UNKNOWN)
    span = int((calendar.until - calendar.first).astype(int))
    for at in np.flatnonzero(office.stays).tolist():
        own = np.flatnonzero(large & np.isin(firms.district, own_districts(office, at)))
        for firm in rng.permutation(own)[: between(rng, plan.FIRMS_BY_NAME)].tolist():
            since = max(calendar.first + rng.integers(0, span), firms.founded[firm])
            since = max(since, office.joined[at])
            yield _Care(
                int(office.ids[at]),
                None,
                None,
                None,
                int(companies[firm]),
                0,
                since,
                office.left[at],
            )


def own_districts(office: Office, at: int) -> list[int]:
    """Positions in districts.csv."""
    numbers = [row["number"] for row in rows("districts")]
    return [numbers.index(number) for number in office.staff[at].districts]
