"""The fixed cast of the web tests: who they are and what there is in their city."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_appbuilder.security.sqla.models import Role
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.security import generate_password_hash

from crm.enums import AssignmentRole, InquiryChannel, InteractionKind, SizeBand, TargetMeasure
from crm.models import (
    Absence,
    Advisor,
    AdvisorAssignment,
    Annotation,
    Campaign,
    CareClass,
    Company,
    CompanyFact,
    District,
    FollowUp,
    FundingCase,
    FundingProgramme,
    Handout,
    Inquiry,
    Interaction,
    Login,
    Material,
    Participation,
    Partner,
    PartnerContact,
    Person,
    Position,
    Responsibility,
    SavedReport,
    Site,
    Target,
    Team,
    TeamMembership,
    TextBlock,
    Topic,
)
from crm.models.base import Base, utc_now
from crm.permissions import ADMINISTRATOR, ADVISOR, COUNTER, REPORTING, TEAM_LEAD
from crm.rules.working_days import WorkingDays
from crm.services.inquiries import Office, change

OFFICE = Office(WorkingDays("ST"))
PASSWORD = "drei-kleine-brote"
LONG_AGO = date(2020, 1, 1)
CHEAP_HASH = generate_password_hash(PASSWORD, method="pbkdf2:sha256:1")
LOGINS = {
    "anna": (ADVISOR, "Anna Beier"),
    "bernd": (ADVISOR, "Bernd Colditz"),
    "lena": (TEAM_LEAD, "Lena Dorn"),
    "ruth": (REPORTING, "Ruth Ebel"),
    "carla": (COUNTER, "Carla Gans"),
    "vera": (ADMINISTRATOR, "Vera Fink"),
}


@dataclass
class Cast:
    """Ids of what everybody talks about. Anna and Lena are in team Bestandsbetreuung, which Lena
    leads; Bernd is in Akquise. The confidential consultation is Bernd's."""

    bakery: int
    forwarder: int
    visit: int
    confidential: int
    follow_up: int
    topic: int
    district: int
    baker: int
    inquiry: int
    counter: int
    material: int
    programme: int
    case: int
    advisors: dict[str, int]


def add_logins(session: Session) -> dict[str, int]:
    roles = {role.name: role for role in session.scalars(select(Role))}
    ids = {}
    for name, (role, full_name) in LOGINS.items():
        first, _, last = full_name.partition(" ")
        login = Login(
            username=name,
            first_name=first,
            last_name=last,
            email=f"{name}@example.org",
            active=True,
            password=CHEAP_HASH,
            roles=[roles[role]],
        )
        session.add(login)
        session.flush()
        ids[name] = login.id
    return ids


def add_city(session: Session, logins: dict[str, int]) -> Cast:
    """Two firms in one district, what was said to them and promised, and one of all else."""
    advisors = _advisors(logins)
    district = District(number="01", name="Altstadt")
    financing = Topic(code="financing", name="Finanzierung", name_en="Financing")
    bakery, forwarder = _firms(district)
    baker = Person(first_name="Karin", last_name="Lüdecke")
    bakery.positions.append(Position(person=baker, function="Inhaberin"))
    visit, secret = _spoken(bakery, forwarder, advisors)
    visit.participations[0].persons.append(baker)
    visit.topics.append(financing)
    promise = _promised("Förderliste schicken", visit, advisors["anna"], bakery)
    hidden = _promised("GEHEIM-Gespräch mit Bank", secret, advisors["bernd"], forwarder)
    care = Responsibility(advisor=advisors["anna"], district=district, valid_from=LONG_AGO)
    asked = question(subject="Schild an der Fassade", company=bakery, topic=financing)
    counter = Partner(name="Bürgerbüro Nord", kind="citizens_office")
    spoken_to = PartnerContact(partner=counter, name="Ines Uhlig")
    session.add_all([bakery, forwarder, care, visit, secret, promise, hidden, asked, counter])
    session.add_all(
        [spoken_to, TextBlock(title="Zu den Kammern", text="Abgestimmt mit den Kammern.")]
    )
    brochure, programme, advised = _offered(session, bakery, counter, advisors["anna"])
    session.add_all(_planned(advisors))
    session.add(
        SavedReport(
            owner_id=logins["vera"],
            name="Anfragen im Monat",
            choice='{"measure": "response", "by": ["month"], "period": "last_year"}',
        )
    )
    session.flush()
    session.get_one(Login, logins["carla"]).partner = counter
    return Cast(
        bakery=bakery.id, forwarder=forwarder.id, visit=visit.id, confidential=secret.id,
        follow_up=promise.id, topic=financing.id, district=district.id, baker=baker.id,
        inquiry=asked.id, counter=counter.id, material=brochure.id, programme=programme.id,
        case=advised.id, advisors={name: advisor.id for name, advisor in advisors.items()},
    )  # fmt: skip


