"""A desk over the sample city: its own database and keys for every test."""

from __future__ import annotations

import pytest
from flask import Flask

from complaints.database import Database
from complaints.desk.app import create_desk
from complaints.desk.desk import Desk
from complaints.intake.attachments import Attachments
from complaints.keys import Keys
from content import Catalog
from disclosure.rendering import page_url
from tests.complaints.conftest import Clock
from tests.complaints.desk_helpers import CHEAP, Officers


@pytest.fixture
def joined(
    database: Database, keys: Keys, catalog: Catalog, clock: Clock, attachments: Attachments
) -> Desk:
    """Give what a desk is joined to."""
    return Desk(
        database,
        keys,
        lambda: catalog,
        clock,
        attachments,
        page_url,
        demo=True,
        wait=clock.waits.append,
    )


@pytest.fixture
def desk_app(joined: Desk) -> Flask:
    """Give the app of the desk."""
    app = create_desk(joined, CHEAP)
    app.testing = True
    return app


@pytest.fixture
def officers(desk_app: Flask, database: Database, catalog: Catalog, clock: Clock) -> Officers:
    """Give a maker of officers."""
    return Officers(desk_app, database, catalog, clock)
