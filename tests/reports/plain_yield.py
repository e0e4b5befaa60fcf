"""What came of brochures once more, slowly, from the exported rows."""

from datetime import date
from pathlib import Path
from typing import Any

from tests.reports.plain import Row, read
from tests.reports.plain_response import _months, local


class PlainYield:
    def __init__(self, folder: Path) -> None:
        self.handouts = read(folder, "handouts")
        self.inquiries = read(folder, "inquiries")
        self.cases = read(folder, "funding_cases")
        self.interactions = {row["id"]: row for row in read(folder, "interactions")}

    def campaign_yield(self, first: date, last: date, by: str | None) -> list[Row]:
        counts: dict[Any, list[int]] = {}
        always = ["all"] if by is None else _months(first, last) if by == "month" else []
        for value in always:
            counts[value] = [0, 0, 0]
        for place, material, counter, day, number in self._events():
            if material is None or not first <= day <= last:
                continue
            value = {None: "all", "material": material, "counter": counter or "unknown",
                     "month": f"{day:%Y-%m}"}[by]  # fmt: skip
            counts.setdefault(value, [0, 0, 0])[place] += number
        order = [*always, *sorted(v for v in counts if v not in always and v != "unknown")]
        order += ["unknown"] if "unknown" in counts else []
        return [self._row(by, value, *counts[value]) for value in order]

    def _row(self, by: str | None, value: Any, copies: int, asked: int, advised: int) -> Row:
        figures = {
            "handed_out": copies, "inquiries": asked, "consultations": advised,
            "per_100": 100 * (asked + advised) / copies if copies else None,
        }  # fmt: skip
        return figures if by is None else {by: value, **figures}

    def _events(self) -> list[tuple[int, Any, Any, date, int]]:
        found: list[tuple[int, Any, Any, date, int]] = []
        for row in self.handouts:
            copies = int(row["copies"])
            found.append((0, row["material_id"], row["partner_id"], row["handed_on"], copies))
        asked = {row["id"]: row for row in self.inquiries}
        for row in self.inquiries:
            day = local(row["received_at"])
            assert day is not None
            found.append((1, row["material_id"], row["handed_out_by_id"], day, 1))
        for row in self.cases:
            inquiry = asked.get(row["inquiry_id"], {})
            contact = self.interactions.get(row["interaction_id"], {})
            material = inquiry.get("material_id") or contact.get("material_id")
            counter = inquiry.get("handed_out_by_id")
            found.append((2, material, counter, row["discussed_on"], 1))
        return found
