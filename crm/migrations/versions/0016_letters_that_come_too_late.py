"""Letters say until when they are of use."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("mail", sa.Column("useful_until", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("mail") as batch:
        batch.drop_column("useful_until")
