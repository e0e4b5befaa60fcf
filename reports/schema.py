"""The tables that figures read, as Ibis tables: one schema, whatever engine runs them.

They are not bound to a connection. A source compiles an expression over them to its engine's
SQL, so that one definition is one object everywhere.
"""

import ibis

COLUMNS: dict[str, dict[str, str]] = {
    "company": {
        "id": "int64",
        "founded_on": "date",
        "ended_on": "date",
        "merged_into_id": "int64",
        "chamber": "code",
        "is_craft": "boolean",
    },
    "site": {
        "id": "int64",
        "company_id": "int64",
        "district_id": "int64",
        "valid_from": "date",
        "valid_to": "date",
    },
    "company_fact": {
        "id": "int64",
        "company_id": "int64",
        "size_band": "code",
        "wz_edition": "code",
        "wz_section": "code",
        "valid_from": "date",
    },
    "interaction": {
        "id": "int64",
        "kind": "code",
        "status": "code",
        "happened_on": "date",
        "duration_minutes": "int64",
        "material_id": "int64",
        "campaign_id": "int64",
    },
    "participation": {
        "id": "int64",
        "interaction_id": "int64",
        "company_id": "int64",
        "status": "code",
    },
    "advisor_assignment": {"interaction_id": "int64", "advisor_id": "int64"},
    "advisor": {"id": "int64", "name": "string"},
    "team_membership": {
        "advisor_id": "int64",
        "team_id": "int64",
        "valid_from": "date",
        "valid_to": "date",
    },
    "team": {"id": "int64", "code": "string", "name": "string"},
    "district": {"id": "int64", "number": "string", "name": "string"},
    "official_count": {
        "id": "int64",
        "counted": "code",
        "year": "int64",
        "area": "code",
        "district_id": "int64",
        "part": "string",
        "value": "int64",
    },
    "inquiry": {
        "id": "int64",
        "company_id": "int64",
        "channel": "code",
        "partner_id": "int64",
        "topic_id": "int64",
        "owner_id": "int64",
        "material_id": "int64",
        "handed_out_by_id": "int64",
        "campaign_id": "int64",
        "received_on": "date",
        "closed_on": "date",
        "due_on": "date",
        "outcome": "code",
        "target_days": "int64",
        "reply_days": "int64",
        "acknowledged_days": "int64",
        "forwarded_days": "int64",
    },
    "follow_up": {
        "id": "int64",
        "company_id": "int64",
        "owner_id": "int64",
        "status": "code",
        "due_on": "date",
        "first_due_on": "date",
        "done_on": "date",
    },
    "red_flag": {
        "kind": "code",
        "outcome": "code",
        "raised_on": "date",
        "closed_on": "date",
        "jobs_claimed": "int64",
        "jobs_confirmed": "int64",
        "is_confidential": "boolean",
    },
    "slot": {"id": "int64", "interaction_id": "int64", "team_id": "int64"},
    "booking": {"slot_id": "int64", "participation_id": "int64"},
    "venture": {
        "id": "int64",
        "wz_section": "code",
        "became_on": "date",
        "dropped_on": "date",
    },
    "venture_talk": {"venture_id": "int64", "participation_id": "int64"},
    "partner": {"id": "int64", "name": "string"},
    "topic": {"id": "int64", "name": "string"},
    "material": {"id": "int64", "title": "string", "edition": "string", "language": "string"},
    "handout": {
        "material_id": "int64",
        "partner_id": "int64",
        "handed_on": "date",
        "copies": "int64",
    },
    "campaign": {"id": "int64", "title": "string", "starts_on": "date", "ends_on": "date"},
    "campaign_target": {"campaign_id": "int64", "company_id": "int64"},
    "funding_case": {
        "id": "int64",
        "company_id": "int64",
        "programme_id": "int64",
        "interaction_id": "int64",
        "inquiry_id": "int64",
        "stage": "code",
        "discussed_on": "date",
        "applied_on": "date",
        "decided_on": "date",
        "amount_applied": "decimal(14, 2)",
        "amount_granted": "decimal(14, 2)",
    },
    "funding_programme": {"id": "int64", "name": "string"},
    "target": {
        "id": "int64",
        "team_id": "int64",
        "measure": "code",
        "first_day": "date",
        "last_day": "date",
        "goal": "int64",
    },
    "responsibility": {
        "advisor_id": "int64",
        "company_id": "int64",
        "valid_from": "date",
        "valid_to": "date",
    },
}
"""Table in the database -> column -> type. A snapshot copies exactly these.

A ``code`` is text without commas and quotes, such as an enum's.
"""


DERIVED: dict[str, dict[str, str]] = {
    "figure_survivors": {"merged_id": "int64", "survivor_id": "int64"},
    "figure_contacts": {
        "company_id": "int64",
        "interaction_id": "int64",
        "kind": "string",
        "happened_on": "date",
    },
    "figure_interaction_teams": {
        "interaction_id": "int64",
        "happened_on": "date",
        "team": "string",
    },
    "figure_facts": {
        "company_id": "int64",
        "size_band": "string",
        "section": "string",
        "known_from": "date",
        "known_until": "date",
    },
    "figure_places": {
        "company_id": "int64",
        "district": "string",
        "valid_from": "date",
        "valid_to": "date",
    },
}
"""What reports.measures.contact makes of them. No table of the database has such a name: live,
its query stands before the question as a common table expression; a snapshot keeps its rows.
"""


def table(name: str) -> ibis.Table:
    columns = {**COLUMNS, **DERIVED}[name]
    types = {column: "string" if kind == "code" else kind for column, kind in columns.items()}
    return ibis.table(types, name=name)


class Tables:
    companies = table("company")
    sites = table("site")
    company_facts = table("company_fact")
    interactions = table("interaction")
    participations = table("participation")
    advisor_assignments = table("advisor_assignment")
    advisors = table("advisor")
    team_memberships = table("team_membership")
    teams = table("team")
    districts = table("district")
    official_counts = table("official_count")
    responsibilities = table("responsibility")
    inquiries = table("inquiry")
    partners = table("partner")
    follow_ups = table("follow_up")
    red_flags = table("red_flag")
    slots = table("slot")
    bookings = table("booking")
    ventures = table("venture")
    venture_talks = table("venture_talk")
    topics = table("topic")
    materials = table("material")
    handouts = table("handout")
    campaigns = table("campaign")
    campaign_targets = table("campaign_target")
    funding_cases = table("funding_case")
    funding_programmes = table("funding_programme")
    targets = table("target")

    survivors = table("figure_survivors")
    contacts = table("figure_contacts")
    interaction_teams = table("figure_interaction_teams")
    facts = table("figure_facts")
    places = table("figure_places")
