"""An index over the moments of events: day roots ask for them day by day."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_index(op.f("ix_events_at"), "events", ["at"])


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_events_at"), "events")
