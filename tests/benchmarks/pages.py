"""The pages that people use all day, with addresses of rows that make them work hardest."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from crm.enums import InteractionKind
from crm.models import (
    Booking,
    CampaignTarget,
    FairStand,
    FollowUp,
    FundingCase,
    Inquiry,
    Interaction,
    Participation,
    Position,
    RedFlag,
    Slot,
    Venture,
)
from tests.benchmarks.measure import FRAGMENT, TYPO

ADVISOR, TEAM_LEAD, ADMINISTRATOR = "beraterin", "teamleitung", "verwaltung"
COUNTER = "buergerbuero"


@dataclass(frozen=True)
class PageUnderTest:
    name: str
    login: str
    address: str


def pages(engine: Engine, today: date) -> list[PageUnderTest]:
    with Session(engine) as session:
        return [PageUnderTest(*row) for row in _rows(_Busiest(session), today)]


class _Busiest:
    """Ids of the rows with the most that belongs to them."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.firm, self.contacts = self._most(Participation.company_id)
        self.gathering, self.participants = self._most(Participation.interaction_id)
        self.person, _positions = self._most(Position.person_id)
        self.visit = session.scalar(
            select(func.max(Interaction.id)).where(Interaction.kind == InteractionKind.VISIT)
        )
        self.partner, _forwarded = self._most(Inquiry.partner_id)
        self.inquiry = session.scalar(select(func.max(Inquiry.id)))
        open_to_all = RedFlag.is_confidential.is_(False) & RedFlag.interaction_id.is_not(None)
        self.red_flag = session.scalar(select(func.max(RedFlag.id)).where(open_to_all))
        self.material, _asked = self._most(Inquiry.material_id)
        self.campaign, self.targets = self._most(CampaignTarget.campaign_id)
        self.case = session.scalar(select(func.max(FundingCase.id)))
        self.venture = session.scalar(select(func.max(Venture.id)))
        self.fair = session.scalar(select(func.max(FairStand.interaction_id)))
        self.booking = session.scalar(select(func.max(Booking.id)))
        self.consulting_day = session.scalar(
            select(Slot.interaction_id).join(Booking).where(Booking.id == self.booking)
        )
        self.follow_up = session.scalar(select(func.max(FollowUp.id)))

    def _most(self, column) -> tuple[int, int]:  # type: ignore[no-untyped-def]
        count = func.count()
        query = select(column, count).where(column.is_not(None)).group_by(column)
        return tuple(self.session.execute(query.order_by(count.desc()).limit(1)).one())  # type: ignore[return-value]


