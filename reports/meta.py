from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Outlines = Mapping[str, "BaseGeometry"]
"""District number -> what is drawn of it, in degrees."""


@dataclass(frozen=True)
class Meta:
    """Who a workbook comes from. ``created_at`` is local time, ``version`` the software's."""

    city: str
    office: str
    created_at: datetime
    version: str
    author: str = ""
    arms: bytes = b""
    """The city's, as PNG or JPEG; none where empty."""
    outlines: Outlines = field(default_factory=dict)
