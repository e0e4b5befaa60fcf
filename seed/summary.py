"""What was built."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from seed.cast import DEMO_ADVISOR, DEMO_TEAM_LEAD


@dataclass(frozen=True, slots=True)
class Summary:
    """``rows`` per table; the busiest firm only in sets made for benchmarks."""

    first: date
    until: date
    seed: int
    active_companies: int
    rows: dict[str, int]
    demo_advisor: str = DEMO_ADVISOR
    demo_team_lead: str = DEMO_TEAM_LEAD
    busiest_company_id: int | None = None
    busiest_company: str | None = None
    busiest_contacts: int = 0

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "first": str(self.first), "until": str(self.until)}
