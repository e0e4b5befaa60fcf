"""The tables of the export, in reading order. docs/export.md is made from this."""

from reports.export import contacts, firms, inquiries, office, promises

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
    promises.FOLLOW_UP_MOVES,
    promises.FOLLOW_UP_HANDOVERS,
    promises.RED_FLAGS,
    promises.RED_FLAG_SUGGESTIONS,
    inquiries.INQUIRIES,
    inquiries.INQUIRY_PAUSES,
    inquiries.INQUIRY_HANDOVERS,
    inquiries.JOINT_EVALUATIONS,
    inquiries.PARTNERS,
    office.IMPORT_BATCHES,
    firms.PERSONS,
    firms.POSITIONS,
    contacts.PARTICIPATION_PERSONS,
    office.SOURCE_RECORDS,
)
