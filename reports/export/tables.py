"""The tables of the export, in reading order. docs/export.md is made from this."""

from reports.export import campaigns, contacts, firms, inquiries, office

TABLES = (
    firms.COMPANIES,
    firms.SITES,
    firms.COMPANY_FACTS,
    contacts.INTERACTIONS,
    contacts.PARTICIPATIONS,
    contacts.ADVISOR_ASSIGNMENTS,
    office.ADVISORS,
    office.TEAM_MEMBERSHIPS,
    office.TEAMS,
    office.RESPONSIBILITIES,
    office.DISTRICTS,
    office.TOPICS,
    contacts.INTERACTION_TOPICS,
    contacts.FOLLOW_UPS,
    inquiries.INQUIRIES,
    inquiries.INQUIRY_PAUSES,
    inquiries.INQUIRY_HANDOVERS,
    inquiries.JOINT_EVALUATIONS,
    inquiries.PARTNERS,
    *campaigns.ALL,
    office.IMPORT_BATCHES,
    firms.PERSONS,
    firms.POSITIONS,
    contacts.PARTICIPATION_PERSONS,
    office.SOURCE_RECORDS,
)
