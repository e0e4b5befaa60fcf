"""The official counts of 2023 as the city printed them, so that the register has a measure."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import CountedArea, OfficiallyCounted
from crm.models import District, OfficialCount, OfficialTable
from crm.rules.official_parts import SECTION_GROUPS
from seed.official_counts import GROUPS, craft, printed

YEAR = 2023
CAME_IN = datetime(2024, 9, 2, 8, tzinfo=UTC)
SOURCE = "Landeshauptstadt Magdeburg, Amt für Statistik (KISS-MD)"
PARTS = {**dict(zip(GROUPS, SECTION_GROUPS, strict=True)), "total": None}
Printed = Iterator[tuple[str, str | None, int | None]]
"""(district, part, count)"""


def add_official_tables(session: Session) -> None:
    if session.scalar(select(OfficialTable.id).limit(1)) is not None:
        return
    districts = {number: pk for pk, number in session.execute(select(District.id, District.number))}
    members = ((place, PARTS[group], count) for (place, group), count in printed().items())
    crafts = [(place, None, count) for place, count in craft().items()]
    crafts.append(("city", None, sum(craft().values())))
    for layout, counted, counts in (
        ("ihk-by-district", OfficiallyCounted.CHAMBER, members),
        ("craft-by-district", OfficiallyCounted.CRAFT, iter(crafts)),
    ):
        session.add(_table(layout, list(_counts(counted, counts, districts))))
    session.flush()


def _table(layout: str, counts: list[OfficialCount]) -> OfficialTable:
    return OfficialTable(
        layout=layout,
        source=SOURCE,
        file_name=f"{layout}-{YEAR}.csv",
        sha256="",
        first_year=YEAR,
        last_year=YEAR,
        new=len(counts),
        counts=counts,
        created_at=CAME_IN,
        changed_at=CAME_IN,
    )


def _counts(
    counted: OfficiallyCounted, rows: Printed, districts: dict[str, int]
) -> Iterator[OfficialCount]:
    for place, part, count in rows:
        in_district = place in districts
        yield OfficialCount(
            counted=counted,
            year=YEAR,
            area=CountedArea.DISTRICT if in_district else CountedArea(place),
            district_id=districts.get(place),
            part=part,
            value=count,
            is_confidential=count is None,
            created_at=CAME_IN,
            changed_at=CAME_IN,
        )
