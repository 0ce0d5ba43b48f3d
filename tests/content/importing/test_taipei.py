"""Lists of Taipei are taken over as they are written: traditional, in ROC years, area code 02."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from content import check, read_folder
from content.importing import Report
from content.tables import Capacity, Contact, GivenId, Institution, Missing, Place
from tests.content.importing.lists import reasons, snapshot, take, told

HOMES = "taipei-institutions"
NURSING = "taipei-nursing-homes"
CARE = "taipei-residential-ltc"
LISTS = {HOMES: "institutions", NURSING: "nursing_homes", CARE: "residential_ltc_evaluated"}


def home(folder: Path, name: str) -> Institution:
    """Give the institution whose name holds these words."""
    return next(row for row in read_folder(folder).rows(Institution) if name in row.name)


def hotline(folder: Path, name: str) -> str:
    """Give the telephone of the institution whose name holds these words."""
    number = home(folder, name).id
    rows = read_folder(folder).rows(Contact)
    return next(row.hotline for row in rows if row.institution == number)


def beds(folder: Path, name: str) -> tuple[int | Missing, int | Missing]:
    """Give all beds and those for care of the institution whose name holds these words."""
    number = home(folder, name).id
    row = next(row for row in read_folder(folder).rows(Capacity) if row.institution == number)
    return row.beds, row.nursing_beds


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """Give a city that took over the three twins of lists of homes."""
    for name in LISTS:
        take(tmp_path / "city", name)
    return tmp_path / "city"


def test_three_lists_stand_beside_each_other_without_a_fault(city: Path) -> None:
    folder = read_folder(city)

    assert len(folder.rows(Institution)) == 11
    assert len({row.source for row in folder.rows(GivenId)}) == 3
    assert [fault for fault in check(folder) if fault.weight == "fault"] == []


def test_a_second_run_changes_no_byte(city: Path) -> None:
    reports = {"import-report.csv", "rejected.csv"}
    before = snapshot(city)
    for name in LISTS:
        take(city, name)
    after = snapshot(city)

    assert {name for name in after if after[name] != before[name]} <= reports


def test_names_and_addresses_stay_traditional(city: Path) -> None:
    row = home(city, "長期照顧中心")

    assert row.name == "臺北市私立示例老人長期照顧中心(養護型)"
    assert row.address == "臺北市士林區示例里 024鄰 示例路1號1~2樓"
    assert row.admission_note == "名册所写收容對象：養護"


def test_only_words_that_a_table_fixes_are_translated(city: Path) -> None:
    kinds = {row.name[:6]: row.built_run for row in read_folder(city).rows(Institution)}

    assert kinds["臺北市私立示"] == "民建民营"
    assert home(city, "示例甲").built_run == "公建民营"
    assert home(city, "示例乙").built_run == "公建公营"


def test_a_word_without_translation_is_to_be_verified(tmp_path: Path) -> None:
    report = take(tmp_path / "city", HOMES)

    assert home(tmp_path / "city", "失智").built_run is Missing.UNVERIFIED
    assert told(report, 6, "屬性") == ["应为 公建公营、公建民营、民建民营；记为待核实"]


def test_beds_for_care_are_added_up_over_their_types(city: Path) -> None:
    assert beds(city, "示例甲") == (471, 318)


def test_a_blank_type_adds_nothing(city: Path) -> None:
    assert beds(city, "失智") == (62, 62)


def test_beds_of_no_type_for_care_are_no_fact(city: Path) -> None:
    assert beds(city, "示例丙") == (366, Missing.UNVERIFIED)


def test_open_beds_do_not_pass_for_registered_ones(city: Path) -> None:
    assert beds(city, "示例護理之家") == (Missing.NOT_REPORTED, Missing.NOT_REPORTED)
    assert home(city, "示例護理之家").admission_note == "名册所写開放床數：69"


def test_coordinates_are_those_of_gps(city: Path) -> None:
    row = home(city, "示例甲")

    assert (row.longitude, row.latitude) == (Decimal("121.543247"), Decimal("25.101902"))
    assert row.datum == "WGS-84"


def test_a_district_is_spelt_without_its_ending(city: Path) -> None:
    places = {row.code: row.name for row in read_folder(city).rows(Place)}

    assert places["shilin"] == "士林區"
    assert home(city, "示例護理之家").place == "shilin"


@pytest.mark.parametrize(
    ("row", "reason"), [(4, "地址：看不出在哪个区"), (5, "地址：空白，不知道在哪个区")]
)
def test_an_address_outside_the_city_has_no_district(tmp_path: Path, row: int, reason: str) -> None:
    assert reasons(take(tmp_path / "city", NURSING))[row] == reason


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("長期照顧中心", "02-66610001"),
        ("示例甲", "02-66610002"),
        ("示例乙", "02-66610003"),
        ("示例丙", "02-66610004"),
        ("示例護理之家", "02-66610010"),
        ("示例診所", "02-66610011-8901"),
        ("示例綜合", "02-66610021-411"),
        ("示例新設", "02-66610022-107"),
    ],
)
def test_a_telephone_is_written_with_its_area_code(city: Path, name: str, number: str) -> None:
    assert hotline(city, name) == number


def test_a_mobile_number_of_taiwan_is_never_written(city: Path) -> None:
    assert hotline(city, "失智") == Missing.UNVERIFIED
    assert not [name for name, words in snapshot(city).items() if b"345678" in words]


@pytest.mark.parametrize(
    ("name", "opened_on"),
    [
        ("示例住宿", date(2020, 5, 29)),
        ("示例綜合", date(2022, 3, 1)),
        ("示例新設", Missing.UNVERIFIED),
        ("示例閏年", Missing.UNVERIFIED),  # 2023 has no 29 February.
    ],
)
def test_a_day_counts_the_years_of_the_republic(
    city: Path, name: str, opened_on: date | Missing
) -> None:
    assert home(city, name).opened_on == opened_on


# The real lists

Taken = tuple[Path, dict[str, Report]]


@pytest.fixture(scope="module")
def taipei(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> Taken:
    """Give a city that took over the real lists, and what was told of each."""
    city = tmp_path_factory.mktemp("taipei") / "city"
    data = reference / "data" / "taipei-institutions"
    return city, {name: take(city, name, data / f"{file}.csv") for name, file in LISTS.items()}


@pytest.mark.reference
@pytest.mark.parametrize(("name", "rows"), [(HOMES, 94), (NURSING, 18), (CARE, 11)])
def test_all_of_taipei_is_taken(taipei: Taken, name: str, rows: int) -> None:
    report = taipei[1][name]

    assert (report.rows, report.taken, report.rejected) == (rows, rows, [])


@pytest.mark.reference
def test_taipei_has_no_fault(taipei: Taken) -> None:
    assert [fault for fault in check(read_folder(taipei[0])) if fault.weight == "fault"] == []


@pytest.mark.reference
def test_every_home_of_taipei_has_a_telephone_and_a_district(taipei: Taken) -> None:
    folder = read_folder(taipei[0])

    assert all(row.hotline.startswith("02-") for row in folder.rows(Contact))
    assert len([row for row in folder.rows(Place) if row.level == "区"]) == 12
