"""Where the rows of the workbook on firms never reached come from."""

from pandas import DataFrame

from reports.asked import Asked
from reports.definitions.beside import Rate, row_beside, rows_beside, with_district_names
from reports.joint_sections import joint
from reports.measures.unreached import AGE, unreached
from reports.period import ReferenceDay
from reports.report import Row
from reports.source.source import Source

SHARE: Rate = (("never",), "companies")


def city(source: Source, asked: Asked) -> Row:
    now, then = (_unreached(source, day) for day in _days(asked))
    return row_beside(now, then, SHARE)


def by_size(source: Source, asked: Asked) -> DataFrame:
    return _beside(source, asked, "size_class")


def by_district(source: Source, asked: Asked) -> DataFrame:
    return with_district_names(source, _beside(source, asked, "district"))


def by_section(source: Source, asked: Asked) -> DataFrame:
    rows = _beside(source, asked, "section")
    return rows.assign(section_title=rows["section"])


def by_age(source: Source, asked: Asked) -> DataFrame:
    return _beside(source, asked, AGE)


def _beside(source: Source, asked: Asked, by: str) -> DataFrame:
    now, then = (_unreached(source, day, by) for day in _days(asked))
    if by == "section":
        now, then = joint(now), joint(then)
    return rows_beside(now, then, by, SHARE)


def _unreached(source: Source, day: ReferenceDay, by: str | None = None) -> DataFrame:
    rows = unreached(source, day, by)
    return rows.assign(spoken_to=rows["companies"] - rows["never"])


def _days(asked: Asked) -> tuple[ReferenceDay, ReferenceDay]:
    return asked.reference_day, asked.reference_day_before
