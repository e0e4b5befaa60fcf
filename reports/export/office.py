"""Exported: the office and its lists, and what came from registers."""

from crm.models import (
    Advisor,
    CareClass,
    District,
    ImportBatch,
    OfficialCount,
    Responsibility,
    SavedReport,
    SourceRecord,
    SourceTrust,
    Team,
    TeamMembership,
    Topic,
    TrustChange,
)
from reports.export.table import Column as C
from reports.export.table import Table
from reports.export.todays_team import todays_team

ADVISORS = Table(
    "advisors",
    "Who advises. What team a contact belongs to follows from team_memberships on its day.",
    (
        C("id", Advisor.id, "Number of the advisor"),
        C("team", todays_team(), "Code of the team on the day of the export; empty: none"),
        C("name", Advisor.name, "Name", personal=True),
        C("email", Advisor.email, "E-mail", personal=True),
        C("phone", Advisor.phone, "Telephone", personal=True),
        C("created_at", Advisor.created_at, "When the row was made, UTC"),
        C("changed_at", Advisor.changed_at, "When the row was changed last, UTC"),
    ),
    order=(Advisor.id,),
)
TEAM_MEMBERSHIPS = Table(
    "team_memberships",
    "Who is in which team, and for how long.",
    (
        C("id", TeamMembership.id, "Number of the row"),
        C("advisor_id", TeamMembership.advisor_id, "The advisor"),
        C("team", Team.code, "Code of the team"),
        C("is_leader", TeamMembership.is_leader, "Whether the advisor leads the team"),
        C("valid_from", TeamMembership.valid_from, "First day"),
        C("valid_to", TeamMembership.valid_to, "Last day; empty: still"),
        C("created_at", TeamMembership.created_at, "When the row was made, UTC"),
        C("changed_at", TeamMembership.changed_at, "When the row was changed last, UTC"),
    ),
    order=(TeamMembership.id,),
    rows_of=TeamMembership.__table__.join(Team.__table__),
)
TEAMS = Table(
    "teams",
    "The office's teams.",
    (
        C("id", Team.id, "Number of the team"),
        C("code", Team.code, "Code"),
        C("name", Team.name, "Name"),
    ),
    order=(Team.id,),
)
RESPONSIBILITIES = Table(
    "responsibilities",
    "What an advisor has in care: one of district, section, topic or company.",
    (
        C("id", Responsibility.id, "Number of the row"),
        C("advisor_id", Responsibility.advisor_id, "The advisor"),
        C("district_number", District.number, "Official number of the district"),
        C("wz_section", Responsibility.wz_section, "Letter of the section"),
        C("topic", Topic.code, "Code of the topic"),
        C("company_id", Responsibility.company_id, "The company"),
        C("care_class", CareClass.code, "Code of the class in which a company is in care"),
        C("is_public", Responsibility.is_public, "Whether the public may see it"),
        C("valid_from", Responsibility.valid_from, "First day"),
        C("valid_to", Responsibility.valid_to, "Last day; empty: still"),
        C("created_at", Responsibility.created_at, "When the row was made, UTC"),
        C("changed_at", Responsibility.changed_at, "When the row was changed last, UTC"),
    ),
    order=(Responsibility.id,),
    rows_of=Responsibility.__table__.outerjoin(District.__table__)
    .outerjoin(Topic.__table__, Responsibility.topic_id == Topic.id)
    .outerjoin(CareClass.__table__, Responsibility.care_class_id == CareClass.id),
)
CARE_CLASSES = Table(
    "care_classes",
    "How often firms in care are spoken to.",
    (
        C("code", CareClass.code, "Code"),
        C("name", CareClass.name, "Name"),
        C("name_en", CareClass.name_en, "English name"),
        C("months", CareClass.months, "Months between two individual contacts"),
        C("id", CareClass.id, "Number of the row"),
    ),
    order=(CareClass.id,),
)
DISTRICTS = Table(
    "districts",
    "The parts of the city.",
    (
        C("number", District.number, "Official number, as text"),
        C("name", District.name, "Name"),
        C("area_hectares", District.area_hectares, "Area"),
        C("inhabitants", District.inhabitants, "People who live there"),
        C("id", District.id, "Number of the row"),
        C("geometry", District.geometry, "Outline, GeoJSON, WGS 84"),
    ),
    order=(District.id,),
)
OFFICIAL_COUNTS = Table(
    "official_counts",
    "How many firms the statistics office counted. Of several of the same the last row holds.",
    (
        C("id", OfficialCount.id, "Number of the row"),
        C("counted", OfficialCount.counted, "ihk, craft, craft_statistics"),
        C("year", OfficialCount.year, "Counted at its end"),
        C("area", OfficialCount.area, "city, district, unassigned"),
        C("district_number", District.number, "Official number of the district"),
        C("part", OfficialCount.part, "Group of sections of WZ 2008 or size; empty: all firms"),
        C("value", OfficialCount.value, "Firms; empty: confidential"),
        C("table_id", OfficialCount.table_id, "The table that said so"),
    ),
    order=(OfficialCount.id,),
    rows_of=OfficialCount.__table__.outerjoin(District.__table__),
)
TOPICS = Table(
    "topics",
    "What contacts can be about; the office extends the list.",
    (
        C("id", Topic.id, "Number of the topic"),
        C("code", Topic.code, "Code"),
        C("name", Topic.name, "German name"),
        C("name_en", Topic.name_en, "English name"),
        C("position", Topic.position, "Place in lists"),
        C("keywords", Topic.keywords, "Other words by which people ask for it"),
    ),
    order=(Topic.id,),
)
IMPORT_BATCHES = Table(
    "import_batches",
    "Files taken in: registers, tables of firms, lists of contacts.",
    (
        C("id", ImportBatch.id, "Number of the import"),
        C("source", ImportBatch.source, "Code of the register"),
        C("file_name", ImportBatch.file_name, "Name of the file"),
        C("sha256", ImportBatch.sha256, "Fingerprint of the file"),
        C("rows_are", ImportBatch.rows_are, "firms, contacts"),
        C(
            "as_of",
            ImportBatch.as_of,
            "Day from which what it says holds; of contacts that of the first",
        ),
        C("is_gone_list", ImportBatch.is_gone_list, "Whether it lists firms that are gone"),
        C("is_full_list", ImportBatch.is_full_list, "Whether it names all firms"),
        C("is_replay", ImportBatch.is_replay, "Whether kept rows were read again, without a file"),
        C("status", ImportBatch.status, "running, done, failed"),
        C("read", ImportBatch.read, "Rows read"),
        C("created", ImportBatch.created, "Firms or contacts created"),
        C("updated", ImportBatch.updated, "Firms updated"),
        C("unchanged", ImportBatch.unchanged, "Rows that changed nothing"),
        C("ended", ImportBatch.ended, "Firms ended"),
        C("refused", ImportBatch.refused, "Rows refused"),
        C("finished_at", ImportBatch.finished_at, "When it was finished, UTC"),
        C("undone_at", ImportBatch.undone_at, "When it was taken back, UTC; empty: it stands"),
    ),
    order=(ImportBatch.id,),
)
SOURCE_TRUST = Table(
    "source_trust",
    "How far sources are believed; those that are missing are of rank 1.",
    (
        C("source", SourceTrust.source, "Code of the source; people: what was entered by hand"),
        C("rank", SourceTrust.rank, "1 is believed before 2; of equals, whoever spoke last"),
        C("changed_at", SourceTrust.changed_at, "When the row was changed last, UTC"),
    ),
    order=(SourceTrust.id,),
)
TRUST_CHANGES = Table(
    "trust_changes",
    "When the order of trust was changed, and what came of it.",
    (
        C("id", TrustChange.id, "Number of the change"),
        C("before", TrustChange.before, "Sources, the most trusted first; equals joined by ="),
        C("after", TrustChange.after, "The same, afterwards"),
        C("firms", TrustChange.firms, "How many firms have another size or sector since"),
        C("created_at", TrustChange.created_at, "When, UTC"),
    ),
    order=(TrustChange.id,),
)
SAVED_REPORTS = Table(
    "saved_reports",
    "What people ask for often: own reports, under the names that they gave them.",
    (
        C("id", SavedReport.id, "Number of the report"),
        C("name", SavedReport.name, "Name"),
        C("choice", SavedReport.choice, "Measure, dimensions, filters and period, JSON"),
        C("is_shared", SavedReport.is_shared, "Whether the owner's team reads it"),
        C("created_at", SavedReport.created_at, "When the row was made, UTC"),
        C("changed_at", SavedReport.changed_at, "When the row was changed last, UTC"),
    ),
    order=(SavedReport.id,),
)
SOURCE_RECORDS = Table(
    "source_records",
    "Every register row as it came, and the company it became; of lists of contacts, the contact.",
    (
        C("id", SourceRecord.id, "Number of the row here"),
        C("batch_id", SourceRecord.batch_id, "The import"),
        C("row_number", SourceRecord.row_number, "Line in the file, the header is line 1"),
        C("source", SourceRecord.source, "Code of the register"),
        C("key", SourceRecord.key, "Number of the firm in the register"),
        C("outcome", SourceRecord.outcome, "created, updated, unchanged, ended, refused"),
        C("company_id", SourceRecord.company_id, "The company"),
        C("interaction_id", SourceRecord.interaction_id, "The contact, of a list of contacts"),
        C("column", SourceRecord.column, "Column that was refused"),
        C("value", SourceRecord.value, "Value that was refused"),
        C("reason", SourceRecord.reason, "Why it was refused"),
        C("raw", SourceRecord.raw, "The row, JSON; of contacts only where it was refused"),
    ),
    order=(SourceRecord.id,),
    personal=True,
)
