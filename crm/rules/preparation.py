"""What is usually to be done for a gathering, and how many days before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, count

from crm.enums import N_
from crm.rules.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Task:
    """``before`` days; less than none is afterwards."""

    words: str
    before: int

    def due(self, gathering: date, today: date, days: WorkingDays) -> date:
        """On a working day and not before today; rather earlier than later where it comes first."""
        wanted = max(gathering - timedelta(self.before), today)
        early = (wanted - today).days + 1 if self.before > 0 else 0
        earlier = (wanted - timedelta(number) for number in range(early))
        later = (wanted + timedelta(number) for number in count(1 if early else 0))
        return next(day for day in chain(earlier, later) if days.is_working(day))


TASKS = (
    Task(N_("Book the room"), 56),
    Task(N_("Settle programme and speakers"), 49),
    Task(N_("Agree with the partners who does what"), 42),
    Task(N_("Send the invitations"), 28),
    Task(N_("Order the catering"), 14),
    Task(N_("Check microphone, screen and network"), 7),
    Task(N_("Print name badges and the list for the door"), 1),
    Task(N_("Thank those who came"), -3),
    Task(N_("Evaluate it with the partners"), -14),
)
