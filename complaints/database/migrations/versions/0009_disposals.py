"""Lists of disposal, and what came of each of their items."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "disposals",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("unit_name", sa.String(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("first_by", sa.String(length=32), nullable=True),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("second_by", sa.String(length=32), nullable=True),
        sa.Column("second_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposals")),
    )
    _make_items()
    for table, column in (
        ("disposals", "unit"),
        ("disposals", "state"),
        ("disposal_items", "disposal_id"),
        ("disposal_items", "ticket_id"),
        ("disposal_items", "state"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _make_items() -> None:
    op.create_table(
        "disposal_items",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("disposal_id", sa.String(length=32), nullable=False),
        sa.Column("ticket_id", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=8), nullable=False),
        sa.Column("rule", sa.String(length=8), nullable=False),
        sa.Column("term", sa.String(length=12), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("open_key", sa.String(length=48), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("kept_until", sa.Date(), nullable=True),
        sa.Column("struck_by", sa.String(length=32), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("bodies", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["disposal_id"], ["disposals.id"], name=op.f("fk_disposal_items_disposal_id_disposals")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_disposal_items_ticket_id_tickets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposal_items")),
        sa.UniqueConstraint("open_key", name=op.f("uq_disposal_items_open_key")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("disposal_items")
    op.drop_table("disposals")
