"""Response times once more, slowly, from the exported instants: days are counted one by one."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from dateutil.easter import easter

from tests.reports.plain import Row, local, read

FIXED = {(1, 1), (1, 6), (5, 1), (10, 3), (10, 31), (12, 25), (12, 26)}
AFTER_EASTER = (-2, 1, 39, 50)
CHANNELS = ["citizens_office", "trade_office", "chamber", "internet", "telephone", "email",
            "fair", "brochure"]  # fmt: skip
OUTCOMES = ["answered", "referred_on", "funding_consultation", "not_responsible", "withdrawn"]
TARGETS = {"internet": 1}
FUNNEL = ["received", "heard", "answered", "advised", "applied", "granted"]


def is_working(day: date) -> bool:
    moving = {easter(day.year) + timedelta(days) for days in AFTER_EASTER}
    return day.weekday() < 5 and (day.month, day.day) not in FIXED and day not in moving


class PlainResponse:
    def __init__(self, folder: Path) -> None:
        self.inquiries = read(folder, "inquiries")
        self.pauses = read(folder, "inquiry_pauses")
        self.cases = read(folder, "funding_cases")
        self.owner_ids = sorted({row["owner_id"] for row in self.inquiries} - {None})
        self.partner_ids = [row["id"] for row in read(folder, "partners")]
        self.topic_ids = {row["code"]: row["id"] for row in read(folder, "topics")}

    def response(self, first: date, last: date, by: str | None, day: date) -> list[Row]:
        groups: dict[Any, list[Row]] = {}
        for row in self.inquiries:
            received = local(row["received_at"])
            assert received is not None
            if first <= received <= last:
                groups.setdefault(self._value(row, received, by), []).append(row)
        always: list[Any] = {"channel": CHANNELS, "month": _months(first, last)}.get(by or "", [])
        always = ["all"] if by is None else always
        others = sorted(set(groups) - {*always, "unknown"})
        unknown = ["unknown"] if "unknown" in groups and "unknown" not in always else []
        found = []
        for value in [*always, *others, *unknown]:
            figures = self._figures(groups.get(value, []), day)
            found.append(figures if by is None else {by: value, **figures})
        return found

    def outcomes(self, first: date, last: date, partner: int | None) -> list[Row]:
        counts = dict.fromkeys([*OUTCOMES, "open"], 0)
        for row in self.inquiries:
            received = local(row["received_at"])
            assert received is not None
            if first <= received <= last and partner in (None, row["partner_id"]):
                counts[row["outcome"] or "open"] += 1
        return [{"outcome": name, "inquiries": count} for name, count in counts.items()]

    def funnel(self, first: date, last: date, owner: int | None) -> list[Row]:
        counts = dict.fromkeys(FUNNEL, 0)
        for row in self.inquiries:
            received = local(row["received_at"])
            assert received is not None
            if first <= received <= last and owner in (None, row["owner_id"]):
                for step in self._steps(row):
                    counts[step] += 1
        return [{"step": step, "inquiries": count} for step, count in counts.items()]

    def _steps(self, row: Row) -> Iterator[str]:
        """Those it took, up to the first that it did not."""
        cases = [case for case in self.cases if case["inquiry_id"] == row["id"]]
        advised = row["outcome"] == "funding_consultation"
        granted = [case for case in cases if case["stage"] == "granted"]
        yield "received"
        for step, is_taken in (
            ("heard", row["acknowledged_at"] or row["first_reply_at"]),
            ("answered", row["first_reply_at"]),
            ("advised", cases or advised),
            ("applied", granted or [case for case in cases if case["applied_on"]]),
            ("granted", granted),
        ):
            if not is_taken:
                return
            yield step

    def _value(self, row: Row, received: date, by: str | None) -> Any:
        return {
            None: "all", "channel": row["channel"], "partner": row["partner_id"] or "unknown",
            "topic": self.topic_ids.get(row["topic"], "unknown"),
            "owner": row["owner_id"] or "unknown", "month": f"{received:%Y-%m}",
        }[by]  # fmt: skip

    def _figures(self, rows: list[Row], today: date) -> Row:
        taken, acknowledged, forwarded = [], [], []
        counts = dict.fromkeys(("in_time", "late", "missed", "running", "dropped"), 0)
        for row in rows:
            target = TARGETS.get(row["channel"], 3)
            days = self._days(row, row["first_reply_at"])
            if days is not None:
                taken.append(days)
                counts["in_time" if days <= target else "late"] += 1
            elif row["closed_at"]:
                counts["dropped"] += 1
            else:
                counts["missed" if self._is_past(row, target, today) else "running"] += 1
            for found, name in ((acknowledged, "acknowledged_at"), (forwarded, "forwarded_at")):
                lay = self._days(row, row[name], with_pauses=False)
                found += [] if lay is None else [lay]
        taken.sort()
        return {
            "received": len(rows), "answered": len(taken), **counts,
            "median_days": float(median(taken)) if taken else None,
            "p90_days": next((d for d in taken if 10 * sum(t <= d for t in taken)
                              >= 9 * len(taken)), None),
            "acknowledged": len(acknowledged),
            "median_acknowledged_days": float(median(acknowledged)) if acknowledged else None,
            "median_forwarded_days": float(median(forwarded)) if forwarded else None,
        }  # fmt: skip

    def _days(self, row: Row, at: str | None, with_pauses: bool = True) -> int | None:
        received, until = local(row["received_at"]), local(at)
        if received is None or until is None:
            return None
        days = (received + timedelta(n) for n in range(1, (until - received).days + 1))
        return sum(is_working(d) and not (with_pauses and self._stands(row, d)) for d in days)

    def _stands(self, row: Row, day: date) -> bool:
        for pause in self.pauses:
            began, ended = local(pause["began_at"]), local(pause["ended_at"])
            if pause["inquiry_id"] != row["id"] or began is None:
                continue
            if began < day and (ended is None or day <= ended):
                return True
        return False

    def _is_past(self, row: Row, target: int, today: date) -> bool:
        """Its last day lies before today; while it waits for the firm it has none."""
        if any(p["inquiry_id"] == row["id"] and not p["ended_at"] for p in self.pauses):
            return False
        yesterday = today - timedelta(1)
        day, left = local(row["received_at"]), target
        assert day is not None
        while left:
            day += timedelta(1)
            left -= is_working(day) and not self._stands(row, day)
        return day <= yesterday


def _months(first: date, last: date) -> list[str]:
    months = {(first + timedelta(n)).strftime("%Y-%m") for n in range((last - first).days + 1)}
    return sorted(months)
