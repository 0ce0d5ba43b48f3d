"""A city on its first day: a page that has nothing to show says so, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.new_city import new_city
from tests.disclosure.live import live


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Start a city in which nobody has written anything yet."""
    folder = tmp_path_factory.mktemp("fresh")
    new_city(folder)
    return folder


@pytest.mark.parametrize("prefix", ["", "/elder"])
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/cases/", "还没有公布典型案例"),
        ("/guides/", "还没有发布办事指南"),
        ("/notices/", "还没有发布通知公告"),
        ("/operators/", "还没有登记运营主体"),
        ("/targets/", "还没有公布工作目标"),
        ("/unregistered/", "现在没有公布未登记的场所"),
        ("/duties/", "还没有公布执法队伍清单"),
        ("/districts/", "还没有登记各区"),
        ("/departments/mz/", "监管事项清单"),
    ],
)
def test_an_empty_page_says_why(fresh: Path, prefix: str, address: str, words: str) -> None:
    assert words in live(fresh, prefix + address).text


def test_the_national_numbers_are_there_from_the_first_day(fresh: Path) -> None:
    notices = live(fresh, "/notices/")

    assert {"tel:12345", "tel:12315", "tel:110"} <= set(notices.links)
    assert "未填报" in notices.text


def test_the_front_page_offers_no_number_that_nobody_filled_in(fresh: Path) -> None:
    assert "非法集资举报电话" not in live(fresh, "/").text


@pytest.mark.parametrize("address", ["/", "/about/", "/accessibility/", "/offline/complaints/"])
def test_what_the_city_has_not_filled_in_is_never_shown_as_it_stands(
    fresh: Path, address: str
) -> None:
    text = live(fresh, address).text

    assert "待填写" not in text
    assert "daitianxie" not in text


def test_the_page_about_the_site_says_which_contact_is_lacking(fresh: Path) -> None:
    contact = live(fresh, "/about/").text.partition("联系我们")[2]

    assert "地址未填报" in contact.replace("\n", "")
    assert "依申请公开未填报" in contact.replace("\n", "")


def test_beds_that_nobody_reported_are_not_counted_as_none(fresh: Path) -> None:
    text = live(fresh, "/").text

    assert "现在有空床未填报" in text.replace(" ", "").replace("\n", "")
    assert "各区现在有空床" not in text
    assert "0 家填报" not in text


@pytest.mark.parametrize("prefix", ["", "/elder"])
def test_the_footer_leaves_out_what_is_still_to_be_filled_in(fresh: Path, prefix: str) -> None:
    html = live(fresh, f"{prefix}/").html
    footer = html.partition("<footer")[2]

    assert "主办单位：新城市民政局" in footer
    assert "待填写" not in footer
    assert "网站标识码" not in footer
    assert "SiteIDCode" not in html
