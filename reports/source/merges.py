"""How long the chains of mergers are: measures follow them by so many joins."""

from collections.abc import Mapping

from crm.enums import N_
from crm.errors import DomainError


def longest_chain(merged_into: Mapping[int, int]) -> int:
    """0 where nothing is merged. Refused when companies are merged in a circle."""
    depths: dict[int, int] = {}
    for company in merged_into:
        _follow(company, merged_into, depths)
    return max(depths.values(), default=0)


def _follow(company: int, merged_into: Mapping[int, int], depths: dict[int, int]) -> None:
    path: dict[int, None] = {}
    while company in merged_into and company not in depths:
        if company in path:
            message = N_("Firm %(id)s is merged into itself by way of others. Correct that first.")
            raise DomainError(message, id=company)
        path[company] = None
        company = merged_into[company]
    depth = depths.get(company, 0)
    for above, merged in enumerate(reversed(path), start=1):
        depths[merged] = depth + above
