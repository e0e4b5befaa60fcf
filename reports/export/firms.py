"""Exported: firms, their sites, size and sector, people."""

from crm.models import Company, CompanyFact, District, Person, Position, Site
from reports.export.table import Column as C
from reports.export.table import Table

COMPANIES = Table(
    "companies",
    "The legal units. Whether one is active follows from its dates and its sites.",
    (
        C("id", Company.id, "Number of the company, never given again"),
        C(
            "name",
            Company.name,
            "Empty where a register gave none. A sole trader's is a person's name",
        ),
        C("chamber", Company.chamber, "ihk, hwk, both, none, unknown"),
        C("is_craft", Company.is_craft, "Whether it is a craft business"),
        C("founded_on", Company.founded_on, "First day; empty: not known, long ago"),
        C("ended_on", Company.ended_on, "Last day; empty: exists"),
        C("merged_into_id", Company.merged_into_id, "The company that counts in its place"),
        C("legal_form", Company.legal_form, "As registered"),
        C("register_number", Company.register_number, "As registered"),
        C("is_sideline", Company.is_sideline, "Whether it is run beside a job"),
        C("end_reason", Company.end_reason, "Why it ended"),
        C("website", Company.website, "Address of its website"),
        C("phone", Company.phone, "Telephone", personal=True),
        C("email", Company.email, "E-mail", personal=True),
        C("description", Company.description, "Free text", personal=True),
        C("created_at", Company.created_at, "When the row was made, UTC"),
        C("changed_at", Company.changed_at, "When the row was changed last, UTC"),
    ),
    order=(Company.id,),
)
SITES = Table(
    "sites",
    "Where companies work. A company may have several.",
    (
        C("id", Site.id, "Number of the site"),
        C("company_id", Site.company_id, "Its company"),
        C("kind", Site.kind, "main, branch"),
        C("district_number", District.number, "Official number; empty: not known"),
        C("valid_from", Site.valid_from, "First day; empty: as long as anybody knows"),
        C("valid_to", Site.valid_to, "Last day; empty: still"),
        C("street", Site.street, "Street"),
        C("house_number", Site.house_number, "House number with its letter"),
        C("postcode", Site.postcode, "Postcode, as text"),
        C("city", Site.city, "Town"),
        C("neighbourhood", Site.neighbourhood, "Street district, where there is no street"),
        C("latitude", Site.latitude, "Degrees north, WGS 84"),
        C("longitude", Site.longitude, "Degrees east, WGS 84"),
        C("created_at", Site.created_at, "When the row was made, UTC"),
        C("changed_at", Site.changed_at, "When the row was changed last, UTC"),
    ),
    order=(Site.id,),
    rows_of=Site.__table__.outerjoin(District.__table__),
)
COMPANY_FACTS = Table(
    "company_facts",
    "Size and sector from a day on. For a day, the last row from on or before it counts.",
    (
        C("company_id", CompanyFact.company_id, "Its company"),
        C("size_band", CompanyFact.size_band, "Headcount band: 0, 1-3, ..., 10000+, unknown"),
        C("employees", CompanyFact.employees, "Exact headcount, where known; figures use the band"),
        C("wz_code", CompanyFact.wz_code, "Branch in the official notation, such as 56.10.1"),
        C("wz_edition", CompanyFact.wz_edition, "Edition of the code: 2008, 2025"),
        C("valid_from", CompanyFact.valid_from, "From this day on"),
        C("valid_to", CompanyFact.valid_to, "Up to this day; empty: still"),
        C("id", CompanyFact.id, "Number of the row"),
        C("wz_section", CompanyFact.wz_section, "Letter of the section in that edition"),
        C("source", CompanyFact.source, "Who said so"),
        C("created_at", CompanyFact.created_at, "When the row was made, UTC"),
        C("changed_at", CompanyFact.changed_at, "When the row was changed last, UTC"),
    ),
    order=(CompanyFact.id,),
)
PERSONS = Table(
    "persons",
    "People at companies.",
    (
        C("id", Person.id, "Number of the person"),
        C("first_name", Person.first_name, "First name"),
        C("last_name", Person.last_name, "Last name"),
        C("title", Person.title, "Academic title"),
        C("email", Person.email, "E-mail"),
        C("phone", Person.phone, "Telephone"),
        C("mobile", Person.mobile, "Mobile telephone"),
        C("legal_basis", Person.legal_basis, "public_task, consent, contract (GDPR, Article 6)"),
        C("review_on", Person.review_on, "When keeping it is looked at again"),
        C("notes", Person.notes, "Free text"),
        C("created_at", Person.created_at, "When the row was made, UTC"),
        C("changed_at", Person.changed_at, "When the row was changed last, UTC"),
    ),
    order=(Person.id,),
    personal=True,
)
POSITIONS = Table(
    "positions",
    "What a person is at a company, and for how long.",
    (
        C("id", Position.id, "Number of the row"),
        C("person_id", Position.person_id, "The person"),
        C("company_id", Position.company_id, "The company"),
        C("function", Position.function, "What the person is there"),
        C("valid_from", Position.valid_from, "First day; empty: not known"),
        C("valid_to", Position.valid_to, "Last day; empty: still"),
        C("created_at", Position.created_at, "When the row was made, UTC"),
        C("changed_at", Position.changed_at, "When the row was changed last, UTC"),
    ),
    order=(Position.id,),
    personal=True,
)
