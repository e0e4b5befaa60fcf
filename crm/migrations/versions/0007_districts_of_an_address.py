"""The district of an address is proposed from the firms of its postcode or street."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

COLUMNS = ("postcode", "street")


def upgrade() -> None:
    for column in COLUMNS:
        op.create_index(f"ix_site_{column}", "site", [column])


def downgrade() -> None:
    for column in COLUMNS:
        op.drop_index(f"ix_site_{column}", "site")
