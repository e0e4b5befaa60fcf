"""A word that changes whenever anything that figures read has changed."""

from hashlib import sha256

from sqlalchemy import Connection, Engine, text

TRACKED = (
    "company", "site", "company_fact", "interaction", "participation", "advisor",
    "team_membership", "responsibility", "team", "district", "inquiry",
    "partner", "topic", "follow_up", "red_flag", "slot", "booking", "venture",
    "material", "handout", "campaign", "funding_case", "funding_programme",
    "official_count", "target",
)  # fmt: skip
"""Tables whose rows note when they changed; a removed row is missed in the count."""

UNTRACKED = {
    "advisor_assignment": ("count(*)", "max(id)", "sum(advisor_id)"),
    "venture_talk": ("count(*)", "sum(venture_id)", "sum(participation_id)"),
}


def change_token(bind: Engine | Connection) -> str:
    if isinstance(bind, Engine):
        with bind.connect() as connection:
            return change_token(connection)
    parts = [_part(name, "count(*)", "max(id)", "max(changed_at)") for name in TRACKED]
    parts += [_part(name, *what) for name, what in UNTRACKED.items()]
    row = bind.execute(text(f"SELECT {', '.join(parts)}")).one()
    return sha256(repr(tuple(map(str, row))).encode()).hexdigest()[:16]


def _part(name: str, *figures: str) -> str:
    return ", ".join(f"(SELECT {what} FROM {name})" for what in figures)
