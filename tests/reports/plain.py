"""Every figure once more, slowly: loops over the rows of an export, written from the definitions.

Shares nothing with the measures: not their code, not their enums, not their database.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

INDIVIDUAL = {"visit", "consultation", "call", "consulting_day"}
KINDS = ["visit", "consultation", "call", "forum", "round_table", "consulting_day", "fair"]
CLASS_OF_BAND = {
    "0": "micro", "1-3": "micro", "4-6": "micro", "7-9": "micro", "10-19": "small",
    "20-49": "small", "50-99": "medium", "100-199": "medium", "200-499": "200-499",
    "500-999": "large", "1000-2499": "large", "2500-4999": "large", "5000-9999": "large",
    "10000+": "large", "unknown": "unknown",
}  # fmt: skip
CLASSES = ["micro", "small", "medium", "200-499", "large"]
CONTACT_DIMENSIONS = {"team", "advisor", "kind", "month"}
RECENCY = {
    "0-90": (0, 90), "91-180": (91, 180), "181-365": (181, 365), "366-730": (366, 730),
    "over_730": (731, 10**9),
}  # fmt: skip
BERLIN = ZoneInfo("Europe/Berlin")
Days = tuple[date, date]
Kinds = Collection[str]
Row = dict[str, Any]


def read(folder: Path, name: str) -> list[Row]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            {key: _value(key, text) for key, text in row.items()} for row in csv.DictReader(file)
        ]


def _value(key: str, text: str) -> Any:
    if text == "":
        return None
    if key == "id" or key.endswith("_id") or key in ("duration_minutes", "goal"):
        return int(text)
    if key.endswith("_on") or key in ("valid_from", "valid_to", "first_day", "last_day"):
        return date.fromisoformat(text)
    return text


def local(text: str | None) -> date | None:
    """The city's day of an exported instant."""
    return datetime.fromisoformat(text).astimezone(BERLIN).date() if text else None


def overlap(start: date | None, end: date | None, days: Days) -> bool:
    return (start is None or start <= days[1]) and (end is None or end >= days[0])


