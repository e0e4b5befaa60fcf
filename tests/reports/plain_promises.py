"""Follow-up rate and red flags once more, slowly, row by row, from the exported tables."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.reports.plain import Row, read

KINDS = ["leaving", "staff_cuts", "lack_of_staff", "supplier_loss", "falling_turnover",
         "authority", "succession", "liquidity"]  # fmt: skip
OUTCOMES = ["averted", "eased", "happened", "withdrawn"]


class PlainPromises:
    def __init__(self, folder: Path) -> None:
        self.follow_ups = read(folder, "follow_ups")
        self.red_flags = read(folder, "red_flags")

    def kept(self, first: date, last: date, by: str | None, today: date) -> list[Row]:
        groups: dict[Any, list[Row]] = {}
        for row in self.follow_ups:
            due = row["first_due_on"]
            if first <= due <= last:
                value = {None: "all", "owner": row["owner_id"], "month": f"{due:%Y-%m}"}[by]
                groups.setdefault(value, []).append(row)
        days = ((first + timedelta(n)) for n in range((last - first).days + 1))
        always = {None: ["all"], "month": sorted({f"{day:%Y-%m}" for day in days})}.get(by, [])
        order = [*always, *sorted(set(groups) - set(always))]
        found = [self._kept(groups.get(value, []), today) for value in order]
        return found if by is None else [{by: v, **r} for v, r in zip(order, found, strict=True)]

    def _kept(self, rows: list[Row], today: date) -> Row:
        counts = dict.fromkeys(("due", "in_time", "late", "open", "coming", "dropped", "moved"), 0)
        for row in rows:
            promised, done = row["first_due_on"], row["done_on"]
            if row["status"] == "cancelled":
                counts["dropped"] += 1
            elif promised > today:
                counts["coming"] += 1
            else:
                counts["due"] += 1
                counts["moved"] += row["due_on"] != promised
                name = "open" if done is None else "in_time" if done <= promised else "late"
                counts[name] += 1
        return counts

    def flags(self, first: date, last: date, today: date) -> list[Row]:
        return [self._of_kind(kind, first, last, today) for kind in KINDS]

    def _of_kind(self, kind: str, first: date, last: date, today: date) -> Row:
        rows = [row for row in self.red_flags if row["kind"] == kind]
        raised, still_open, closed = [], [], []
        for row in rows:
            began, ended = row["raised_on"], row["closed_on"]
            raised += [row] if first <= began <= last else []
            still_open += [row] if began <= today and (ended is None or ended > today) else []
            closed += [row] if ended is not None and first <= ended <= last else []
        outcomes = {one: sum(row["outcome"] == one for row in closed) for one in OUTCOMES}
        return {
            "kind": kind,
            "raised": len(raised),
            **{name: sum(int(row[name] or 0) for row in raised) for name in JOBS},
            "open": len(still_open),
            **{f"open_{name}": sum(int(row[name] or 0) for row in still_open) for name in JOBS},
            "closed": len(closed),
            **outcomes,
        }


JOBS = ("jobs_claimed", "jobs_confirmed")
