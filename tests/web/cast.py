"""The fixed cast of the web tests: who they are and what there is in their city."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_appbuilder.security.sqla.models import Role
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.security import generate_password_hash

from crm.enums import AssignmentRole, InquiryChannel, InteractionKind, SizeBand
from crm.models import (
    Absence,
    Advisor,
    AdvisorAssignment,
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
    Site,
    Team,
    TeamMembership,
    Topic,
)
from crm.models.base import utc_now
from crm.permissions import ADMINISTRATOR, ADVISOR, COUNTER, REPORTING, TEAM_LEAD
from crm.rules.working_days import WorkingDays
from crm.services.inquiries import Office, change

OFFICE = Office(WorkingDays("ST"))
PASSWORD = "drei-kleine-brote"
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
    today = date.today()
    teams = {
        c: Team(code=c, name=n)
        for c, n in (("bestand", "Bestandsbetreuung"), ("akquise", "Akquise"))
    }
    advisors = {}
    for name, team, leads in (
        ("anna", "bestand", False),
        ("lena", "bestand", True),
        ("bernd", "akquise", False),
    ):
        advisors[name] = Advisor(
            name=LOGINS[name][1], email=f"{name}@example.org", user_id=logins[name]
        )
        membership = TeamMembership(team=teams[team], is_leader=leads, valid_from=date(2020, 1, 1))
        advisors[name].memberships.append(membership)
    old_town = District(number="01", name="Altstadt")
    financing = Topic(code="financing", name="Finanzierung", name_en="Financing")
    bakery = Company(
        name="Bäckerei Lüdecke GmbH", register_number="HRB 4711", founded_on=date(2001, 5, 1)
    )
    forwarder = Company(name="Elbe Spedition KG", founded_on=date(1995, 1, 1))
    for company, band, wz, section, street in (
        (bakery, SizeBand.FROM_4, "10.71", "C", "Breiter Weg"),
        (forwarder, SizeBand.FROM_50, "49.41", "H", "Hafenstraße"),
    ):
        company.sites.append(
            Site(
                street=street,
                house_number="7",
                postcode="39104",
                city="Magdeburg",
                district=old_town,
                latitude=52.13,
                longitude=11.63,
            )
        )
        company.facts.append(
            CompanyFact(
                size_band=band,
                wz_code=wz,
                wz_edition="2008",
                wz_section=section,
                valid_from=date(2020, 1, 1),
                source="test",
            )
        )
    baker = Person(first_name="Karin", last_name="Lüdecke")
    bakery.positions.append(Position(person=baker, function="Inhaberin"))
    care = Responsibility(advisor=advisors["anna"], district=old_town, valid_from=date(2020, 1, 1))
    visit = _contact(InteractionKind.VISIT, bakery, advisors["anna"], notes="Ofen zu alt")
    visit.participations[0].persons.append(baker)
    visit.topics.append(financing)
    secret = _contact(
        InteractionKind.CONSULTATION, forwarder, advisors["bernd"], notes="GEHEIM-Insolvenz"
    )
    secret.is_confidential = True
    promise = FollowUp(
        promise="Förderliste schicken",
        due_on=today,
        first_due_on=today,
        owner=advisors["anna"],
        company=bakery,
        interaction=visit,
    )
    hidden = FollowUp(
        promise="GEHEIM-Gespräch mit Bank",
        due_on=today,
        first_due_on=today,
        owner=advisors["bernd"],
        company=forwarder,
        interaction=secret,
    )
    asked = question(subject="Schild an der Fassade", company=bakery, topic=financing)
    counter = Partner(name="Bürgerbüro Nord", kind="citizens_office")
    spoken_to = PartnerContact(partner=counter, name="Ines Uhlig")
    rhythm = CareClass(code="Z", name="Selten", name_en="Rarely", months=24)
    long_ago = date(2020, 8, 3)
    away = Absence(advisor=advisors["bernd"], first_day=long_ago, last_day=long_ago)
    brochure = Material(title="Wegweiser", edition="2025", language="Deutsch", printed=1000)
    handed = Handout(material=brochure, partner=counter, handed_on=today, copies=3)
    session.add_all([bakery, forwarder, care, visit, secret, promise, hidden, asked, counter])
    campaign = Campaign(title="Sommeraktion", starts_on=date(2026, 6, 1), ends_on=date(2026, 8, 31),
                        frozen_at=utc_now())  # fmt: skip
    programme = FundingProgramme(name="Innenstadtprogramm", giver="Stadt")
    advised = FundingCase(
        company=bakery, programme=programme, owner=advisors["anna"], discussed_on=date(2026, 3, 2)
    )
    session.add_all([brochure, handed, campaign, programme, advised])
    session.add_all([spoken_to, away, rhythm])
    session.flush()
    session.get_one(Login, logins["carla"]).partner = counter
    return Cast(
        bakery.id,
        forwarder.id,
        visit.id,
        secret.id,
        promise.id,
        financing.id,
        old_town.id,
        baker.id,
        asked.id,
        counter.id,
        brochure.id,
        programme.id,
        advised.id,
        {name: advisor.id for name, advisor in advisors.items()},
    )


def question(**values: Any) -> Inquiry:
    """An inquiry that came in just now and that nobody has taken yet."""
    told = {"subject": "Zuschuss", "channel": InquiryChannel.TELEPHONE, "received_at": utc_now()}
    inquiry = Inquiry(**told | values)
    change(OFFICE, inquiry, {})
    return inquiry


def _contact(kind: InteractionKind, company: Company, advisor: Advisor, notes: str) -> Interaction:
    contact = Interaction(kind=kind, happened_on=date(2026, 3, 2), notes=notes)
    contact.participations.append(Participation(company=company))
    contact.assignments.append(AdvisorAssignment(advisor=advisor, role=AssignmentRole.LEAD))
    return contact
