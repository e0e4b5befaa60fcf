"""A table of official counts is taken in: whole or not at all; what is new in it is added."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import District, OfficialCount, OfficialTable
from crm.register.counts.count import Count, Key, Place
from crm.register.counts.read import Official, official
from crm.services.bulk import one_at_a_time

FIGURES = ("new", "corrected", "unchanged", "confidential")


@dataclass(frozen=True)
class Taken:
    """``table_id`` is None where the table said nothing new, and after a trial."""

    layout: str
    title: str
    remark: str
    years: tuple[int, int]
    new: int
    corrected: int
    unchanged: int
    confidential: int
    table_id: int | None = None


def take_in_counts(
    session: Session, path: Path, *, dry_run: bool = False, user_id: int | None = None
) -> Taken:
    """DomainError refuses the table. A trial stores nothing; otherwise the caller commits."""
    session.info["user_id"] = user_id
    one_at_a_time(session, "official counts")
    districts = {number: pk for pk, number in session.execute(select(District.id, District.number))}
    table = official(path, districts)
    said = dict(_holding(session))
    fresh = [one for one in table.counts if said.get(one.key, _NOTHING) != one.value]
    taken = _compared(table, fresh, set(said))
    if dry_run or not fresh:
        return taken
    return _kept(session, path, table, fresh, taken, districts)


class _Nothing:
    """Stands for a count that nobody has said yet; None is a confidential one."""


_NOTHING = _Nothing()


def _holding(session: Session) -> Iterator[tuple[Key, int | None]]:
    """What the tables taken in so far say; the later ones come later."""
    columns = (
        OfficialCount.counted, OfficialCount.year, OfficialCount.area, District.number,
        OfficialCount.part, OfficialCount.value,
    )  # fmt: skip
    query = select(*columns).outerjoin(OfficialCount.district).order_by(OfficialCount.id)
    for counted, year, area, number, part, value in session.execute(query):
        yield Key(counted, year, Place(area, number), part), value


def _compared(table: Official, fresh: list[Count], said: set[Key]) -> Taken:
    years = [one.key.year for one in table.counts]
    corrected = sum(one.key in said for one in fresh)
    return Taken(
        layout=table.layout.name,
        title=table.layout.title,
        remark=table.layout.remark,
        years=(min(years), max(years)),
        new=len(fresh) - corrected,
        corrected=corrected,
        unchanged=len(table.counts) - len(fresh),
        confidential=sum(one.value is None for one in table.counts),
    )


def _kept(
    session: Session, path: Path, table: Official, fresh: list[Count], taken: Taken, districts: Any
) -> Taken:
    kept = OfficialTable(
        layout=table.layout.name,
        source=table.layout.source,
        file_name=path.name[-200:],
        sha256=table.sha256,
        first_year=taken.years[0],
        last_year=taken.years[1],
        new=taken.new,
        corrected=taken.corrected,
        unchanged=taken.unchanged,
        counts=[_row(one, districts) for one in fresh],
    )
    session.add(kept)
    session.flush()
    return Taken(**{**vars(taken), "table_id": kept.id})


def _row(one: Count, districts: dict[str, int]) -> OfficialCount:
    key = one.key
    return OfficialCount(
        counted=key.counted,
        year=key.year,
        area=key.place.area,
        district_id=districts.get(key.place.number or ""),
        part=key.part,
        value=one.value,
        is_confidential=one.value is None,
    )
