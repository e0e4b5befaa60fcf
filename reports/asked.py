"""What a report is asked for, as every sheet's rows are handed it."""

from dataclasses import dataclass, field
from datetime import date

from reports.period import Period, ReferenceDay
from reports.segment import Segment


@dataclass(frozen=True)
class Asked:
    period: Period
    today: date
    """The day on which it is asked: figures of a period that is not over are as of then."""
    partner: int | None = None
    """Of inquiries only those that this office forwarded."""
    advisors: frozenset[int] | None = None
    """Whose own figures may be shown; None: everybody's."""

    segment: Segment = field(default_factory=Segment)
    """Which firms and contacts it is about; workbooks are about all."""
    against: Period | None = None
    """What the period is compared with; None: the period before."""

    @property
    def compared_with(self) -> Period:
        return self.against or self.period.previous()

    @property
    def reference_day(self) -> ReferenceDay:
        return self.period.reference_day(self.today)

    @property
    def reference_day_before(self) -> ReferenceDay:
        """The last day of the period before."""
        return self.period.previous().last
