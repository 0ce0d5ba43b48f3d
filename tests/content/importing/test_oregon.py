"""A long history of fines follows its institutions, row by row, in little memory."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from content import Fault, check, read_folder
from content.importing import Report
from content.publicity import Withheld, judge
from content.tables import GivenId, Institution, Missing, Penalty, Place
from tests.content.importing.lists import (
    MAPPINGS,
    ROOT,
    TWINS,
    changed,
    reasons,
    snapshot,
    take,
)

HOMES = "oregon-facilities"
FINES = "oregon-penalties"
MOST_MEMORY = 200 * 1024
"""In kilobytes, as `ru_maxrss` counts."""
MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def penalties(folder: Path) -> dict[str, Penalty]:
    """Give the penalties of a folder by their numbers."""
    return {row.id: row for row in read_folder(folder).rows(Penalty)}


def faults(folder: Path) -> list[Fault]:
    """Give the faults of a folder, without warnings."""
    return [fault for fault in check(read_folder(folder)) if fault.weight == "fault"]


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """Give a folder that took over the invented facilities and their history."""
    take(tmp_path / "state", HOMES)
    take(tmp_path / "state", FINES)
    return tmp_path / "state"


def test_every_row_is_taken_rejected_or_set_aside(state: Path) -> None:
    report = take(state, FINES)

    assert (report.rows, report.taken, len(report.rejected)) == (8, 3, 3)
    assert report.aside == {"FineAssessed：0": 1, "FineAssessed：空白": 1}


def test_what_was_set_aside_is_counted_in_the_report(state: Path) -> None:
    report = (state / "import-report.csv").read_text(encoding="utf-8")

    assert ",FineAssessed：0,,有 1 行，对照表不收\n" in report


def test_a_row_says_why_it_was_rejected(state: Path) -> None:
    assert reasons(take(state, FINES)) == {
        7: "Facility ID：名单 or-dhs-2016 里没有“385177”，不知道是哪一家",
        8: "SanctionNumber：空白",
        9: "编号 OT41774 与第 2 行重复",
    }


def test_a_fine_under_a_former_number_lands_on_the_institution(state: Path) -> None:
    number = penalties(state)["OR0019-6900"].institution
    home = next(row for row in read_folder(state).rows(Institution) if row.id == number)

    assert home.name == "Example Nursing Home (renamed)"


def test_a_renamed_home_keeps_its_number_and_its_fines(state: Path, tmp_path: Path) -> None:
    renamed = ("Example Care Center", "Another Name Care Center")
    take(state, HOMES, changed(tmp_path, TWINS / f"{HOMES}.csv", renamed))
    report = take(state, FINES)

    assert report.unchanged == 3
    assert penalties(state)["OT41774"].institution == "100001"
    assert read_folder(state).rows(Institution)[0].name == "Another Name Care Center"


def test_a_fine_says_what_the_list_says_and_no_more(state: Path) -> None:
    row = penalties(state)["OT41781-1"]

    assert (row.document_number, row.content) == ("NFCP05-026", "罚款 250 美元")
    assert (row.offence, row.decided_on) == (
        "Fall Resulting In Fractured Hip",
        date(2005, 4, 28),
    )
    assert (row.fine, row.severity) == (Missing.UNVERIFIED, Missing.UNVERIFIED)


def test_a_fine_of_another_law_is_not_shown_even_on_its_first_day(state: Path) -> None:
    judged = {judge(row, row.decided_on) for row in penalties(state).values()}

    assert judged == {Withheld.UNRATED}


def test_the_history_leaves_no_fault_behind(state: Path) -> None:
    assert faults(state) == []


def test_a_second_run_changes_no_byte(state: Path) -> None:
    before = snapshot(state)
    report = take(state, FINES)

    assert snapshot(state) == before
    assert (report.new, report.changed, report.unchanged) == (0, 0, 3)


def test_a_sorted_history_keeps_every_number(state: Path, tmp_path: Path) -> None:
    header, *rows = (TWINS / f"{FINES}.csv").read_text(encoding="utf-8").splitlines()
    source = tmp_path / "sorted.csv"
    # The double stays behind its first, or the other of the two would be taken.
    source.write_text("\n".join([header, *sorted(rows, key=lambda row: row[:7])]), encoding="utf-8")
    before = penalties(state)

    assert take(state, FINES, source).unchanged == 3
    assert penalties(state) == before


def test_a_number_of_another_home_is_not_taken_over(state: Path, tmp_path: Path) -> None:
    moved = ("OT41774,385008,2005", "OT41774,50M098,2005")
    report = take(state, FINES, changed(tmp_path, TWINS / f"{FINES}.csv", moved))

    assert reasons(report)[2] == "编号 OT41774 在表中属于另一家 100001，请核对"
    assert penalties(state)["OT41774"].institution == "100001"


def test_what_editors_found_out_of_a_fine_stays(state: Path) -> None:
    path = state / "penalties.csv"
    words = path.read_text(encoding="utf-8")
    path.write_text(words.replace("待核实,未填报", "轻微,未填报", 1), encoding="utf-8")
    before = snapshot(state)
    take(state, FINES)

    assert snapshot(state) == before


def test_a_town_is_a_district_and_a_double_is_rejected(tmp_path: Path) -> None:
    report = take(tmp_path / "state", HOMES)
    folder = read_folder(tmp_path / "state")

    assert reasons(report) == {5: "Facility ID：与第 4 行重复"}
    assert [row.code for row in folder.rows(Place)] == ["city", "ontario", "mtangel"]
    assert [row.source_id for row in folder.rows(GivenId)] == ["385008", "385273", "50M098"]


# The real history


@pytest.fixture(scope="module")
def oregon(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """Give a folder that took over 643 facilities and 35,762 complaints."""
    state = tmp_path_factory.mktemp("oregon") / "state"
    data = reference / "data" / "oregon-complaints"
    take(state, HOMES, data / "facilities.csv")
    return state, take(state, FINES, data / "complaints.csv")


@pytest.mark.reference
def test_every_complaint_of_oregon_is_accounted_for(oregon: tuple[Path, Report]) -> None:
    _, report = oregon
    kinds = [re.sub("“.*”", "", one.reason) for one in report.rejected]

    assert (report.rows, report.taken, sum(report.aside.values())) == (35_762, 2_763, 31_879)
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "Facility ID：名单 or-dhs-2016 里没有，不知道是哪一家": 1_113,
        "SanctionNumber：空白": 7,
    }


@pytest.mark.reference
def test_oregon_has_no_fault(oregon: tuple[Path, Report]) -> None:
    assert faults(oregon[0]) == []


@pytest.mark.reference
def test_oregon_a_second_time_changes_no_byte(oregon: tuple[Path, Report], reference: Path) -> None:
    before = snapshot(oregon[0])
    take(oregon[0], FINES, reference / "data" / "oregon-complaints" / "complaints.csv")

    assert snapshot(oregon[0]) == before


@pytest.mark.reference
def test_the_history_of_oregon_needs_little_memory(
    oregon: tuple[Path, Report], reference: Path
) -> None:
    source = reference / "data" / "oregon-complaints" / "complaints.csv"
    order = ["import", source, "--mapping", MAPPINGS / f"{FINES}.toml", "--into", oregon[0]]
    # A small process in between: a child begins with the peak of the process that it came from.
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, sys.executable, "-m", "gongshi", *map(str, order)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert int(done.stdout) < MOST_MEMORY
