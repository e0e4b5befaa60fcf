"""Random small worlds: a handful of firms, advisors and contacts with every awkward case."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from sqlalchemy import Connection, insert

from crm.enums import (
    BookedBy,
    Chamber,
    CountedArea,
    FollowUpStatus,
    FundingStage,
    InteractionKind,
    InteractionStatus,
    OfficiallyCounted,
    ParticipationStatus,
    PartnerKind,
    RedFlagKind,
    RedFlagOutcome,
    SizeBand,
    TargetMeasure,
    WzEdition,
)
from crm.models import Base
from crm.rules.official_parts import SECTION_GROUPS
from tests.factories.inquiries import random_inquiry

Row = dict[str, Any]
World = dict[str, list[Row]]

EDGES = [
    date(2019, 5, 1), date(2022, 12, 31), date(2023, 1, 1), date(2023, 12, 31), date(2024, 1, 1),
    date(2024, 12, 31), date(2025, 1, 1), date(2025, 1, 31), date(2025, 2, 1), date(2025, 10, 2),
    date(2025, 10, 3), date(2025, 12, 31), date(2026, 1, 1), date(2026, 8, 1),
]  # fmt: skip
"""Days beside which mistakes live: ends of years, and bands of recency before 2025-12-31."""
ORDER = (
    "district", "team", "advisor", "team_membership", "company", "site", "company_fact",
    "topic", "partner", "material", "handout", "campaign", "campaign_target", "interaction",
    "participation", "advisor_assignment", "responsibility", "inquiry", "inquiry_pause",
    "funding_programme", "funding_case", "follow_up", "red_flag", "slot", "booking", "person",
    "venture", "venture_talk", "official_table", "official_count", "target",
)  # fmt: skip


def put(connection: Connection, worlds: Iterable[World]) -> None:
    """Writes the worlds side by side."""
    rows: World = defaultdict(list)
    for world in worlds:
        for name, some in world.items():
            rows[name] += some
    for name in ORDER:
        table = Base.metadata.tables[name]
        extra = {"version": 1} if "version" in table.columns else {}
        if rows[name]:
            connection.execute(insert(table), [row | extra for row in rows[name]])


def small_world(random: Random, number: int = 0, office: World | None = None) -> World:
    """Ids of world ``number`` do not meet those of another; it may share that one's office."""
    return _Maker(random, number * 1000, office).made()


