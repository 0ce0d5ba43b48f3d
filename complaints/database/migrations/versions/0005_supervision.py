"""Supervision: how hard a ticket is pressed for, and what a timer has told about a leg."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TOLD = """
INSERT INTO alerts (id, leg_id, kind, due_on)
SELECT id, id, 'overdue', due_on FROM legs WHERE overdue_told AND due_on IS NOT NULL
"""


def upgrade() -> None:
    """Go forward; who was told that a leg is overdue is not told again."""
    supervision = sa.Column("supervision", sa.Integer(), server_default="0", nullable=False)
    with op.batch_alter_table("tickets", schema=None) as batch_op:
        batch_op.add_column(supervision)
        batch_op.create_index(batch_op.f("ix_tickets_supervision"), ["supervision"], unique=False)
    op.create_table(
        "alerts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("leg_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["leg_id"], ["legs.id"], name=op.f("fk_alerts_leg_id_legs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint("leg_id", "kind", "due_on", name=op.f("uq_alerts_leg_id")),
    )
    op.execute(TOLD)


def downgrade() -> None:
    """Go back."""
    op.drop_table("alerts")
    with op.batch_alter_table("tickets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tickets_supervision"))
        batch_op.drop_column("supervision")
