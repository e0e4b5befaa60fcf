"""Jobs write down that they are done, so that none is done twice."""

import sqlalchemy as sa
from alembic import op

from crm.models.base import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "job_result",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.String(32), nullable=False, unique=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("finished_at", UtcDateTime(timezone=True), nullable=False, index=True),
    )


def downgrade() -> None:
    op.drop_table("job_result")