class Plain:
    """The rows of one export, and the figures recomputed from them."""

    def __init__(self, folder: Path) -> None:
        for name in (
            "companies", "sites", "company_facts", "interactions", "participations",
            "advisor_assignments", "advisors", "team_memberships", "teams", "responsibilities",
            "inquiries", "official_counts",
        ):  # fmt: skip
            setattr(self, name, read(folder, name))
        self.company = {row["id"]: row for row in self.companies}
        self.interaction = {row["id"]: row for row in self.interactions}
        self.advisors_of = defaultdict(list)
        for row in self.advisor_assignments:
            self.advisors_of[row["interaction_id"]].append(row["advisor_id"])
        self.sites_of, self.facts_of = defaultdict(list), defaultdict(list)
        for row in self.sites:
            self.sites_of[self.survivor(row["company_id"])].append(row)
        for row in self.company_facts:
            self.facts_of[row["company_id"]].append(row)
        self._inherit_facts()
        self.contacts = self._contacts()

    def _inherit_facts(self) -> None:
        """A company of which nothing was ever known has what was known of those merged into it."""
        inherited = defaultdict(list)
        for company, facts in self.facts_of.items():
            survivor = self.survivor(company)
            if survivor != company and survivor not in self.facts_of:
                inherited[survivor] += facts
        for company, facts in inherited.items():
            self.facts_of[company] = sorted(facts, key=lambda row: (row["valid_from"], row["id"]))

    def survivor(self, company: int | None) -> int | None:
        while company is not None and self.company[company]["merged_into_id"] is not None:
            company = self.company[company]["merged_into_id"]
        return company

    def _contacts(self) -> dict[int, list[Row]]:
        """Company -> its contacts of all time."""
        pairs = set()
        for row in self.participations:
            interaction = self.interaction[row["interaction_id"]]
            if row["status"] != "attended" or interaction["status"] != "held":
                continue
            company = self.survivor(row["company_id"])
            day = interaction["happened_on"]
            if company is not None and self._exists(company, (day, day)):
                pairs.add((company, interaction["id"]))
        found = defaultdict(list)
        for company, interaction_id in sorted(pairs):
            found[company].append(self._described(self.interaction[interaction_id]))
        return found

    def _exists(self, company: int, days: Days) -> bool:
        row = self.company[company]
        return overlap(row["founded_on"], row["ended_on"], days)

    def _described(self, interaction: Row) -> Row:
        day = interaction["happened_on"]
        advisors = self.advisors_of[interaction["id"]]
        teams = {team for advisor in advisors for team in self.teams_of(advisor, day)}
        return {
            "id": interaction["id"],
            "day": day,
            "kind": [interaction["kind"]],
            "month": [f"{day.year}-{day.month:02}"],
            "advisor": sorted(advisors) or ["unknown"],
            "team": sorted(teams) or ["unknown"],
        }

    def teams_of(self, advisor: int, day: date) -> list[str]:
        return [
            row["team"]
            for row in self.team_memberships
            if row["advisor_id"] == advisor
            and overlap(row["valid_from"], row["valid_to"], (day, day))
        ]

    def firms(self, active: Days, asked: Row) -> list[Row]:
        """The base, each firm with its values of the firms' dimensions."""
        found = []
        for company in sorted(self.company):
            if self.company[company]["merged_into_id"] or not self._exists(company, active):
                continue
            districts = {
                site["district_number"] or "unknown"
                for site in self.sites_of[company]
                if overlap(site["valid_from"], site["valid_to"], active)
            }
            firm = {"id": company, "district": sorted(districts), **self._known(company, active[1])}
            if districts and self._is_asked_for(firm, asked):
                found.append(firm)
        return found

    def _known(self, company: int, day: date) -> Row:
        facts = [fact for fact in self.facts_of[company] if fact["valid_from"] <= day]
        last = max(facts, key=lambda fact: (fact["valid_from"], fact["id"]), default={})
        band, section = last.get("size_band", "unknown"), last.get("wz_section") or "unknown"
        if last.get("wz_edition") == "2025" and section in "JKLMNOPQRSTUV":
            section = f"2025-{section}"
        return {"size_band": [band], "size_class": [CLASS_OF_BAND[band]], "section": [section]}

    def _is_asked_for(self, firm: Row, asked: Row) -> bool:
        for name in ("district", "size_band", "size_class", "section"):
            value = asked.get(name)
            if value == "small_firms" and firm[name][0] not in ("micro", "small"):
                return False
            if value not in (None, "small_firms") and value not in firm[name]:
                return False
        return True

    def met(self, company: int, days: Days, asked: Row, kinds: Kinds) -> list[Row]:
        return [
            contact
            for contact in self.contacts[company]
            if days[0] <= contact["day"] <= days[1]
            and contact["kind"][0] in kinds
            and all(asked.get(name) in (None, *contact[name]) for name in CONTACT_DIMENSIONS)
        ]

    def table(
        self, active: Days, days: Days, by: tuple[str, ...], asked: Row, kinds: Kinds = KINDS
    ) -> list[Row]:
        """Rows with their dimensions and ``met``: for every firm of the row its contacts."""
        firms = self.firms(active, asked)
        of_firms = [name for name in by if name not in CONTACT_DIMENSIONS]
        values = {n: self._values(n, firms, active, days, asked, kinds) for n in by}
        of_contacts = [name for name in by if name in CONTACT_DIMENSIONS]
        there: dict[Any, list[int]] = defaultdict(list)
        met: dict[Any, list[Row]] = defaultdict(list)
        for firm in firms:
            for cell in product(*(firm[name] for name in of_firms)):
                there[cell].append(firm["id"])
            for contact in self.met(firm["id"], days, asked, kinds):
                for cell in product(*(contact[name] for name in of_contacts)):
                    met[firm["id"], cell].append(contact)
        rows = []
        for cell in product(*values.values()):
            row = dict(zip(by, cell, strict=True))
            here = there[tuple(row[name] for name in of_firms)]
            wanted = tuple(row[name] for name in of_contacts)
            if here or not of_firms:
                rows.append({**row, "met": {one: met.get((one, wanted), []) for one in here}})
        return rows

    def _values(
        self, name: str, firms: list[Row], active: Days, days: Days, asked: Row, kinds: Kinds
    ) -> list[Any]:
        """Those that have a row, in order; only the one asked for where one is."""
        if name in CONTACT_DIMENSIONS:
            met = [
                contact for firm in firms for contact in self.met(firm["id"], days, asked, kinds)
            ]
            shown = active if days[0] == date.min else days
            known = self._always(name, shown)
            found = {value for contact in met for value in contact[name]}
        else:
            known = {"size_class": CLASSES, "size_band": list(CLASS_OF_BAND)[:-1]}.get(name, [])
            found = {value for firm in firms for value in firm[name]}
            known = [value for value in known if value in found]
        rest = sorted(found - {*known, "unknown"}, key=lambda value: (len(str(value)), value))
        every = [*known, *rest, *(["unknown"] if "unknown" in found else [])]
        if asked.get(name) in (None, "small_firms"):
            return every
        return [value for value in every if value == asked[name]]

    def _always(self, name: str, shown: Days) -> list[Any]:
        if name == "kind":
            return KINDS
        if name == "month":
            first, last = (day.year * 12 + day.month - 1 for day in shown)
            return [f"{n // 12}-{n % 12 + 1:02}" for n in range(first, last + 1)]
        members = [
            row
            for row in self.team_memberships
            if overlap(row["valid_from"], row["valid_to"], shown)
        ]
        if name == "advisor":
            return sorted({row["advisor_id"] for row in members})
        codes = {row["team"] for row in members}
        return [row["code"] for row in self.teams if row["code"] in codes]

    def coverage(self, period: Days, by: tuple[str, ...] = (), asked: Row | None = None,
                 reference_day: date | None = None) -> list[Row]:  # fmt: skip
        active = (reference_day, reference_day) if reference_day else period
        rows = []
        for row in self.table(active, period, by, asked or {}):
            met = row.pop("met")
            kinds = {firm: [c["kind"][0] for c in contacts] for firm, contacts in met.items()}
            individual = [firm for firm, some in kinds.items() if INDIVIDUAL & set(some)]
            events = [f for f, some in kinds.items() if some and not INDIVIDUAL & set(some)]
            rows.append({
                **row, "companies": len(met), "individual": len(individual),
                "events_only": len(events), "none": len([f for f in kinds if not kinds[f]]),
                "contacts": sum(len(some) for some in kinds.values()),
                "visits": sum(some.count("visit") for some in kinds.values()),
            })  # fmt: skip
        return rows

    def first_reached(self, period: Days, asked: Row) -> int:
        """Of the firms of the period, those first spoken to in it; what was before is anybody's."""
        before = (date.min, period[0] - timedelta(days=1))
        (now,) = self.table(period, period, (), asked, INDIVIDUAL)
        (then,) = self.table(period, before, (), {}, INDIVIDUAL)
        return sum(bool(some) and not then["met"].get(firm) for firm, some in now["met"].items())

    def visit_penetration(self, day: date, by: tuple[str, ...], asked: Row) -> list[Row]:
        following = day + timedelta(days=1)
        first = following.replace(year=following.year - 3)
        rows = []
        for row in self.table((day, day), (first, day), by, asked, ["visit"]):
            met = row.pop("met").values()
            visits = [len(some) for some in met]
            visited = len([n for n in visits if n])
            rate = visited / len(visits) if visits else None
            rows.append({**row, "companies": len(visits), "visited": visited,
                         "visits": sum(visits), "rate": rate})  # fmt: skip
        return rows

    def recency(self, day: date, by: tuple[str, ...], asked: Row) -> list[Row]:
        rows = []
        for row in self.table((day, day), (date.min, day), by, asked, INDIVIDUAL):
            met = row.pop("met").values()
            bands = Counter(self._band(some, day) for some in met)
            names = [*RECENCY, "never"]
            rows.append({**row, "companies": len(met), **{name: bands[name] for name in names}})
        return rows

    def _band(self, contacts: list[Row], day: date) -> str:
        days = [(day - c["day"]).days for c in contacts if c["kind"][0] in INDIVIDUAL]
        bands = RECENCY.items()
        return next((b for b, (a, z) in bands if days and a <= min(days) <= z), "never")

    def intensity(self, period: Days, by: tuple[str, ...], asked: Row) -> list[Row]:
        rows = []
        for row in self.table(period, period, by, asked, INDIVIDUAL):
            times = [len(some) for some in row.pop("met").values()]
            rows.append({**row, "companies": len(times), **_spread([n for n in times if n])})
        return rows

    def reach(self, period: Days, asked: Row) -> list[Row]:
        asked = {k: v for k, v in asked.items() if k not in ("size_class", "size_band")}
        table = self.table(period, period, ("size_class",), asked)
        known = {row["size_class"]: list(map(bool, row["met"].values())) for row in table}
        everyone = [one for some in known.values() for one in some]
        unknown = known.get("unknown", [])
        return [
            _reach(group, [one for size in sizes for one in known.get(size, [])], unknown, everyone)
            for group, sizes in (
                ("micro", ["micro"]), ("small", ["small"]), ("small_firms", ["micro", "small"])
            )
        ]  # fmt: skip

    def visits_by_day(self, period: Days, asked: Row) -> list[Row]:
        [table] = self.table(period, period, (), asked, {"visit"})
        days = Counter(one["day"] for some in table["met"].values() for one in some)
        return [{"day": day, "visits": days[day]} for day in sorted(days)]

    def cohorts(self, day: date, asked: Row) -> list[Row]:
        """By the year of the first contact of all time; six years are shown."""
        shown = range(day.year - 5, day.year + 1)
        rows = {
            name: {"first_year": name, "firms": 0}
            | {f"there_{year}": 0 for year in shown} | {f"met_{year}": 0 for year in shown}
            for name in ("earlier", *map(str, shown))
        }  # fmt: skip
        [table] = self.table((date(shown[0], 1, 1), day), (date.min, day), (), asked)
        for company, contacts in table["met"].items():
            if not contacts:
                continue
            first = min(contact["day"].year for contact in contacts)
            row = rows["earlier" if first < shown[0] else str(first)]
            row["firms"] += 1
            for year in shown:
                days = (date(year, 1, 1), min(date(year, 12, 31), day))
                row[f"there_{year}"] += first <= year and self._exists(company, days)
                row[f"met_{year}"] += any(contact["day"].year == year for contact in contacts)
        return list(rows.values())

    def never_reached(self, day: date, asked: Row) -> list[Row]:
        found = []
        [table] = self.table((day, day), (date.min, day), (), asked)
        firms = {firm["id"]: firm for firm in self.firms((day, day), asked)}
        for company, contacts in table["met"].items():
            if self._band(contacts, day) != "never":
                continue
            firm, founded = firms[company], self.company[company]["founded_on"]
            last = max((c["day"] for c in contacts), default=None)
            size = list(CLASS_OF_BAND).index(firm["size_band"][0])
            larger_first = 99 if firm["size_band"] == ["unknown"] else -size
            key = (last is None, larger_first, founded is None, founded or day, company)
            found.append((key, {
                "company_id": company, "size_band": firm["size_band"][0],
                "section": firm["section"][0], "founded_on": founded,
                "last_event_on": last, "events": len(contacts),
            }))  # fmt: skip
        return [row for _key, row in sorted(found, key=lambda pair: pair[0])]

    def workload(self, period: Days, asked: Row) -> list[Row]:
        work: dict[Any, list[Any]] = {}
        for row in self.interactions:
            day, advisors = row["happened_on"], self.advisors_of[row["id"]]
            if row["status"] != "held" or not period[0] <= day <= period[1]:
                continue
            if asked.get("kind") not in (None, row["kind"]):
                continue
            if asked.get("month") not in (None, f"{day.year}-{day.month:02}"):
                continue
            for advisor in advisors or ["unknown"]:
                teams = self.teams_of(advisor, day) or ["unknown"]
                if advisor == "unknown" and asked.get("team"):
                    continue
                if asked.get("team") in (None, *teams) and asked.get("advisor") in (None, advisor):
                    sums = work.setdefault(advisor, [0, Fraction(), 0])
                    sums[0] += 1
                    sums[1] += Fraction(1, max(1, len(advisors)))
                    sums[2] += row["duration_minutes"] or 0
        narrowed = asked.get("team") or asked.get("advisor")
        members = [] if narrowed else self._always("advisor", period)
        others = {*work} - {*members, "unknown"}
        rows = []
        for advisor in [*members, *sorted(others), *({*work} & {"unknown"})]:
            full, shared, minutes = work.get(advisor, [0, Fraction(), 0])
            rows.append({
                "advisor": advisor, "participations": full, "shared": float(shared),
                "hours": minutes / 60, "open_inquiries": self._asking(advisor, period[1]),
                "companies_in_care": self._in_care(advisor, period),
            })  # fmt: skip
        return rows

    def activity(self, period: Days) -> list[Row]:
        rows: dict[Any, Row] = {}
        firms: dict[Any, set[int]] = {}
        for row in self.interactions:
            if row["status"] != "held" or not period[0] <= row["happened_on"] <= period[1]:
                continue
            came = [
                p for p in self.participations
                if p["interaction_id"] == row["id"] and p["status"] == "attended"
            ]  # fmt: skip
            for advisor in self.advisors_of[row["id"]]:
                sums = rows.setdefault(advisor, dict.fromkeys([*KINDS, "firms", "attended"], 0))
                sums[row["kind"]] += 1
                if row["kind"] in ("forum", "round_table", "consulting_day", "fair"):
                    sums["attended"] += len(came)
                firms.setdefault(advisor, set()).update(
                    firm
                    for firm, met in self.contacts.items()
                    if row["id"] in {contact["id"] for contact in met}
                )
        return [
            {"advisor": advisor, **rows[advisor], "firms": len(firms[advisor])}
            for advisor in sorted(rows)
        ]

    def _asking(self, advisor: Any, day: date) -> int:
        return sum(
            row["owner_id"] == advisor
            and local(row["received_at"]) <= day
            and not (row["closed_at"] and local(row["closed_at"]) <= day)
            for row in self.inquiries
        )

    def _in_care(self, advisor: Any, period: Days) -> int:
        day = (period[1], period[1])
        return len({
            self.survivor(row["company_id"])
            for row in self.responsibilities
            if row["advisor_id"] == advisor and row["company_id"] is not None
            and overlap(row["valid_from"], row["valid_to"], day)
            and self._exists(self.survivor(row["company_id"]) or 0, day)
        })  # fmt: skip

    def outside(self, period: Days) -> Row:
        guests, before, after = 0, set(), set()
        for row in self.participations:
            interaction = self.interaction[row["interaction_id"]]
            day = interaction["happened_on"]
            held = interaction["status"] == "held" and period[0] <= day <= period[1]
            if row["status"] != "attended" or not held:
                continue
            company = self.survivor(row["company_id"])
            if company is None:
                guests += 1
            elif (self.company[company]["founded_on"] or day) > day:
                before.add((interaction["id"], company))
            elif (self.company[company]["ended_on"] or day) < day:
                after.add((interaction["id"], company))
        return {"guests": guests, "before_founding": len(before), "after_end": len(after)}


