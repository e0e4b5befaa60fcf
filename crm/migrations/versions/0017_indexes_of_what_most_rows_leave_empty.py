"""Planners took indexes of which nearly all keys are NULL for useless and read whole tables.

And inquiries are listed with the latest first, red flags with those due first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MOSTLY_EMPTY = (
    ("company", "no_contact_since"),
    ("person", "no_contact_since"),
    ("follow_up", "inquiry_id"),
    ("follow_up", "delegated_by_id"),
    ("inquiry", "material_id"),
    ("inquiry", "handed_out_by_id"),
    ("inquiry", "campaign_id"),
    ("interaction", "material_id"),
    ("interaction", "campaign_id"),
)


def upgrade() -> None:
    for table, column in MOSTLY_EMPTY:
        given = sa.text(f"{column} IS NOT NULL")
        op.drop_index(f"ix_{table}_{column}", table)
        op.create_index(
            f"ix_{table}_{column}", table, [column], sqlite_where=given, postgresql_where=given
        )
    op.create_index("ix_inquiry_received_at_id", "inquiry", ["received_at", "id"])
    op.create_index("ix_red_flag_due_on_id", "red_flag", ["due_on", "id"])


def downgrade() -> None:
    op.drop_index("ix_red_flag_due_on_id", "red_flag")
    op.drop_index("ix_inquiry_received_at_id", "inquiry")
    for table, column in MOSTLY_EMPTY:
        op.drop_index(f"ix_{table}_{column}", table)
        op.create_index(f"ix_{table}_{column}", table, [column])
