"""Report -> sheet -> its rows, recounted."""

from collections.abc import Callable, Mapping

from tests.reports.recount import firms, office, year
from tests.reports.recount.asked import Recount, Rows

Sheets = Mapping[str, Callable[[Recount], Rows]]


def _by(count: Callable[[Recount, str | None], Rows], by: str) -> Callable[[Recount], Rows]:
    """With the row of all."""
    return lambda asked: firms.whole(count(asked, by), count(asked, None))


def _small(by: str) -> Callable[[Recount], Rows]:
    return lambda asked: firms.whole(
        firms.contacts(asked, by, small=True), firms.contacts(asked, None, small=True)
    )


RECOUNTED: Mapping[str, Sheets] = {
    "year": {"figures": year.figures},
    "small-firms": {
        "size": _by(firms.contacts, "size_class"),
        "reach": firms.reach,
        "bounds": firms.reach,
        "district": _small("district"),
        "section": _small("section"),
        "month": lambda asked: firms.by_month(asked, small=True),
    },
    "never-reached": {
        "size": _by(firms.never, "size_class"),
        "district": _by(firms.never, "district"),
        "section": _by(firms.never, "section"),
        "age": _by(firms.never, "age"),
    },
    "recency": {
        "size": _by(firms.recency, "size_class"),
        "size_band": _by(firms.recency, "size_band"),
        "district": _by(firms.recency, "district"),
        "section": _by(firms.recency, "section"),
    },
    "visits": {
        "held": _by(firms.held, "size_class"),
        "month": firms.by_month,
        "size": _by(firms.penetration, "size_class"),
        "district": _by(firms.penetration, "district"),
        "section": _by(firms.penetration, "section"),
    },
    "workload": {"advisors": office.workload, "kinds": office.kinds, "owner": office.owners},
    "red-flags": {"red_flags": office.flags, "before": office.flags},
    "targets": {"summary": office.summary, "targets": office.targets},
}
