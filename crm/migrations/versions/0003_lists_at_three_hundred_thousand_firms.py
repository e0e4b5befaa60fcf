"""Lists at 300,000 firms: the edition of the WZ code beside it, and the orders people ask for.

Plain SQL where a batch would copy SQLite's table and lose the triggers of migration 0002.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

EDITION = """
ALTER TABLE company_overview ADD COLUMN wz_edition VARCHAR(40)
CONSTRAINT ck_company_overview_wzedition CHECK (wz_edition IN ('2008', '2025'))
"""
LATEST_EDITION = """
UPDATE company_overview SET wz_edition = (
    SELECT wz_edition FROM company_fact WHERE company_id = company_overview.id
    ORDER BY valid_to IS NULL DESC, valid_from DESC LIMIT 1
)
"""
LAST_CONTACT = "ix_company_overview_active_last_contact"


def upgrade() -> None:
    op.execute(EDITION)
    op.execute(LATEST_EDITION)
    _order_last_contact({"last_contact_on": "NULLS FIRST"})
    op.create_index("ix_follow_up_due_on", "follow_up", ["due_on"])
    op.create_index("ix_interaction_kind_happened_on", "interaction", ["kind", "happened_on"])


def downgrade() -> None:
    op.drop_index("ix_interaction_kind_happened_on", "interaction")
    op.drop_index("ix_follow_up_due_on", "follow_up")
    _order_last_contact({})
    op.execute("ALTER TABLE company_overview DROP COLUMN wz_edition")


def _order_last_contact(order: dict[str, str]) -> None:
    op.drop_index(LAST_CONTACT, "company_overview")
    columns = ["is_active", "last_contact_on"]
    op.create_index(LAST_CONTACT, "company_overview", columns, postgresql_ops=order)