def _spread(times: list[int]) -> Row:
    times = sorted(times, reverse=True)
    n = len(times)
    top = times[: n // 10 + (1 if n % 10 else 0)]
    middle = (times[(n - 1) // 2] + times[n // 2]) / 2 if n else None
    return {
        "contacted": n, "contacts": sum(times), "mean": sum(times) / n if n else None,
        "median": middle, "top_tenth": len(top), "top_contacts": sum(top),
        "top_share": sum(top) / sum(times) if n else None,
    }  # fmt: skip


def _reach(group: str, known: list[bool], unknown: list[bool], everyone: list[bool]) -> Row:
    """Tries how many of the unknown firms, with and without a contact, could belong."""
    whole = Fraction(sum(everyone), len(everyone)) if everyone else None
    met, missed = sum(unknown), len(unknown) - sum(unknown)
    possible = [
        Fraction(sum(known) + a, len(known) + a + b)
        for a, b in product(range(met + 1), range(missed + 1))
        if known or a or b
    ]
    row = {
        "rate": Fraction(sum(known), len(known)) if known else None,
        "lowest": min(possible, default=None),
        "highest": max(possible, default=None),
    }
    index = {
        "index" if name == "rate" else f"index_{name}": value / whole
        if value is not None and whole else None
        for name, value in row.items()
    }  # fmt: skip
    numbers = {k: None if v is None else float(v) for k, v in {**row, **index}.items()}
    return {"group": group, "contacted": sum(known), "companies": len(known), **numbers,
            "unknown_contacted": met, "unknown_companies": len(unknown)}  # fmt: skip
