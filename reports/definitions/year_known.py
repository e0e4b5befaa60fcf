"""What can be worked out of the year at a glance: what can be of each report that is in it, in this
period and in the one before.
"""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from reports.asked import Asked
from reports.definitions import consulting, gatherings, promises, response
from reports.definitions.coverage_known import coverage_known
from reports.definitions.year_lines import AT_NEVER
from reports.known import AddsUp, Counted, Known, NoMore, at_most
from reports.report import PERIODS

BESIDES = Known(
    among=(("consultations_of_material", "consultations"),),
    at_most=(
        NoMore((Counted("individual"), Counted("active", AT_NEVER)), (Counted("companies"),)),
        at_most("used", "offered"),
    ),
)


def year_known(asked: Asked) -> Known:
    parts = (
        coverage_known(asked), response.KNOWN, promises.KNOWN, gatherings.KNOWN, consulting.KNOWN,
        BESIDES,
    )  # fmt: skip
    whole = together(parts)
    return together((whole, _before(whole)))


def together(parts: Iterable[Known]) -> Known:
    return Known(**{each.name: _joined(parts, each.name) for each in fields(Known)})


def _before(known: Known) -> Known:
    """The same of the period before."""
    then = PERIODS["before"]
    return Known(
        adds_up=tuple(AddsUp(_then(one.whole), _all_then(one.parts)) for one in known.adds_up),
        among=tuple((few + then, more + then) for few, more in known.among),
        at_most=tuple(
            NoMore(_all_then(one.fewer), _all_then(one.more), one.times and one.times + then)
            for one in known.at_most
        ),
        open=frozenset(one + then for one in known.open),
        always=frozenset(one + then for one in known.always),
    )


def _then(counted: Counted) -> Counted:
    return replace(counted, measure=counted.measure + PERIODS["before"])


def _all_then(some: tuple[Counted, ...]) -> tuple[Counted, ...]:
    return tuple(map(_then, some))


def _joined(parts: Iterable[Known], name: str) -> Any:
    found = [each for part in parts for each in getattr(part, name)]
    return frozenset(found) if name in ("open", "always") else tuple(dict.fromkeys(found))
