"""Orders of the hotline 12345 that became tickets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "hotline_orders",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("hotline_number", sa.String(length=40), nullable=False),
        sa.Column("ticket_id", sa.String(length=32), nullable=False),
        sa.Column("imported_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("told_seq", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_hotline_orders_ticket_id_tickets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_orders")),
        sa.UniqueConstraint("hotline_number", name=op.f("uq_hotline_orders_hotline_number")),
        sa.UniqueConstraint("ticket_id", name=op.f("uq_hotline_orders_ticket_id")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("hotline_orders")