def _rows(most: _Busiest, today: date) -> list[tuple[str, str, str]]:
    year = f"from={today.year - 1}-01-01&to={today.year - 1}-12-31"
    firm = f"/companies/{most.firm}"
    return [
        ("my day", ADVISOR, "/day/"),
        ("my day of a team lead", TEAM_LEAD, "/day/"),
        ("type-ahead", ADVISOR, f"/search/suggest?q={FRAGMENT}"),
        ("type-ahead with slips", ADVISOR, f"/search/suggest?q={TYPO}"),
        ("find a firm", ADVISOR, f"/search/?q={FRAGMENT}"),
        ("find a firm with slips", ADVISOR, f"/search/?q={TYPO}"),
        (f"firm with {most.contacts} contacts", ADVISOR, firm),
        ("its page 40", ADVISOR, f"{firm}?page=40"),
        ("visit form", ADVISOR, "/contacts/new/visit"),
        ("visit form of that firm", ADVISOR, f"/contacts/new/visit?company={most.firm}"),
        ("a visit", ADVISOR, f"/contacts/{most.visit}"),
        ("a visit to change", ADMINISTRATOR, f"/contacts/{most.visit}/edit"),
        (f"gathering of {most.participants}", ADVISOR, f"/gatherings/{most.gathering}"),
        ("firm list", ADVISOR, "/companies/"),
        ("firm list, 100 a page", ADVISOR, "/companies/?size=100"),
        ("firm list by last contact", ADVISOR, "/companies/?order=last_contact"),
        ("firm list, the latest first", ADVISOR, "/companies/?order=last_contact&direction=desc"),
        ("firm list, found by name", ADVISOR, f"/companies/?q={FRAGMENT}"),
        ("firm list, small in one sector", ADVISOR, "/companies/?size_class=small_firms&section=F"),
        ("workload", TEAM_LEAD, "/workload/"),
        ("own report", ADVISOR, "/reports/own/"),
        ("own report by district", TEAM_LEAD, f"/reports/own/?measure=coverage&by=district&{year}"),
        ("own report, cut", TEAM_LEAD, f"/reports/own/?by=district&by=section&by=team&{year}"),
        ("own report, most links", TEAM_LEAD, f"/reports/own/?by=size_class&by=section&{year}"),
        ("saved reports", TEAM_LEAD, "/reports/own/saved/"),
        ("firm list, never spoken to", ADVISOR, "/companies/?never=1&size_class=micro"),
        ("firm list, page 40", ADVISOR, "/companies/?page=40"),
        ("contact list", ADVISOR, "/contacts/"),
        ("contact list, 100 a page", ADVISOR, "/contacts/?size=100"),
        ("contact list, mine", ADVISOR, "/contacts/?mine=1"),
        ("contact list, visits of a team", TEAM_LEAD, "/contacts/?kind=visit&team=1"),
        ("gathering list", ADVISOR, "/gatherings/"),
        ("series of gatherings", ADVISOR, "/gatherings/series/"),
        ("who comes to gatherings", ADVISOR, "/gatherings/guests/"),
        ("who never comes", ADVISOR, "/gatherings/guests/?who=never"),
        ("turnout", TEAM_LEAD, f"/gatherings/turnout/?{year}"),
        ("preparation of a gathering", ADVISOR, f"/gatherings/{most.gathering}/plan"),
        ("whom to invite", ADMINISTRATOR, f"/gatherings/{most.gathering}/invite"),
        (
            "never reached, to invite",
            ADMINISTRATOR,
            f"/gatherings/{most.gathering}/invite?size_class=small_firms&unreached=1",
        ),
        ("letters to firms", ADMINISTRATOR, f"/gatherings/{most.gathering}/letters"),
        ("the door", ADMINISTRATOR, f"/gatherings/{most.gathering}/door?all=1"),
        ("follow-up list", ADVISOR, "/follow-ups/"),
        ("follow-up list of everybody", TEAM_LEAD, "/follow-ups/?owner=all&status=all&size=100"),
        ("red flag list", ADVISOR, "/red-flags/?state=all&size=100"),
        ("suggested red flags", TEAM_LEAD, "/red-flags/suggested/?state=all&size=50"),
        ("firms in care", TEAM_LEAD, "/portfolio/?advisor=team"),
        ("hand-overs", ADMINISTRATOR, "/hand-overs/"),
        ("hand over everything", ADMINISTRATOR, "/hand-overs/of/1"),
        ("targets", TEAM_LEAD, "/targets/"),
        ("a red flag", ADVISOR, f"/red-flags/{most.red_flag}"),
        ("red flag form", ADVISOR, f"/red-flags/new?company={most.firm}"),
        ("follow-up rate", TEAM_LEAD, f"/follow-ups/rate/?{year}"),
        ("slots of a consulting day", ADVISOR, f"/gatherings/{most.consulting_day}/slots"),
        ("its sheet", ADVISOR, f"/gatherings/{most.consulting_day}/slots/sheet"),
        ("a booking", ADVISOR, f"/gatherings/{most.consulting_day}/bookings/{most.booking}"),
        ("days anybody may book", ADVISOR, "/sprechtag/"),
        ("founders", ADVISOR, "/founders/?size=100"),
        ("a founder", ADVISOR, f"/founders/{most.venture}"),
        ("consulting days in figures", TEAM_LEAD, f"/founders/figures/?{year}"),
        ("a fair's preparation", ADVISOR, f"/gatherings/{most.fair}/fair"),
        ("contacts at its stand", ADVISOR, f"/gatherings/{most.fair}/stand/contacts"),
        ("inquiry board", ADVISOR, "/inquiries/"),
        ("inquiry list", ADVISOR, "/inquiries/list/?state=all&size=100"),
        ("an inquiry", ADVISOR, f"/inquiries/{most.inquiry}"),
        ("inquiry form", ADVISOR, "/inquiries/new"),
        ("visit form of an inquiry", ADVISOR, f"/contacts/new/visit?inquiry={most.inquiry}"),
        ("response times", TEAM_LEAD, f"/inquiries/response/?{year}"),
        ("partner list", ADVISOR, "/partners/"),
        ("a partner", ADVISOR, f"/partners/{most.partner}"),
        ("joint evaluation", ADVISOR, f"/evaluations/{most.partner}/{today.year}-Q1"),
        ("brochures", ADVISOR, "/materials/?state=all"),
        ("a brochure", ADVISOR, f"/materials/{most.material}"),
        ("campaigns", ADVISOR, "/campaigns/?state=all"),
        (f"campaign for {most.targets} firms", ADVISOR, f"/campaigns/{most.campaign}"),
        ("its target list", ADVISOR, f"/campaigns/targets/?campaign={most.campaign}&size=100"),
        ("funding consultations", ADVISOR, "/funding/?size=100"),
        ("a funding consultation", ADVISOR, f"/funding/{most.case}"),
        ("campaigns and brochures", TEAM_LEAD, f"/materials/yield/?{year}"),
        ("funding in figures", TEAM_LEAD, f"/funding/figures/?{year}"),
        ("counter of another office", COUNTER, f"/counter/?q={FRAGMENT}"),
        ("people list", ADVISOR, "/people/"),
        ("people list, found by name", ADVISOR, "/people/?q=müler"),
        ("a person", ADVISOR, f"/people/{most.person}"),
        ("board of the office", TEAM_LEAD, "/boards/office/"),
        ("board of a team", TEAM_LEAD, "/boards/team/"),
        ("own board", TEAM_LEAD, "/boards/me/"),
        ("board of a district", TEAM_LEAD, "/boards/district/"),
        ("dashboard", TEAM_LEAD, "/coverage/"),
        (
            "dashboard, last year, small firms",
            TEAM_LEAD,
            f"/coverage/?{year}&size_class=small_firms",
        ),
        ("firms behind a figure", TEAM_LEAD, f"/coverage/firms?{year}&contact=none"),
        ("never reached", TEAM_LEAD, "/coverage/never"),
        ("movements of a month", ADVISOR, f"/register/movements/?month={today:%Y-%m}&size=100"),
        ("order of trust", ADMINISTRATOR, "/administration/trust/"),
        ("reports", TEAM_LEAD, "/reports/"),
        ("responsibilities", TEAM_LEAD, "/administration/responsibilities/list/"),
        ("logins", ADMINISTRATOR, "/administration/users/list/"),
    ]
