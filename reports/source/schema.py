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
    },
    "site": {
        "id": "int64",
        "company_id": "int64",
        "district_id": "int64",
        "valid_from": "date",
        "valid_to": "date",
    },
    "company_fact": {
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
    },
    "participation": {
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


def table(name: str) -> ibis.Table:
    types = {column: "string" if kind == "code" else kind for column, kind in COLUMNS[name].items()}
    return ibis.table(types, name=name)
