"""Runs the migrations against the URL that `upgrade` was given."""

from __future__ import annotations

from alembic import context
from sqlalchemy import create_engine

from complaints.database import (  # noqa: F401 (their tables belong to Base)
    deliveries,
    disposals,
    hotline_orders,
    models,
    officers,
)
from complaints.database.base import Base

engine = create_engine(context.config.attributes["url"])
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