def _advisors(logins: dict[str, int]) -> dict[str, Advisor]:
    care = Team(code="bestand", name="Bestandsbetreuung")
    new_firms = Team(code="akquise", name="Akquise")
    advisors = {}
    for name, team, leads in (
        ("anna", care, False), ("lena", care, True), ("bernd", new_firms, False)
    ):  # fmt: skip
        advisor = Advisor(
            name=LOGINS[name][1], email=f"{name}@example.org", user_id=logins[name],
            memberships=[TeamMembership(team=team, is_leader=leads, valid_from=LONG_AGO)],
        )  # fmt: skip
        advisors[name] = advisor
    return advisors


def _firms(district: District) -> tuple[Company, Company]:
    bakery = Company(
        name="Bäckerei Lüdecke GmbH", register_number="HRB 4711", founded_on=date(2001, 5, 1)
    )
    forwarder = Company(name="Elbe Spedition KG", founded_on=date(1995, 1, 1))
    _settle(bakery, district, "Breiter Weg", SizeBand.FROM_4, ("C", "10.71"))
    _settle(forwarder, district, "Hafenstraße", SizeBand.FROM_50, ("H", "49.41"))
    return bakery, forwarder


def _settle(
    company: Company, district: District, street: str, band: SizeBand, sector: tuple[str, str]
) -> None:
    section, code = sector
    company.sites.append(
        Site(street=street, house_number="7", postcode="39104", city="Magdeburg",
             district=district, latitude=52.13, longitude=11.63)
    )  # fmt: skip
    company.facts.append(
        CompanyFact(size_band=band, wz_code=code, wz_edition="2008", wz_section=section,
                    valid_from=LONG_AGO, source="test")
    )  # fmt: skip


def _spoken(
    bakery: Company, forwarder: Company, advisors: dict[str, Advisor]
) -> tuple[Interaction, Interaction]:
    visit = _contact(InteractionKind.VISIT, bakery, advisors["anna"], notes="Ofen zu alt")
    secret = _contact(
        InteractionKind.CONSULTATION, forwarder, advisors["bernd"], notes="GEHEIM-Insolvenz"
    )
    secret.is_confidential = True
    return visit, secret


def _contact(kind: InteractionKind, company: Company, advisor: Advisor, notes: str) -> Interaction:
    contact = Interaction(kind=kind, happened_on=date(2026, 3, 2), notes=notes)
    contact.participations.append(Participation(company=company))
    contact.assignments.append(AdvisorAssignment(advisor=advisor, role=AssignmentRole.LEAD))
    return contact


def _promised(promise: str, at: Interaction, owner: Advisor, company: Company) -> FollowUp:
    due_on = date.today()
    return FollowUp(promise=promise, due_on=due_on, first_due_on=due_on, owner=owner,
                    company=company, interaction=at)  # fmt: skip


def _offered(
    session: Session, bakery: Company, counter: Partner, advisor: Advisor
) -> tuple[Material, FundingProgramme, FundingCase]:
    """A brochure at the counter, a campaign, a programme and what came of it."""
    brochure = Material(title="Wegweiser", edition="2025", language="Deutsch", printed=1000)
    handed = Handout(material=brochure, partner=counter, handed_on=date.today(), copies=3)
    campaign = Campaign(title="Sommeraktion", starts_on=date(2026, 6, 1), ends_on=date(2026, 8, 31),
                        frozen_at=utc_now())  # fmt: skip
    programme = FundingProgramme(name="Innenstadtprogramm", giver="Stadt")
    advised = FundingCase(
        company=bakery, programme=programme, owner=advisor, discussed_on=date(2026, 3, 2)
    )
    session.add_all([brochure, handed, campaign, programme, advised])
    return brochure, programme, advised


def _planned(advisors: dict[str, Advisor]) -> list[Base]:
    """Absence, care, a target and a note on a day."""
    past = date(2020, 8, 3)
    team = advisors["anna"].memberships[0].team
    return [
        Annotation(first_day=date(2026, 6, 1), text="Sommeraktion beginnt"),
        Absence(advisor=advisors["bernd"], first_day=past, last_day=past),
        CareClass(code="Z", name="Selten", name_en="Rarely", months=24),
        Target(team=team, measure=TargetMeasure.VISITS, first_day=past, last_day=past, goal=1),
    ]


def question(**values: Any) -> Inquiry:
    """An inquiry that came in just now and that nobody has taken yet."""
    told = {"subject": "Zuschuss", "channel": InquiryChannel.TELEPHONE, "received_at": utc_now()}
    inquiry = Inquiry(**told | values)
    change(OFFICE, inquiry, {})
    return inquiry
