"""The years 2001 to 2004 in a database: what the statement of 2004 names, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle, islice
from typing import Any

import numpy as np
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from crm.clock import zone
from crm.db import sessions
from crm.enums import (
    N_,
    BookedBy,
    Chamber,
    InquiryChannel,
    InquiryOutcome,
    InteractionKind,
    InteractionStatus,
    ParticipationStatus,
    RedFlagKind,
    RedFlagOutcome,
    SizeBand,
    WzEdition,
)
from crm.errors import DomainError
from crm.models import (
    Advisor,
    Campaign,
    Company,
    District,
    FundingCase,
    Inquiry,
    Interaction,
    Material,
    Partner,
    Slot,
    Team,
    TeamMembership,
    Topic,
)
from crm.rules.slots import cut
from crm.rules.working_days import WorkingDays
from crm.services import inquiries, red_flags
from crm.services.add_company import add_company
from crm.services.bookings import book
from crm.services.campaigns import freeze_due
from crm.services.inquiries import Office
from crm.services.log_interaction import log_interaction
from crm.services.materials import hand_out
from crm.services.refresh_overview import refresh_overview
from crm.services.slots import make_grid
from seed import statement_of_2004 as statement
from seed.bulk import Loader
from seed.cast import TEAMS
from seed.districts import add_districts
from seed.sources import rows
from seed.topics import add_topics

OFFICE = Office(WorkingDays("ST"))
SEED = 2004


def build_history(engine: Engine) -> int:
    """How many contacts and gatherings it wrote. All or nothing; beside whatever is there."""
    with sessions(engine)() as session:
        if session.scalar(select(Material.id).filter_by(edition=statement.EDITION)) is not None:
            raise DomainError(N_("The years 2001 to 2004 are in this database already."))
        made = _History(session).build()
        session.commit()
    return made


class _History:
    def __init__(self, session: Session) -> None:
        self.session = session
        self.made = 0

    def build(self) -> int:
        self._office()
        self._firms()
        self._campaign()
        self._contacts()
        self._gatherings()
        self._consulting_days()
        self._brochure()
        self._inquiries()
        self._trouble()
        refresh_overview(self.session, [firm.id for firm in self.firms])
        return self.made

    def _office(self) -> None:
        loader = Loader(self.session.connection(), SEED)
        since = np.datetime64(statement.FIRST)
        add_districts(loader, since)
        add_topics(loader, since)
        self.topics = self._by(Topic, Topic.code)
        self.teams = self._ensured(Team, "code", {code: {"name": n} for code, n in TEAMS.items()})
        kinds = {name: {"kind": kind} for name, kind in statement.PARTNERS.items()}
        self.partners = self._ensured(Partner, "name", kinds)
        self.advisors = [self._advisor(*one) for one in statement.ADVISORS]
        self.session.flush()

    def _advisor(self, name: str, team: str, leads: bool) -> Advisor:
        advisor = Advisor(name=name)
        member = TeamMembership(
            team=self.teams[team], is_leader=leads,
            valid_from=statement.FIRST, valid_to=statement.LAST,
        )  # fmt: skip
        advisor.memberships.append(member)
        self.session.add(advisor)
        return advisor

    def _firms(self) -> None:
        districts = self._by(District, District.number)
        self.firms, self.crafts = [], []
        for at, row in enumerate(rows("firms_of_2004")):
            is_craft = row["is_craft"] == "yes"
            firm = Company(
                name=row["name"], legal_form=row["legal_form"], is_craft=is_craft,
                chamber=Chamber.HWK if is_craft else Chamber.IHK,
                founded_on=date(1991 + at % 9, 1 + at % 12, 1),
            )  # fmt: skip
            values = {
                "size_band": SizeBand(row["band"]), "wz_code": row["wz"],
                "wz_edition": WzEdition.WZ_2008, "city": "Magdeburg", "source": "Stand 2004",
                "district_id": districts[row["district"]].id,
            }  # fmt: skip
            add_company(self.session, firm, values, statement.FIRST)
            self.firms.append(firm)
            self.crafts += [firm] * is_craft
        refresh_overview(self.session, [firm.id for firm in self.firms])

    def _campaign(self) -> None:
        first, last = statement.CAMPAIGN_DAYS
        self.campaign = Campaign(
            title=statement.CAMPAIGN, goal=statement.CAMPAIGN_GOAL, craft_only=True,
            starts_on=first, ends_on=last, lead_id=self.advisors[0].id,
            partners=[self.partners[name]
                      for name in (statement.CRAFT_CHAMBER, statement.CRAFT_ASSOCIATION)],
        )  # fmt: skip
        self.session.add(self.campaign)
        self.session.flush()
        freeze_due(self.session, first)

    def _contacts(self) -> None:
        """The craft firms in turn for the campaign, all others now and then."""
        kinds = cycle((InteractionKind.VISIT, InteractionKind.CONSULTATION, InteractionKind.CALL))
        for at, (firm, day) in enumerate(zip(cycle(self.firms), _days(36), strict=False)):
            named = firm.is_craft and day <= statement.CAMPAIGN_DAYS[1]
            self._log(
                next(kinds), day, [firm], self.advisors[at % 3],
                campaign_id=self.campaign.id if named else None, duration_minutes=60,
            )  # fmt: skip

    def _gatherings(self) -> None:
        firms = cycle(self.firms)
        for day in statement.GATHERINGS:
            self._log(
                day.kind, day.on, list(islice(firms, day.guests)), self.advisors[0],
                title=day.title, ends_on=day.until, co_ids=[self.advisors[3].id],
                host_ids=[], co_host_ids=[self.partners[name].id for name in day.partners],
            )  # fmt: skip

    def _consulting_days(self) -> None:
        """Half an hour each, both teams side by side; founders and firms in turn."""
        founders, firms = cycle(statement.FOUNDERS), cycle(self.crafts)
        for on in statement.CONSULTING_DAYS:
            day = self._log(
                InteractionKind.CONSULTING_DAY, on, [], self.advisors[3],
                title="EGO-Sprechtag", co_ids=[self.advisors[0].id],
            )  # fmt: skip
            spans = cut(time(13), time(17), 30, [])
            teams = [team.id for team in self.teams.values()]
            make_grid(self.session, day, spans, {"team_ids": teams, "is_public": False})
            slots = self.session.scalars(
                select(Slot).filter_by(interaction_id=day.id).order_by(Slot.starts_at, Slot.id)
            )
            for at, slot in enumerate(islice(slots, 10)):
                firm = next(firms) if at % 2 else None
                who = {"name": str(firm or next(founders)), "company_id": firm.id if firm else None}
                made = book(self.session, slot, {**who, "booked_by": BookedBy.TELEPHONE})
                if made.participation is not None:
                    made.participation.status = ParticipationStatus.ATTENDED

    def _brochure(self) -> None:
        self.brochure = Material(
            title=statement.BROCHURE, edition=statement.EDITION, language="Deutsch",
            printed=statement.PRINTED, is_active=False,
        )  # fmt: skip
        self.session.add(self.brochure)
        self.session.flush()
        for on, name, copies in statement.HANDOUTS:
            to = self.partners[name].id
            hand_out(
                self.session,
                self.brochure.id,
                {"partner_id": to, "handed_on": on, "copies": copies},
            )

    def _inquiries(self) -> None:
        firms = cycle(self.crafts)
        trade_office = self.partners[statement.TRADE_OFFICE].id
        for on, topic, words in statement.ASKED:
            self._inquiry(
                on, topic, words, next(firms), InquiryChannel.BROCHURE,
                partner_id=trade_office, material_id=self.brochure.id,
            )  # fmt: skip
        for on, topic, words in statement.FORWARDED:
            office = self.partners[statement.CITIZENS_OFFICES[0]].id
            self._inquiry(
                on, topic, words, next(firms), InquiryChannel.CITIZENS_OFFICE, partner_id=office
            )

    def _inquiry(
        self, on: date, topic: str, words: str, firm: Company, channel: InquiryChannel, **more: Any
    ) -> Inquiry:
        """Answered at short notice: on the next working day; the office that forwarded it hears."""
        at = datetime.combine(on, time(10), zone()).astimezone(UTC)
        answered = at + timedelta(days=3 if on.weekday() == 4 else 1)
        inquiry = inquiries.receive(self.session, OFFICE, {
            "subject": words, "channel": channel, "company_id": firm.id, "received_at": at,
            "topic_id": self.topics[topic].id, "owner_id": self.advisors[0].id,
            "forwarded_at": at + timedelta(hours=1), **more,
        })  # fmt: skip
        is_funding = topic == "financing"
        outcome = InquiryOutcome.FUNDING_CONSULTATION if is_funding else InquiryOutcome.ANSWERED
        inquiries.close(OFFICE, inquiry, outcome, answered)
        inquiries.tell_partner(inquiry, "Das Unternehmen ist beraten.", answered)
        if is_funding:
            self.session.add(FundingCase(
                company_id=firm.id, inquiry_id=inquiry.id, owner_id=self.advisors[0].id,
                purpose=words, discussed_on=answered.date(),
            ))  # fmt: skip
        self.session.flush()
        return inquiry

    def _trouble(self) -> None:
        for at, kind in enumerate((RedFlagKind.SUCCESSION, RedFlagKind.LIQUIDITY)):
            on = date(2003, 6 + at, 10)
            flag = red_flags.raise_red_flag(self.session, {
                "kind": kind, "company_id": self.crafts[at].id, "owner_id": self.advisors[1].id,
                "raised_on": on, "due_on": on + timedelta(14), "jobs_claimed": 5,
            })  # fmt: skip
            red_flags.close(flag, RedFlagOutcome.AVERTED, on + timedelta(60))

    def _log(
        self, kind: InteractionKind, on: date, firms: list[Company], lead: Advisor, **more: Any
    ) -> Interaction:
        self.made += 1
        return log_interaction(self.session, {
            "kind": kind, "status": InteractionStatus.HELD, "happened_on": on, "lead_id": lead.id,
            "participations": [{"company_id": firm.id} for firm in firms], **more,
        })  # fmt: skip

    def _by(self, model: Any, key: Any) -> dict[str, Any]:
        return {getattr(row, key.key): row for row in self.session.scalars(select(model))}

    def _ensured(self, model: Any, key: str, wanted: dict[str, dict[str, Any]]) -> dict[str, Any]:
        known = self._by(model, getattr(model, key))
        for name, columns in wanted.items():
            if name not in known:
                known[name] = model(**{key: name}, **columns)
                self.session.add(known[name])
        self.session.flush()
        return {name: known[name] for name in wanted}


def _days(number: int) -> Iterator[date]:
    """Spread over the years, on working days."""
    step = (statement.LAST - statement.FIRST).days // number
    for at in range(number):
        day = statement.FIRST + timedelta(at * step)
        while not OFFICE.days.is_working(day):
            day += timedelta(1)
        yield day
