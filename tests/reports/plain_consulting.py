"""Slots and founders once more, slowly: loops over the rows of an export, from the definitions."""

from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.reports.plain import Row, read

SECTIONS = [*"ABCDEFGHI", *(f"2025-{letter}" for letter in "JKLMNOPQRSTUV"), "unknown"]


class PlainConsulting:
    def __init__(self, folder: Path) -> None:
        self.slots = read(folder, "slots")
        self.bookings = read(folder, "bookings")
        self.ventures = read(folder, "ventures")
        self.talks = read(folder, "venture_talks")
        self.interactions = {row["id"]: row for row in read(folder, "interactions")}
        self.participations = {row["id"]: row for row in read(folder, "participations")}
        self.teams = {row["id"]: row["code"] for row in read(folder, "teams")}

    def slots_by(self, first: date, last: date, by: str | None) -> list[Row]:
        groups: dict[str, list[Row]] = {}
        for slot in self.slots:
            day = self.interactions[slot["interaction_id"]]
            if day["kind"] != "consulting_day" or day["status"] != "held":
                continue
            if first <= day["happened_on"] <= last:
                value = {None: "all", "team": self.teams[slot["team_id"]],
                         "month": f"{day['happened_on']:%Y-%m}"}[by]  # fmt: skip
                groups.setdefault(value, []).append(slot)
        always = {None: ["all"], "team": sorted(self.teams.values()), "month": _months(first, last)}
        return [
            {**({by: value} if by else {}), **self._slot_figures(groups.get(value, []))}
            for value in always[by]
        ]

    def _slot_figures(self, slots: list[Row]) -> Row:
        found = dict.fromkeys(("booked", "used", "no_shows", "unsettled"), 0)
        for slot in slots:
            for booking in self.bookings:
                if booking["slot_id"] != slot["id"] or booking["cancelled_at"] is not None:
                    continue
                status = self.participations[booking["participation_id"]]["status"]
                found["booked"] += 1
                what = {"attended": "used", "no_show": "no_shows"}.get(status, "unsettled")
                found[what] += 1
        days = {slot["interaction_id"] for slot in slots}
        return {"days": len(days), "offered": len(slots), **found}

    def founder_talks(self, first: date, last: date) -> int:
        return len(
            {
                (venture["id"], interaction["id"])
                for venture in self.ventures
                for interaction in self._talks_of(venture)
                if first <= interaction["happened_on"] <= last
            }
        )

    def founders(self, first: date, last: date, by: str | None, today: date) -> list[Row]:
        groups: dict[str, list[tuple[Row, date]]] = {}
        for venture in self.ventures:
            days = [each["happened_on"] for each in self._talks_of(venture)]
            if days and first <= min(days) <= last:
                value = {None: "all", "section": venture["wz_section"] or "unknown",
                         "month": f"{min(days):%Y-%m}"}[by]  # fmt: skip
                groups.setdefault(value, []).append((venture, min(days)))
        order: list[str] = {
            None: ["all"], "month": _months(first, last),
            "section": [one for one in SECTIONS if one in groups],
        }[by]  # fmt: skip
        return [
            {**({by: value} if by else {}), **self._figures(groups.get(value, []), today)}
            for value in order
        ]

    def _figures(self, some: list[tuple[Row, date]], today: date) -> Row:
        found: dict[str, Any] = dict.fromkeys(
            ("became", "became_later", "dropped", "planning", "year_over", "became_of_year_over"), 0
        )
        for venture, talked in some:
            year_later = date(
                talked.year + 1, talked.month,
                min(talked.day, monthrange(talked.year + 1, talked.month)[1]),
            )  # fmt: skip
            became, dropped = venture["became_on"], venture["dropped_on"]
            if became is not None and became <= today:
                what = "became" if became <= year_later else "became_later"
            elif dropped is not None and dropped <= today:
                what = "dropped"
            else:
                what = "planning"
            found[what] += 1
            found["year_over"] += year_later <= today
            found["became_of_year_over"] += year_later <= today and what == "became"
        return {"founders": len(some), **found}

    def _talks_of(self, venture: Row) -> list[Row]:
        """Held ones to which the founder came, before the firm was there."""
        found = []
        for talk in self.talks:
            if talk["venture_id"] != venture["id"]:
                continue
            part = self.participations[talk["participation_id"]]
            interaction = self.interactions[part["interaction_id"]]
            if part["status"] != "attended" or interaction["status"] != "held":
                continue
            founded = venture["became_on"]
            if founded is None or interaction["happened_on"] < founded:
                found.append(interaction)
        return found


def _months(first: date, last: date) -> list[str]:
    days = ((first + timedelta(n)) for n in range((last - first).days + 1))
    return sorted({f"{day:%Y-%m}" for day in days})
