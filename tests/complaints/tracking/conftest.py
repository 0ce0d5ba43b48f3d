"""A citizen whose ticket was received, or answered."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.complaints.following import Citizen, following


@pytest.fixture
def citizen(app: Flask) -> Citizen:
    """Give a citizen whose ticket was received."""
    made = following(app)
    made.file()
    return made


@pytest.fixture(params=["", "/elder"])
def answered(request: pytest.FixtureRequest, citizen: Citizen) -> Citizen:
    """Give a citizen of either edition whose ticket was answered."""
    citizen.prefix = request.param
    citizen.house.assign()
    citizen.house.answer()
    return citizen
