"""What came of brochures once more, slowly, from the exported rows."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.reports.plain import CLASS_OF_BAND, CLASSES, Row, read
from tests.reports.plain_response import _months, local


class PlainYield:
    def __init__(self, folder: Path) -> None:
        self.handouts = read(folder, "handouts")
        self.inquiries = read(folder, "inquiries")
        self.cases = read(folder, "funding_cases")
        self.interactions = {row["id"]: row for row in read(folder, "interactions")}
        self.campaigns = read(folder, "campaigns")
        self.targets = read(folder, "campaign_targets")
        self.companies = {row["id"]: row for row in read(folder, "companies")}
        self.participations = read(folder, "participations")
        self.facts = read(folder, "company_facts")

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

    def funding(self, first: date, last: date, by: str | None) -> list[Row]:
        always: list[Any] = {"size_class": CLASSES, "month": _months(first, last)}.get(by or "", [])
        always = ["all"] if by is None else always
        rows: dict[Any, Row] = {value: self._nothing() for value in always}

        def note(row: Row, day: date | None, what: str, amount: str | None = None) -> None:
            if day is None or not first <= day <= last:
                return
            value = self._value(row, day, last, by)
            found = rows.setdefault(value, self._nothing())
            found[what] += 1
            if amount:
                found[f"amount_{what}"] += Decimal(row[f"amount_{what}"] or 0)

        for row in self.cases:
            note(row, row["discussed_on"], "consultations")
            note(row, row["applied_on"], "applied", "yes")
            if row["stage"] == "granted":
                note(row, row["decided_on"], "granted", "yes")
            if row["stage"] == "refused":
                note(row, row["decided_on"], "refused")
        order = [*always, *sorted(v for v in rows if v not in always and v != "unknown")]
        order += ["unknown"] if "unknown" in rows else []
        found = [{by: value, **rows[value]} if by else rows[value] for value in order]
        return [{name: float(v) if isinstance(v, Decimal) else v for name, v in row.items()}
                for row in found]  # fmt: skip

    @staticmethod
    def _nothing() -> Row:
        return {"consultations": 0, "applied": 0, "granted": 0, "refused": 0,
                "amount_applied": Decimal(0), "amount_granted": Decimal(0)}  # fmt: skip

    def _value(self, row: Row, day: date, last: date, by: str | None) -> Any:
        if by == "size_class":
            return self._size(row["company_id"], last)
        return {None: "all", "programme": row["programme_id"] or "unknown",
                "month": f"{day:%Y-%m}"}[by]  # fmt: skip

    def _size(self, company: int | None, last: date) -> str:
        if company is None:
            return "unknown"
        firm = self._survivor(company)
        own = [row for row in self.facts if row["company_id"] == firm]
        facts = own or [row for row in self.facts if self._survivor(row["company_id"]) == firm]
        known = [(row["valid_from"], row["id"], row["size_band"])
                 for row in facts if row["valid_from"] <= last]  # fmt: skip
        return CLASS_OF_BAND[max(known)[2] if known else "unknown"]

    def campaign_progress(self, campaign: int, first: date, last: date) -> list[Row]:
        firsts = [
            self._first_contact(row["company_id"], first, last)
            for row in self.targets if row["campaign_id"] == campaign
        ]  # fmt: skip
        monday = first - timedelta(first.weekday())
        found = []
        while monday <= last:
            sunday = monday + timedelta(6)
            newly = sum(1 for day in firsts if day and monday <= day <= sunday)
            reached = sum(1 for day in firsts if day and day <= sunday)
            row = {"week": monday, "newly": newly, "reached": reached, "targets": len(firsts)}
            found.append(row)
            monday += timedelta(7)
        return found

    def campaign_results(self, first: date, last: date) -> list[Row]:
        found = []
        for row in sorted(self.campaigns, key=lambda r: (r["starts_on"], r["id"])):
            if row["starts_on"] > last or row["ends_on"] < first:
                continue
            until = min(row["ends_on"], last)
            end = self.campaign_progress(row["id"], row["starts_on"], until)[-1]
            asked = {r["id"]: r for r in self.inquiries}
            named = [r for r in self.inquiries if r["campaign_id"] == row["id"]]
            days = [local(r["received_at"]) for r in named]
            held = [r["happened_on"] for r in self.interactions.values()
                    if r["campaign_id"] == row["id"] and r["status"] == "held"]  # fmt: skip
            advised = [
                r["discussed_on"] for r in self.cases
                if (asked.get(r["inquiry_id"], {}).get("campaign_id")
                    or self.interactions.get(r["interaction_id"], {}).get("campaign_id"))
                == row["id"]
            ]  # fmt: skip
            counts = [sum(first <= day <= last for day in some if day)
                      for some in (days, held, advised)]  # fmt: skip
            found.append(dict(zip(
                ("campaign", "targets", "reached", "inquiries", "contacts", "consultations"),
                (row["id"], end["targets"], end["reached"], *counts), strict=True,
            )))  # fmt: skip
        return found

    def _survivor(self, company: int) -> int:
        while self.companies[company]["merged_into_id"]:
            company = self.companies[company]["merged_into_id"]
        return company

    def _first_contact(self, company: int, first: date, last: date) -> date | None:
        firm = self.companies[self._survivor(company)]
        days = []
        for row in self.participations:
            if row["company_id"] is None or row["status"] != "attended":
                continue
            if self._survivor(row["company_id"]) != firm["id"]:
                continue
            contact = self.interactions[row["interaction_id"]]
            day = contact["happened_on"]
            lives = (firm["founded_on"] or day) <= day <= (firm["ended_on"] or day)
            if contact["status"] == "held" and first <= day <= last and lives:
                days.append(day)
        return min(days, default=None)

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
