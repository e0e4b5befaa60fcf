"""Trouble early, promises kept: red flags, follow-ups with a history, firms in care."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "chore",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chore")),
        sa.UniqueConstraint("name", name=op.f("uq_chore_name")),
    )
    op.create_table(
        "care_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "months BETWEEN 1 AND 120", name=op.f("ck_care_class_months_within_ten_years")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_care_class_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_care_class_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_class")),
        sa.UniqueConstraint("client_key", name=op.f("uq_care_class_client_key")),
        sa.UniqueConstraint("code", name=op.f("uq_care_class_code")),
    )
    with op.batch_alter_table("care_class") as batch:
        batch.create_index(batch.f("ix_care_class_changed_at"), ["changed_at"])

    op.create_table(
        "digest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_digest_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_digest_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["ab_user.id"], name=op.f("fk_digest_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest")),
        sa.UniqueConstraint("user_id", name=op.f("uq_digest_user_id")),
    )
    with op.batch_alter_table("digest") as batch:
        batch.create_index(batch.f("ix_digest_changed_at"), ["changed_at"])

    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_calendar_feed_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_calendar_feed_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_calendar_feed_team_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["ab_user.id"], name=op.f("fk_calendar_feed_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("key", name=op.f("uq_calendar_feed_key")),
        sa.UniqueConstraint("user_id", "team_id", name=op.f("uq_calendar_feed_user_id_team_id")),
    )
    with op.batch_alter_table("calendar_feed") as batch:
        batch.create_index(batch.f("ix_calendar_feed_changed_at"), ["changed_at"])

    op.create_table(
        "hand_over",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("giver_id", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["advisor.id"], name=op.f("fk_hand_over_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_hand_over_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_hand_over_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["giver_id"], ["advisor.id"], name=op.f("fk_hand_over_giver_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over")),
        sa.UniqueConstraint("client_key", name=op.f("uq_hand_over_client_key")),
    )
    with op.batch_alter_table("hand_over") as batch:
        batch.create_index(batch.f("ix_hand_over_changed_at"), ["changed_at"])
        batch.create_index(batch.f("ix_hand_over_giver_id"), ["giver_id"])

    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column(
            "measure",
            sa.Enum(
                "visits",
                "individual",
                "small_firms",
                "first_reached",
                name="targetmeasure",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("goal", sa.Integer(), nullable=False),
        sa.Column("remark", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("goal > 0", name=op.f("ck_target_goal_above_zero")),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_target_ends_after_it_starts")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_target_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_target_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_target_team_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint("client_key", name=op.f("uq_target_client_key")),
    )
    with op.batch_alter_table("target") as batch:
        batch.create_index(batch.f("ix_target_changed_at"), ["changed_at"])
        batch.create_index("ix_target_team_id_first_day", ["team_id", "first_day"])

    op.create_table(
        "hand_over_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hand_over_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "inquiry",
                "follow_up",
                "appointment",
                "red_flag",
                "responsibility",
                name="handedover",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("taker_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("what <> ''", name=op.f("ck_hand_over_item_what_not_empty")),
        sa.ForeignKeyConstraint(
            ["hand_over_id"],
            ["hand_over.id"],
            name=op.f("fk_hand_over_item_hand_over_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["taker_id"],
            ["advisor.id"],
            name=op.f("fk_hand_over_item_taker_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over_item")),
    )
    with op.batch_alter_table("hand_over_item") as batch:
        batch.create_index(batch.f("ix_hand_over_item_hand_over_id"), ["hand_over_id"])

    op.create_table(
        "red_flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "leaving",
                "staff_cuts",
                "lack_of_staff",
                "supplier_loss",
                "falling_turnover",
                "authority",
                "succession",
                "liquidity",
                name="redflagkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "severity",
            sa.Enum(
                "low",
                "middle",
                "high",
                name="severity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("interaction_id", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("jobs_claimed", sa.Integer(), nullable=True),
        sa.Column("jobs_confirmed", sa.Integer(), nullable=True),
        sa.Column("is_confidential", sa.Boolean(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "averted",
                "eased",
                "happened",
                "withdrawn",
                name="redflagoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("outcome_words", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(closed_on IS NULL) = (outcome IS NULL)",
            name=op.f("ck_red_flag_closed_has_an_outcome"),
        ),
        sa.CheckConstraint(
            "closed_on >= raised_on", name=op.f("ck_red_flag_closed_after_it_was_raised")
        ),
        sa.CheckConstraint("due_on >= raised_on", name=op.f("ck_red_flag_due_after_it_was_raised")),
        sa.CheckConstraint("jobs_claimed >= 0", name=op.f("ck_red_flag_jobs_claimed_not_negative")),
        sa.CheckConstraint(
            "jobs_confirmed >= 0", name=op.f("ck_red_flag_jobs_confirmed_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_red_flag_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_red_flag_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_red_flag_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_red_flag_interaction_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["advisor.id"], name=op.f("fk_red_flag_owner_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_red_flag")),
        sa.UniqueConstraint("client_key", name=op.f("uq_red_flag_client_key")),
    )
    with op.batch_alter_table("red_flag") as batch:
        batch.create_index(batch.f("ix_red_flag_changed_at"), ["changed_at"])
        batch.create_index("ix_red_flag_closed_on_due_on", ["closed_on", "due_on"])
        batch.create_index("ix_red_flag_company_id_closed_on", ["company_id", "closed_on"])
        batch.create_index(batch.f("ix_red_flag_interaction_id"), ["interaction_id"])
        batch.create_index(
            "ix_red_flag_owner_id_closed_on_due_on", ["owner_id", "closed_on", "due_on"]
        )
        batch.create_index("ix_red_flag_raised_on", ["raised_on"])

    op.create_table(
        "follow_up_handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["advisor.id"], name=op.f("fk_follow_up_handover_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["follow_up_id"],
            ["follow_up.id"],
            name=op.f("fk_follow_up_handover_follow_up_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["from_id"],
            ["advisor.id"],
            name=op.f("fk_follow_up_handover_from_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["to_id"], ["advisor.id"], name=op.f("fk_follow_up_handover_to_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_handover")),
    )
    with op.batch_alter_table("follow_up_handover") as batch:
        batch.create_index(batch.f("ix_follow_up_handover_follow_up_id"), ["follow_up_id"])

    op.create_table(
        "follow_up_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_follow_up_move_reason_not_empty")),
        sa.ForeignKeyConstraint(
            ["by_id"], ["advisor.id"], name=op.f("fk_follow_up_move_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["follow_up_id"],
            ["follow_up.id"],
            name=op.f("fk_follow_up_move_follow_up_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_move")),
    )
    with op.batch_alter_table("follow_up_move") as batch:
        batch.create_index(batch.f("ix_follow_up_move_follow_up_id"), ["follow_up_id"])

    op.create_table(
        "red_flag_reader",
        sa.Column("red_flag_id", sa.Integer(), nullable=False),
        sa.Column("advisor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["advisor_id"],
            ["advisor.id"],
            name=op.f("fk_red_flag_reader_advisor_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["red_flag_id"],
            ["red_flag.id"],
            name=op.f("fk_red_flag_reader_red_flag_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("red_flag_id", "advisor_id", name=op.f("pk_red_flag_reader")),
    )
    with op.batch_alter_table("red_flag_reader") as batch:
        batch.create_index(batch.f("ix_red_flag_reader_advisor_id"), ["advisor_id"])

    op.create_table(
        "red_flag_suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column(
            "rule",
            sa.Enum(
                "topic",
                "shrinking",
                "called_off",
                "silent",
                name="suggestionrule",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "leaving",
                "staff_cuts",
                "lack_of_staff",
                "supplier_loss",
                "falling_turnover",
                "authority",
                "succession",
                "liquidity",
                name="redflagkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("evidence", sa.String(length=200), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("red_flag_id", sa.Integer(), nullable=True),
        sa.Column("put_aside_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("put_aside_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(put_aside_on IS NULL) = (reason IS NULL)",
            name=op.f("ck_red_flag_suggestion_put_aside_has_a_reason"),
        ),
        sa.CheckConstraint(
            "last_day >= first_day", name=op.f("ck_red_flag_suggestion_ends_after_it_starts")
        ),
        sa.CheckConstraint(
            "put_aside_on IS NULL OR red_flag_id IS NULL",
            name=op.f("ck_red_flag_suggestion_is_settled_in_one_way"),
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_red_flag_suggestion_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
            name=op.f("fk_red_flag_suggestion_company_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_red_flag_suggestion_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["put_aside_by_id"],
            ["advisor.id"],
            name=op.f("fk_red_flag_suggestion_put_aside_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["red_flag_id"],
            ["red_flag.id"],
            name=op.f("fk_red_flag_suggestion_red_flag_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["topic.id"],
            name=op.f("fk_red_flag_suggestion_topic_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_red_flag_suggestion")),
        sa.UniqueConstraint("client_key", name=op.f("uq_red_flag_suggestion_client_key")),
        sa.UniqueConstraint("evidence", name=op.f("uq_red_flag_suggestion_evidence")),
    )
    with op.batch_alter_table("red_flag_suggestion") as batch:
        batch.create_index(batch.f("ix_red_flag_suggestion_changed_at"), ["changed_at"])
        batch.create_index("ix_red_flag_suggestion_company_id_is_open", ["company_id", "is_open"])
        batch.create_index("ix_red_flag_suggestion_is_open_found_on", ["is_open", "found_on"])
        batch.create_index(batch.f("ix_red_flag_suggestion_red_flag_id"), ["red_flag_id"])

    with op.batch_alter_table("follow_up") as batch:
        batch.add_column(sa.Column("delegated_by_id", sa.Integer(), nullable=True))
        batch.add_column(
            sa.Column(
                "recurs",
                sa.Enum(
                    "monthly",
                    "quarterly",
                    "half_yearly",
                    "yearly",
                    name="recurrence",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                nullable=True,
            )
        )
        batch.add_column(sa.Column("series_from", sa.Date(), nullable=True))
        batch.add_column(sa.Column("follows_id", sa.Integer(), nullable=True))
        batch.create_index(batch.f("ix_follow_up_delegated_by_id"), ["delegated_by_id"])
        batch.create_unique_constraint(batch.f("uq_follow_up_follows_id"), ["follows_id"])
        batch.create_foreign_key(
            batch.f("fk_follow_up_follows_id"),
            "follow_up",
            ["follows_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch.create_foreign_key(
            batch.f("fk_follow_up_delegated_by_id"),
            "advisor",
            ["delegated_by_id"],
            ["id"],
            ondelete="SET NULL",
        )

    with op.batch_alter_table("responsibility") as batch:
        batch.add_column(sa.Column("care_class_id", sa.Integer(), nullable=True))
        batch.create_check_constraint(
            op.f("ck_responsibility_only_firms_have_a_class"),
            "care_class_id IS NULL OR company_id IS NOT NULL",
        )
        batch.create_foreign_key(
            batch.f("fk_responsibility_care_class_id"),
            "care_class",
            ["care_class_id"],
            ["id"],
            ondelete="SET NULL",
        )

    with op.batch_alter_table("topic") as batch:
        batch.add_column(
            sa.Column(
                "suggests",
                sa.Enum(
                    "leaving",
                    "staff_cuts",
                    "lack_of_staff",
                    "supplier_loss",
                    "falling_turnover",
                    "authority",
                    "succession",
                    "liquidity",
                    name="redflagkind",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                nullable=True,
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("topic") as batch:
        batch.drop_constraint(op.f("ck_topic_redflagkind"), type_="check")
        batch.drop_column("suggests")
    with op.batch_alter_table("responsibility") as batch:
        batch.drop_constraint(op.f("ck_responsibility_only_firms_have_a_class"), type_="check")
        batch.drop_constraint(batch.f("fk_responsibility_care_class_id"), type_="foreignkey")
        batch.drop_column("care_class_id")
    with op.batch_alter_table("follow_up") as batch:
        batch.drop_constraint(batch.f("fk_follow_up_delegated_by_id"), type_="foreignkey")
        batch.drop_constraint(batch.f("fk_follow_up_follows_id"), type_="foreignkey")
        batch.drop_constraint(batch.f("uq_follow_up_follows_id"), type_="unique")
        batch.drop_index(batch.f("ix_follow_up_delegated_by_id"))
        batch.drop_column("follows_id")
        batch.drop_column("series_from")
        batch.drop_constraint(op.f("ck_follow_up_recurrence"), type_="check")
        batch.drop_column("recurs")
        batch.drop_column("delegated_by_id")
    op.drop_table("red_flag_suggestion")
    op.drop_table("red_flag_reader")
    op.drop_table("follow_up_move")
    op.drop_table("follow_up_handover")
    op.drop_table("red_flag")
    op.drop_table("hand_over_item")
    op.drop_table("target")
    op.drop_table("hand_over")
    op.drop_table("calendar_feed")
    op.drop_table("digest")
    op.drop_table("care_class")
    op.drop_table("chore")
