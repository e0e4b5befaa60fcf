"""Which company counts in the place of a merged one."""

from sqlalchemy import Connection, text

from crm.enums import N_
from crm.errors import DomainError

SURVIVORS = """
WITH RECURSIVE chain(merged_id, survivor_id) AS (
    SELECT id, merged_into_id FROM company WHERE merged_into_id IS NOT NULL
    UNION
    SELECT chain.merged_id, company.merged_into_id
    FROM chain JOIN company ON company.id = chain.survivor_id
    WHERE company.merged_into_id IS NOT NULL
)
SELECT merged_id, survivor_id
FROM chain JOIN company ON company.id = survivor_id
WHERE company.merged_into_id IS NULL
"""
"""Every merged company and the one at the end of its chain. Ibis knows no recursion."""

PAIRS = "SELECT id, merged_into_id FROM company WHERE merged_into_id IS NOT NULL"


def has_merges(connection: Connection) -> bool:
    """Refused where companies are merged in a circle, since none of them would count."""
    merged_into = {row[0]: row[1] for row in connection.execute(text(PAIRS))}
    ends_well: set[int] = set()
    for company in merged_into:
        _follow(company, merged_into, ends_well)
    return bool(merged_into)


def _follow(company: int, merged_into: dict[int, int], ends_well: set[int]) -> None:
    path: set[int] = set()
    while company in merged_into and company not in ends_well:
        if company in path:
            message = N_("Firm %(id)s is merged into itself by way of others. Correct that first.")
            raise DomainError(message, id=company)
        path.add(company)
        company = merged_into[company]
    ends_well |= path
