"""The sample city, indexed once by every engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from content import Catalog
from search_index import Index
from tests.folders import SAMPLE
from tests.search_index.making import ENGINES, indexed, of_folder


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Name an engine; what asks for it is a contract that all of them keep."""
    return str(request.param)


@pytest.fixture(scope="session")
def sample() -> Catalog:
    """Give the sample city."""
    return of_folder(SAMPLE)


@pytest.fixture(scope="session")
def index(engine: str, sample: Catalog) -> Iterator[Index]:
    """Give the index of the sample by every engine."""
    with indexed(sample, engine) as opened:
        yield opened
