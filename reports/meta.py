from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Meta:
    """Who a workbook comes from. ``created_at`` is local time, ``version`` the software's."""

    city: str
    office: str
    created_at: datetime
    version: str
    author: str = ""
