"""The accounts of officers, their roles, and what was done to each account."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "officers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("department", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("password", sa.String(length=200), nullable=True),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("tf_primary_method", sa.String(length=16), nullable=True),
        sa.Column("tf_totp_secret", sa.String(length=400), nullable=True),
        sa.Column("last_counter", sa.Integer(), nullable=True),
        sa.Column("recovery_codes", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_login_on", sa.Date(), nullable=True),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officers")),
        sa.UniqueConstraint("account", name=op.f("uq_officers_account")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_officers_fs_uniquifier")),
    )
    with op.batch_alter_table("officers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_officers_unit"), ["unit"], unique=False)

    op.create_table(
        "account_events",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("officer_id", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_account_events_officer_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_events")),
    )
    with op.batch_alter_table("account_events", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_account_events_officer_id"), ["officer_id"], unique=False
        )

    op.create_table(
        "officer_roles",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("officer_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_officer_roles_officer_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_roles")),
        sa.UniqueConstraint("officer_id", "name", name=op.f("uq_officer_roles_officer_id")),
    )
    with op.batch_alter_table("officer_roles", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_officer_roles_officer_id"), ["officer_id"], unique=False
        )


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("officer_roles", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_officer_roles_officer_id"))

    op.drop_table("officer_roles")
    with op.batch_alter_table("account_events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_events_officer_id"))

    op.drop_table("account_events")
    with op.batch_alter_table("officers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_officers_unit"))

    op.drop_table("officers")
