"""Council papers of the demo city: the statement of 2004, one in its route, and a draft."""

import json
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

from crm.enums import PaperKind
from seed.sources import text


def paper_values(today: date) -> Iterator[dict[str, Any]]:
    """As crm.services.papers reads them. Days that are numbers lie so far from today."""
    for paper in json.loads(text("papers.json")):
        values = {name: _read(name, value, today) for name, value in paper.items()}
        values["meetings"] = [
            {name: _read(name, value, today) for name, value in each.items()}
            for each in paper["meetings"]
        ]
        yield values


def _read(name: str, value: Any, today: date) -> Any:
    if name == "kind":
        return PaperKind(value)
    if name == "day" or name.endswith("_on"):
        return today + timedelta(value) if isinstance(value, int) else date.fromisoformat(value)
    if name == "starts_at":
        return time.fromisoformat(value)
    return value.replace("{year}", f"{today:%y}") if "number" in name else value
