"""What a report is asked for, as every sheet's rows are handed it."""

from dataclasses import dataclass
from datetime import date

from reports.period import Period, ReferenceDay


@dataclass(frozen=True)
class Asked:
    period: Period
    today: date
    """The day on which it is asked: figures of a period that is not over are as of then."""
    partner: int | None = None
    """Of inquiries only those that this office forwarded."""
    advisors: frozenset[int] | None = None
    """Whose own figures may be shown; None: everybody's."""

    @property
    def reference_day(self) -> ReferenceDay:
        return self.period.reference_day(self.today)

    @property
    def reference_day_before(self) -> ReferenceDay:
        """The last day of the period before."""
        return self.period.previous().last
