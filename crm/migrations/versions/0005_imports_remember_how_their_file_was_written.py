"""Imports remember how their file was written, and which districts it brought."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COLUMNS = ("layout", "new_districts")


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column("import_batch", sa.Column(column, sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("import_batch") as batch:
        for column in COLUMNS:
            batch.drop_column(column)
