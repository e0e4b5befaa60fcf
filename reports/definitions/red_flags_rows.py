"""Where the rows of the workbook on red flags come from."""

from pandas import DataFrame

from reports.asked import Asked
from reports.measures.red_flags import red_flags, total
from reports.report import Row
from reports.source.source import Source


def flags(source: Source, asked: Asked) -> DataFrame:
    return red_flags(source, asked.period, asked.reference_day)


def all_flags(source: Source, asked: Asked) -> Row:
    return total(flags(source, asked))


def beside(source: Source, asked: Asked) -> DataFrame:
    """Each kind has its row in both."""
    then = red_flags(source, asked.period.previous()).set_index("kind").add_suffix("_before")
    return flags(source, asked).join(then, on="kind")


def all_beside(source: Source, asked: Asked) -> Row:
    rows = beside(source, asked).drop(columns="kind")
    return {str(name): int(figures.sum()) for name, figures in rows.items()}
