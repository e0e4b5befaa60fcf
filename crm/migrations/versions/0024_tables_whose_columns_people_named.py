"""Tables whose columns people named; how many firms an import recognised and asks about."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

CHAMBERS = ("ihk", "hwk", "both", "none", "unknown")
WHO = ("created_by_id", "changed_by_id")
COUNTS = ("linked", "asked")


def upgrade() -> None:
    chambers = sa.Enum(
        *CHAMBERS, name="chamber", native_enum=False, create_constraint=True, length=40
    )
    op.create_table(
        "import_mapping",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("city", sa.String(200), nullable=False),
        sa.Column("chamber", chambers, nullable=False),
        sa.Column("is_craft", sa.Boolean(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.Integer()) for name in WHO),
        sa.Column("client_key", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("name", name="uq_import_mapping_name"),
        sa.UniqueConstraint("client_key", name="uq_import_mapping_client_key"),
        *(
            sa.ForeignKeyConstraint(
                [name], ["ab_user.id"], name=f"fk_import_mapping_{name}", ondelete="SET NULL"
            )
            for name in WHO
        ),
    )
    op.create_index("ix_import_mapping_changed_at", "import_mapping", ["changed_at"])
    for name in COUNTS:
        op.add_column(
            "import_batch", sa.Column(name, sa.Integer(), nullable=False, server_default="0")
        )
    beginners = sa.Column("names_beginners", sa.Boolean(), nullable=False, server_default=sa.true())
    op.add_column("import_batch", beginners)


def downgrade() -> None:
    with op.batch_alter_table("import_batch") as batch:
        batch.drop_column("names_beginners")
        for name in COUNTS:
            batch.drop_column(name)
    op.drop_table("import_mapping")
