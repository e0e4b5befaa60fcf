"""Who wants no contact, whose succession is settled, who may soon want to stop."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

RULES_BEFORE = ("topic", "shrinking", "called_off", "silent")
KEPT_TOGETHER = "(no_contact_since IS NULL) = (no_contact_source IS NULL)"


def upgrade() -> None:
    with op.batch_alter_table("company") as batch:
        batch.add_column(sa.Column("succession_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("succession_note", sa.String(length=200), nullable=True))
        batch.add_column(sa.Column("no_contact_since", sa.Date(), nullable=True))
        batch.add_column(sa.Column("no_contact_source", sa.String(length=200), nullable=True))
        batch.create_check_constraint(
            op.f("ck_company_succession_note_has_date"),
            "succession_on IS NOT NULL OR succession_note IS NULL",
        )
        batch.create_check_constraint(op.f("ck_company_no_contact_has_source"), KEPT_TOGETHER)
        batch.create_index("ix_company_no_contact_since", ["no_contact_since"])

    with op.batch_alter_table("person") as batch:
        batch.add_column(sa.Column("birth_year", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("no_contact_since", sa.Date(), nullable=True))
        batch.add_column(sa.Column("no_contact_source", sa.String(length=200), nullable=True))
        batch.create_check_constraint(
            op.f("ck_person_birth_year_in_range"), "birth_year BETWEEN 1900 AND 2100"
        )
        batch.create_check_constraint(op.f("ck_person_no_contact_has_source"), KEPT_TOGETHER)
        batch.create_index("ix_person_birth_year", ["birth_year"])
        batch.create_index("ix_person_no_contact_since", ["no_contact_since"])
    _let_rules_be(*RULES_BEFORE, "succession")


def downgrade() -> None:
    """What the rule about succession found goes with the years of birth that it rested on."""
    op.execute("DELETE FROM red_flag_suggestion WHERE rule = 'succession'")
    _let_rules_be(*RULES_BEFORE)
    with op.batch_alter_table("person") as batch:
        batch.drop_index("ix_person_no_contact_since")
        batch.drop_index("ix_person_birth_year")
        batch.drop_constraint(op.f("ck_person_no_contact_has_source"), type_="check")
        batch.drop_constraint(op.f("ck_person_birth_year_in_range"), type_="check")
        for name in ("no_contact_source", "no_contact_since", "birth_year"):
            batch.drop_column(name)
    with op.batch_alter_table("company") as batch:
        batch.drop_index("ix_company_no_contact_since")
        batch.drop_constraint(op.f("ck_company_no_contact_has_source"), type_="check")
        batch.drop_constraint(op.f("ck_company_succession_note_has_date"), type_="check")
        for name in ("no_contact_source", "no_contact_since", "succession_note", "succession_on"):
            batch.drop_column(name)


def _let_rules_be(*words: str) -> None:
    with op.batch_alter_table("red_flag_suggestion") as batch:
        batch.drop_constraint(op.f("ck_red_flag_suggestion_suggestionrule"), type_="check")
        batch.create_check_constraint(
            op.f("ck_red_flag_suggestion_suggestionrule"),
            "rule IN (" + ", ".join(f"'{word}'" for word in words) + ")",
        )
