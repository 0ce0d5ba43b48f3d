"""`gongshi search` asks the index as the public would."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click
import pytest

from content import Catalog
from search_index.commands import search_release
from tests.folders import copy_sample
from tests.search_index.making import DAY, build_of, catalog, homes


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Give a release with an index."""
    build_of(catalog(*homes("柳荫颐养院", "安康院")), tmp_path / "trees" / "a" / "index")
    (tmp_path / "current").symlink_to("trees/a")
    return tmp_path


def test_hits_are_listed_with_their_kind(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    search_release(out, "颐养", DAY, as_json=False)

    assert "【机构】柳荫颐[养]院" not in (said := capsys.readouterr().out)
    assert "【机构】柳荫[颐养]院" in said
    assert said.startswith("共 1 条")


def test_json_names_page_and_key_and_no_address(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    search_release(out, "柳荫", DAY, as_json=True)

    said = json.loads(capsys.readouterr().out)
    assert said["total"] == 1
    assert said["hits"][0]["link"] == {
        "page": "board", "key": {"id": "100001"}, "anchor": "", "edition": "",
    }  # fmt: skip


def test_nothing_found_says_why_and_names_what_is_near(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    search_release(out, "柳阴颐养院", DAY, as_json=False)

    said = capsys.readouterr().out
    assert "没有哪里写着：柳阴颐养院" in said
    assert "名称相近：柳荫颐养院" in said


def test_the_sample_is_searched_on_its_own_day(
    sample: Catalog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy_sample(tmp_path / "current" / "content")
    build_of(sample, tmp_path / "current" / "index")

    search_release(tmp_path, "堵塞疏散通道", date(2036, 1, 1), as_json=True)
    assert json.loads(capsys.readouterr().out)["hits"][0]["id"] == "penalties:P2026-0012"


def test_without_an_index_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(click.ClickException, match="gongshi build"):
        search_release(tmp_path, "养老", DAY, as_json=False)
