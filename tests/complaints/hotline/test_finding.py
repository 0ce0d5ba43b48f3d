"""Which home and place an order means: exactly one, or none."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from complaints.hotline.finding import Finder
from content import Catalog, cut, read_folder
from tests.folders import SAMPLE


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Give a city in which two homes have one name."""
    folder = Path(shutil.copytree(SAMPLE, tmp_path_factory.mktemp("twins") / "city"))
    table = folder / "institutions.csv"
    text = table.read_text("utf-8").replace(",夕照里养老院,", ",柳荫颐养院,")
    table.write_text(text, encoding="utf-8")
    return cut(read_folder(folder), date(2026, 11, 20))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("100012", "", ""), "100012"),
        (("100012", "别的名字", ""), "100012"),
        (("", "柳荫颐养院", ""), "100012"),
        (("", " 柳荫 颐养院（）", ""), "100012"),
        (("", "示例市养老院", ""), "100004"),  # a former name
        (("", "示例市社会福利院(示例市失能老年人集中照护服务中心)", ""), "100004"),
        (("", "", "示例市甲区柳荫路18号"), "100012"),
        (("999999", "", ""), None),
        (("", "颐养院", ""), None),  # part of several
        (("", "柳荫", ""), None),  # part of one: still a guess
        (("", "远山夕阳红养老公寓", "示例市甲区柳荫路 18 号"), None),  # a name that we do not know
        (("", "", "依法不公开"), None),  # no address at all
        (("", "", ""), None),
    ],
)
def test_a_home_is_found_by_number_name_or_address_and_never_guessed(
    catalog: Catalog, asked: tuple[str, str, str], found: str | None
) -> None:
    assert Finder(catalog).home(*asked) == found


def test_of_two_homes_of_one_name_the_address_decides_or_nothing(twins: Catalog) -> None:
    finder = Finder(twins)

    assert finder.home("", "柳荫颐养院", "") is None
    assert finder.home("", "柳荫颐养院", "示例市丙区夕照里 3 号") == "100027"
    assert finder.home("", "柳荫颐养院", "示例市乙区") is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("甲区", "jia"),
        ("示例市甲区", "jia"),
        ("柳荫街道", "jia-liuyin"),
        ("甲区 柳荫街道", "jia-liuyin"),
        ("示例市甲区柳荫街道", "jia-liuyin"),
        ("jia-liuyin", "jia-liuyin"),
        ("乙区柳荫街道", None),
        ("外地", None),
        ("", None),
    ],
)
def test_a_place_is_found_alone_or_behind_those_above_it(
    catalog: Catalog, words: str, code: str | None
) -> None:
    assert Finder(catalog).place(words) == code
