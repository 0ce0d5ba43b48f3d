"""The `reference` marker: left out and counted without the data, run with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parent / "conftest.py"
INVENTED = """
import pytest

@pytest.mark.reference
def test_of_the_data(reference):
    assert (reference / "here.txt").exists()

def test_of_nothing():
    pass
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Make a folder of one test that wants the reference data and one that does not."""
    (tmp_path / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "test_invented.py").write_text(INVENTED, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = reference\n", encoding="utf-8")
    return tmp_path


def run_tests(house: Path, reference: str, *options: str) -> str:
    """Run the invented tests as somebody would who has, or has not, the data."""
    environment = {**os.environ, "GONGSHI_REFERENCE": reference}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options]
    done = subprocess.run(
        command, cwd=house, env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout


def test_without_the_data_the_checks_are_counted_and_not_run(house: Path) -> None:
    output = run_tests(house, reference="")

    assert "reference data not given: 1 checks not run" in output
    assert "1 passed, 1 deselected" in output


def test_the_count_is_told_once_where_several_processes_test(house: Path) -> None:
    output = run_tests(house, "", "-n", "2")

    assert output.count("reference data not given: 1 checks not run") == 1


def test_with_the_data_every_check_runs(house: Path) -> None:
    (house / "here.txt").touch()

    output = run_tests(house, reference=str(house))

    assert "not run" not in output
    assert "2 passed" in output


def test_a_wrong_folder_is_a_failure_and_no_silent_pass(house: Path) -> None:
    output = run_tests(house, reference=str(house / "nowhere"))

    assert "GONGSHI_REFERENCE is no folder" in output
