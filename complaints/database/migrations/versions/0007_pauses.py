"""Legs that pause and can be extended, and parts that were given the citizen's contact."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

PAUSABLE = "UPDATE legs SET pausable = {true} WHERE leg IN ('受理', '答复')"
"""A rule that says nothing of pauses lets these two rest, so those already running do too."""


def upgrade() -> None:
    """Go forward; who could see a contact before must be given it anew."""
    no = sa.false()
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("contact_allowed", sa.Boolean(), server_default=no, nullable=False)
        )
    with op.batch_alter_table("legs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pausable", sa.Boolean(), server_default=no, nullable=False))
        batch_op.add_column(sa.Column("extension", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("extended_by", sa.Integer(), server_default="0", nullable=False)
        )
    true = "1" if op.get_bind().dialect.name == "sqlite" else "true"
    op.execute(PAUSABLE.format(true=true))


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("legs", schema=None) as batch_op:
        for name in ("extended_by", "extension", "pausable"):
            batch_op.drop_column(name)
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.drop_column("contact_allowed")