class _Maker:
    def __init__(self, random: Random, start: int, office: World | None) -> None:
        self.random = random
        self.start = start
        self.world: World = {name: [] for name in ORDER}
        self.office = office or self.world

    def made(self) -> World:
        if self.office is self.world:
            self._office()
        for _one in range(self.random.randint(1, 7)):
            self._company()
        self._merge()
        self._targets()
        for _one in range(self.random.randint(0, 12)):
            self._interaction()
        for _one in range(self.random.randint(0, 8)):
            self._inquiry()
        for _one in range(self.random.randint(0, 6)):
            self._follow_up()
            self._red_flag()
        self._founders()
        for _one in range(self.random.randint(0, 5)):
            self._funding_case()
        self._official_counts()
        self._goals()
        return self.world

    def add(self, table: str, /, **values: Any) -> int:
        row = {"id": self.start + len(self.world[table]) + 1, **values}
        self.world[table].append(row)
        return int(row["id"])

    def some(self, name: str) -> int:
        """Of the office's districts, teams or advisors."""
        return int(self.random.choice(self.office[name])["id"])

    def perhaps(self, name: str, chance: float) -> int | None:
        there = self.office[name] and self.maybe(chance)
        return self.some(name) if there else None

    def day(self) -> date:
        near = self.random.choice(EDGES)
        return near + timedelta(days=self.random.choice((0, 0, 0, -1, 1, 40)))

    def maybe(self, chance: float) -> bool:
        return self.random.random() < chance

    def days(self, open_start: float = 0.3, open_end: float = 0.6) -> tuple[Any, Any]:
        first, last = sorted((self.day(), self.day()))
        return (
            None if self.maybe(open_start) else first,
            None if self.maybe(open_end) else last,
        )

    def _office(self) -> None:
        for one in range(self.random.randint(1, 3)):
            self.add("district", number=f"{self.start + one:06}", name=f"District {one}")
        for one in range(self.random.randint(1, 3)):
            self.add("team", code=f"team_{self.start}_{one}", name=f"Team {one}")
        for one in range(self.random.randint(0, 2)):
            name = f"Partner {self.start} {one}"
            self.add("partner", name=name, kind=self.random.choice(list(PartnerKind)))
        for one in range(self.random.randint(0, 2)):
            self._brochure(one)
        for one in range(self.random.randint(0, 2)):
            name = f"Programme {self.start} {one}"
            self.add("funding_programme", name=name, giver="Land")
        for one in range(self.random.randint(0, 2)):
            first, last = sorted((self.day(), self.day()))
            self.add("campaign", title=f"Campaign {one}", starts_on=first, ends_on=last)
        for one in range(self.random.randint(1, 2)):
            code = f"topic_{self.start}_{one}"
            self.add("topic", code=code, name=code, name_en=code, position=one)
        for one in range(self.random.randint(1, 4)):
            self.add("advisor", name=f"Advisor {one}")
            self._memberships()

    def _inquiry(self) -> None:
        """Beside the edges of days and years, answered or not, waiting or not."""
        partners = self.office["partner"]
        columns, pauses = random_inquiry(self.random, self.day())
        pk = self.add(
            "inquiry", subject="?", guest_name="?",
            partner_id=self.some("partner") if partners and self.maybe(0.5) else None,
            topic_id=self.some("topic") if self.maybe(0.7) else None,
            material_id=self.perhaps("material", 0.5),
            campaign_id=self.perhaps("campaign", 0.4),
            handed_out_by_id=self.perhaps("partner", 0.4),
            owner_id=self.some("advisor") if self.maybe(0.7) else None, **columns,
        )  # fmt: skip
        for pause in pauses:
            self.add("inquiry_pause", inquiry_id=pk, reason="?", **pause)

    def _follow_up(self) -> None:
        """Moved or not, done before, on or after its day, dropped, forgotten."""
        first_due, status = self.day(), self.random.choice(list(FollowUpStatus))
        done_on = first_due + timedelta(days=self.random.choice((-400, -1, 0, 0, 1, 400)))
        self.add(
            "follow_up", promise="?", owner_id=self.some("advisor"), first_due_on=first_due,
            due_on=first_due if self.maybe(0.6) else self.day(), status=status,
            done_on=done_on if status is FollowUpStatus.DONE else None,
            reason="?" if status is FollowUpStatus.CANCELLED else None,
        )  # fmt: skip

    def _red_flag(self) -> None:
        raised, closed = sorted((self.day(), self.day()))
        is_closed = self.maybe(0.5)
        company = self.random.choice(self.world["company"])["id"]
        self.add(
            "red_flag", company_id=company, owner_id=self.some("advisor"),
            kind=self.random.choice(list(RedFlagKind)), raised_on=raised, due_on=closed,
            closed_on=closed if is_closed else None,
            outcome=self.random.choice(list(RedFlagOutcome)) if is_closed else None,
            jobs_claimed=self.random.choice((None, 0, 3, 40)),
            jobs_confirmed=self.random.choice((None, 0, 2)),
            is_confidential=self.maybe(0.2),
        )  # fmt: skip

    def _brochure(self, number: int) -> None:
        title = f"Brochure {self.start} {number}"
        material = self.add("material", title=title, edition="1", language="de", printed=10_000)
        for _one in range(self.random.randint(0, 3) if self.world["partner"] else 0):
            self.add(
                "handout", material_id=material, partner_id=self.some("partner"),
                handed_on=self.day(), copies=self.random.choice((1, 7, 50, 300)),
            )  # fmt: skip

    def euros(self) -> Decimal | None:
        cents = self.random.choice((0, 1, 10, 99_999_999_999, self.random.randint(0, 10**8)))
        return Decimal(cents) / 100 if self.maybe(0.7) else None

    def _targets(self) -> None:
        for campaign in self.office["campaign"]:
            for firm in self.world["company"]:
                if self.maybe(0.6):
                    pair = {"campaign_id": campaign["id"], "company_id": firm["id"]}
                    self.add("campaign_target", **pair)

    def _goals(self) -> None:
        for _one in range(self.random.randint(0, 3)):
            first, last = sorted((self.day(), self.day()))
            self.add(
                "target", team_id=self.some("team"), goal=self.random.randint(1, 3),
                measure=self.random.choice(list(TargetMeasure)), first_day=first, last_day=last,
            )  # fmt: skip

    def _funding_case(self) -> None:
        """Of an inquiry, of a contact, of both or of neither."""
        here = {name: [row["id"] for row in self.world[name]]
                for name in ("inquiry", "interaction")}  # fmt: skip
        first, last = sorted((self.day(), self.day()))
        stage = self.random.choice(list(FundingStage))
        self.add(
            "funding_case", guest_name="?", stage=stage, discussed_on=first,
            applied_on=last if self.maybe(0.5) else None,
            decided_on=last if stage.is_decided else None,
            company_id=self.random.choice(self.world["company"])["id"],
            programme_id=self.perhaps("funding_programme", 0.8),
            amount_applied=self.euros(),
            amount_granted=self.euros() if stage is FundingStage.GRANTED else None,
            **{f"{name}_id": self.random.choice(ids) if ids and self.maybe(0.6) else None
               for name, ids in here.items()},
        )  # fmt: skip

    def _memberships(self) -> None:
        """None, one, or a change of teams on the spot or with a gap."""
        advisor = self.world["advisor"][-1]["id"]
        starts = sorted({self.day() for _one in range(self.random.randint(0, 2))})
        for first, following in zip(starts, [*starts[1:], None], strict=False):
            last = following and following - timedelta(days=1)
            if self.maybe(0.3):
                last = min(first + timedelta(days=self.random.randint(0, 500)), last or date.max)
            team = self.some("team")
            self.add(
                "team_membership", advisor_id=advisor, team_id=team, valid_from=first, valid_to=last
            )

    def _company(self) -> None:
        founded, ended = self.days()
        company = self.add(
            "company", name=f"Firm {self.start}", founded_on=founded, ended_on=ended,
            chamber=self.random.choice(list(Chamber)), is_craft=self.maybe(0.4),
        )  # fmt: skip
        for one in range(self.random.choice((0, 1, 1, 1, 1, 2, 3))):
            first, last = self.days(0.6, 0.7)
            district = None if self.maybe(0.15) else self.some("district")
            self.add(
                "site", company_id=company, kind="branch" if one else "main",
                district_id=district, valid_from=first, valid_to=last,
            )  # fmt: skip
        self._facts(company)
        if self.maybe(0.3):
            first, last = self.days(0)
            advisor = self.some("advisor")
            self.add(
                "responsibility", advisor_id=advisor, company_id=company,
                valid_from=first, valid_to=last,
            )  # fmt: skip

    def _facts(self, company: int) -> None:
        starts = sorted({self.day() for _one in range(self.random.choice((0, 1, 1, 1, 2, 3)))})
        for first, following in zip(starts, [*starts[1:], None], strict=False):
            edition = None if self.maybe(0.2) else self.random.choice(list(WzEdition))
            letter = edition and self.random.choice("ACGIJK")
            self.add(
                "company_fact", company_id=company, source="test", valid_from=first,
                valid_to=following and following - timedelta(days=1),
                size_band=self.random.choice([*list(SizeBand)[:9], SizeBand.UNKNOWN]),
                employees=self.random.choice((None, 0, 12, 300)),
                wz_code=edition and "01", wz_edition=edition, wz_section=letter,
            )  # fmt: skip

    def _official_counts(self) -> None:
        """Said once, corrected, confidential or not at all."""
        table = self.add(
            "official_table", layout="?", source="?", file_name="?", sha256="?",
            first_year=2024, last_year=2025, new=0, corrected=0, unchanged=0,
        )  # fmt: skip
        for _one in range(self.random.randint(0, 12)):
            area = self.random.choice(list(CountedArea))
            value = self.random.choice((None, 0, 1, 2, 7))
            in_district = area is CountedArea.DISTRICT
            self.add(
                "official_count", table_id=table, area=area, value=value,
                counted=self.random.choice(list(OfficiallyCounted)),
                year=self.random.choice((2024, 2025)), is_confidential=value is None,
                district_id=self.some("district") if in_district else None,
                part=self.random.choice((None, None, *SECTION_GROUPS)),
            )  # fmt: skip

    def _merge(self) -> None:
        """Always into an earlier one, so never in a circle; often in chains."""
        companies = self.world["company"]
        for place, row in enumerate(companies):
            into = self.random.choice(companies[:place] or [row])
            row["merged_into_id"] = into["id"] if into is not row and self.maybe(0.2) else None

    def _interaction(self) -> None:
        interaction = self.add(
            "interaction",
            kind=self.random.choice(list(InteractionKind)),
            status=self._mostly(list(InteractionStatus), InteractionStatus.HELD),
            happened_on=self.day(),
            duration_minutes=self.random.choice((None, 20, 45, 90)),
            material_id=self.perhaps("material", 0.3),
            campaign_id=self.perhaps("campaign", 0.4),
        )
        if self.world["interaction"][-1]["kind"] == InteractionKind.CONSULTING_DAY:
            self._slots(interaction)
        firms = [row["id"] for row in self.world["company"]]
        for company in self.random.sample(firms, min(len(firms), self.random.randint(0, 3))):
            status = self._mostly(list(ParticipationStatus), ParticipationStatus.ATTENDED)
            self._participation(interaction, company_id=company, guest_name=None, status=status)
        if self.maybe(0.15):
            status = ParticipationStatus.ATTENDED
            self._participation(interaction, company_id=None, guest_name="Guest", status=status)
        advisors = [row["id"] for row in self.office["advisor"]]
        for advisor in self.random.sample(advisors, self.random.randint(0, min(3, len(advisors)))):
            self.add(
                "advisor_assignment", interaction_id=interaction, advisor_id=advisor, role="co"
            )

    def _participation(self, interaction: int, **values: Any) -> None:
        self.add("participation", interaction_id=interaction, **values)

    def _slots(self, day: int) -> None:
        """Free, booked by guests who came, did not or are still expected, or called off."""
        for hour in range(self.random.randint(0, 5)):
            team = self.some("team")
            slot = self.add(
                "slot", interaction_id=day, team_id=team, is_public=True,
                starts_at=time(9 + hour), ends_at=time(9 + hour, 30),
            )  # fmt: skip
            if self.maybe(0.3):
                self._booking(slot, None)
            if self.maybe(0.7):
                status = self.random.choice(list(ParticipationStatus))
                self._participation(day, company_id=None, guest_name="Guest", status=status)
                self._booking(slot, self.world["participation"][-1]["id"])

    def _booking(self, slot: int, participation: int | None) -> None:
        off = None if participation else datetime(2025, 1, 1, tzinfo=UTC)
        self.add(
            "booking", slot_id=slot, participation_id=participation, cancelled_at=off,
            name="Guest", phone="0", booked_by=self.random.choice(list(BookedBy)), language="de",
        )  # fmt: skip

    def _founders(self) -> None:
        """Plans spoken about in no, one or several talks, also after the firm was there."""
        parts = [row["id"] for row in self.world["participation"]]
        for _one in range(self.random.randint(0, 4)):
            company = self.random.choice(self.world["company"])["id"] if self.maybe(0.5) else None
            person = self.add("person", last_name="Guest", name_key="guest")
            venture = self.add(
                "venture", person_id=person, company_id=company,
                wz_section=self.random.choice((None, "C", "I", "2025-K", "2025-T")),
                became_on=self.day() if company else None,
                dropped_on=self.day() if not company and self.maybe(0.4) else None,
            )  # fmt: skip
            size = self.random.randint(0, min(3, len(parts)))
            for part in self.random.sample(parts, size):
                talk = {"venture_id": venture, "participation_id": part}
                self.world["venture_talk"].append(talk)

    def _mostly(self, values: list[Any], usual: Any) -> Any:
        return usual if self.maybe(0.75) else self.random.choice(values)
