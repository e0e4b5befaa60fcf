"""Where the rows of the workbook on recency come from."""

from pandas import DataFrame

from reports.asked import Asked
from reports.definitions.beside import Rate, row_beside, rows_beside, with_district_names
from reports.joint_sections import joint
from reports.measures.recency import BANDS, LABELS, recency
from reports.period import ReferenceDay
from reports.report import Row
from reports.source.source import Source

WITHIN_YEAR = tuple(band for band, (_low, high) in BANDS.items() if high and high <= 365)
RATE: Rate = (WITHIN_YEAR, "companies")


def city(source: Source, asked: Asked) -> Row:
    now, then = (recency(source, day) for day in _days(asked))
    (bands,) = _before(then).to_dict("records")
    return {**row_beside(now, then, RATE), **{str(band): one for band, one in bands.items()}}


def by_size(source: Source, asked: Asked) -> DataFrame:
    return _beside(source, asked, "size_class")


def by_band(source: Source, asked: Asked) -> DataFrame:
    return _beside(source, asked, "size_band")


def by_district(source: Source, asked: Asked) -> DataFrame:
    return with_district_names(source, _beside(source, asked, "district"))


def by_section(source: Source, asked: Asked) -> DataFrame:
    rows = _beside(source, asked, "section")
    return rows.assign(section_title=rows["section"])


def _beside(source: Source, asked: Asked, by: str) -> DataFrame:
    now, then = (recency(source, day, (by,)) for day in _days(asked))
    if by == "section":
        now, then = joint(now), joint(then)
    rows = rows_beside(now, then, by, RATE)
    old = _before(then.set_index(by)).reindex(rows[by], fill_value=0).reset_index(drop=True)
    return rows.assign(**{str(band): figures for band, figures in old.items()})


def _before(rows: DataFrame) -> DataFrame:
    """All bands, since those of the rate are some of them."""
    return rows[list(LABELS)].add_suffix("_before")


def _days(asked: Asked) -> tuple[ReferenceDay, ReferenceDay]:
    return asked.reference_day, asked.reference_day_before
