"""What every test may ask for: the reference data, which is read where it lies and never copied."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("gongshi", deadline=None)  # A busy machine is no fault of a test.
settings.load_profile("gongshi")
NOT_RUN = pytest.StashKey[int]()


def reference_folder() -> Path | None:
    """Name the folder of reference data, or nothing when this machine was given none."""
    name = os.environ.get("GONGSHI_REFERENCE")
    return Path(name) if name else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what cannot run here; a skip would be noise that one learns not to read."""
    if reference_folder():
        return
    left_out = [item for item in items if item.get_closest_marker("reference")]
    config.stash[NOT_RUN] = len(left_out)
    if hasattr(config, "workeroutput"):
        config.workeroutput["not_run"] = len(left_out)
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the count over from a worker: where several run, only they see the tests."""
    node.config.stash[NOT_RUN] = node.workeroutput.get("not_run", 0)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say in one line what was left out, so that a green run claims no more than it did."""
    count = config.stash.get(NOT_RUN, 0)
    if count:
        terminalreporter.write_line(f"reference data not given: {count} checks not run")


@pytest.fixture(scope="session")
def reference() -> Path:
    """Give the folder of reference data to a test marked `reference`."""
    folder = reference_folder()
    if folder is None or not folder.is_dir():
        pytest.fail(f"GONGSHI_REFERENCE is no folder ({folder}); is the test marked `reference`?")
    return folder
