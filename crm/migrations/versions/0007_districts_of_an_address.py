"""The district of an address is proposed from the firms of its postcode."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_site_postcode", "site", ["postcode"])


def downgrade() -> None:
    op.drop_index("ix_site_postcode", "site")
