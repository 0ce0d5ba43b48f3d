"""`gongshi ledger verify`: no release differs from the chain, or the first that does is named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import gongshi
from content.ledger import Ledger
from disclosure.freezing import build
from disclosure.freezing.release import Store
from tests.folders import copy_sample, set_cell

DAY = date(2026, 11, 20)


def release(folder: Path, out: Path, hours: str) -> None:
    set_cell(folder, "institutions", "100012", "visiting", hours)
    build(folder, out, DAY)


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make three releases once."""
    place = tmp_path_factory.mktemp("ledger")
    folder = copy_sample(place / "content")
    for hours in ("每天 1:00", "每天 2:00", "每天 3:00"):
        release(folder, place / "out", hours)
    return place / "out"


@pytest.fixture
def out(three: Path, tmp_path: Path) -> Path:
    """Give a copy of the three releases to alter."""
    shutil.copytree(three, tmp_path / "out", symlinks=True)
    return tmp_path / "out"


def verify(out: Path, *words: str) -> Result:
    return CliRunner().invoke(gongshi.main, ["ledger", "verify", "--out", str(out), *words])


def append(path: Path, text: str = "x") -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def replace_lists(out: Path) -> None:
    """Put into the current manifest a row of lists where their hashes belong."""
    file = out / "current/manifest.json"
    file.write_text(json.dumps(json.loads(file.read_bytes()) | {"lists": ["files.csv"]}), "utf-8")


def note(out: Path, **changes: object) -> None:
    """Alter what the current release says that it changed."""
    file = out / "current/changed.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | changes), "utf-8")


def shard(out: Path) -> Path:
    return next((out / "current/index").glob("*/passages.jsonl")).parent


def past(out: Path, number: int) -> Path:
    return Store(out).past()[number - 1]


def test_releases_that_nobody_touched_are_as_the_ledger_has_them(three: Path) -> None:
    result = verify(three)

    assert result.exit_code == 0
    head = Ledger.read(three / "ledger.csv").entries[-1].head
    assert result.output == f"登记 3 期，不符 0 处；最新校验值 {head}\n"


ALTERED: dict[str, tuple[Callable[[Path], object], int]] = {
    "content of a past release": (lambda out: append(past(out, 2) / "content/fees.csv", "\n"), 2),
    "a text of a past release": (lambda out: append(past(out, 1) / "content/texts/about.md"), 1),
    "manifest of a past release": (lambda out: append(past(out, 2) / "manifest.json", "\n"), 2),
    "the list of files of a past release": (lambda out: append(past(out, 2) / "files.csv"), 2),
    "the description of a past release": (
        lambda out: append(past(out, 2) / "content/datapackage.json", "\n"),
        2,
    ),
    "a past release without its manifest": (
        lambda out: (past(out, 1) / "manifest.json").unlink(),
        1,
    ),
    "a page": (lambda out: append(out / "current/public/index.html"), 3),
    "a style": (lambda out: append(next((out / "current/public/assets").glob("*.css"))), 3),
    "a stranger": (lambda out: (out / "current/public/x.html").write_bytes(b"x"), 3),
    "a strange folder": (lambda out: (out / "current/public/x").symlink_to(out / "history"), 3),
    "a link to nothing": (lambda out: (out / "current/public/x.html").symlink_to("nothing"), 3),
    "a page that is missing": (lambda out: (out / "current/public/help/index.html").unlink(), 3),
    "the log": (lambda out: append(out / "current/changes.csv"), 3),
    "the manifest": (lambda out: append(out / "current/manifest.json", " "), 3),
    "the list of files": (lambda out: append(out / "current/files.csv", "/x,,0\n"), 3),
    "the list of records": (lambda out: (out / "current/records.csv").unlink(), 3),
    "a half manifest": (lambda out: (out / "current/manifest.json").write_bytes(b"{"), 3),
    "a manifest with strange lists": (replace_lists, 3),
    "a passage of the search": (lambda out: append(shard(out) / "passages.jsonl"), 3),
    "a last day of the search": (lambda out: append(shard(out) / "parts.txt", "9"), 3),
    "the list of shards": (lambda out: append(out / "current/index/manifest.json", " "), 3),
    "what it changed": (lambda out: note(out, written=[]), 3),
    "from what it changed": (lambda out: note(out, **{"from": "0" * 16}), 3),
    "the content": (lambda out: append(out / "current/content/city.toml", "\n"), 3),
}


@pytest.mark.parametrize("what", ALTERED)
def test_whatever_was_altered_names_its_release(out: Path, what: str) -> None:
    alter, number = ALTERED[what]
    alter(out)

    result = verify(out, "--json")

    found = json.loads(result.output)
    assert result.exit_code == 1
    assert {one["number"] for one in found["differences"]} == {number}


def test_a_release_that_is_served_again_is_found(out: Path) -> None:
    (out / "current").unlink()
    (out / "current").symlink_to("trees/b")

    result = verify(out)

    assert result.exit_code == 1
    assert "第 2 期" in result.output
    assert "第 3 期已经发布过" in result.output


def test_the_first_release_that_differs_comes_first(out: Path) -> None:
    for number in (2, 1):
        append(past(out, number) / "content/fees.csv", "\n")

    result = verify(out)

    assert result.output.startswith("第 1 期（")
    assert result.exit_code == 1


def test_an_altered_page_is_named(out: Path) -> None:
    append(out / "current/public/institutions/100012/index.html")

    assert "public/institutions/100012/index.html 被改过" in verify(out).output


def test_an_altered_page_is_named_even_where_the_list_of_files_was_altered_with_it(
    out: Path,
) -> None:
    append(out / "current/public/help/index.html")
    append(out / "current/files.csv", "/x,,0\n")

    told = verify(out).output

    assert "files.csv 被改过或者不见了" in told
    assert "public/help/index.html 被改过" in told


def test_an_altered_line_of_the_ledger_is_found(out: Path) -> None:
    ledger = out / "ledger.csv"
    ledger.write_text(ledger.read_text("utf-8").replace("\n2,2026", "\n2,2025"), "utf-8")

    assert "第 2 期" in verify(out).output
    assert "校验值，与这一行前面各格不符" in verify(out).output


def test_a_ledger_that_is_missing_vouches_for_nothing(out: Path) -> None:
    (out / "ledger.csv").unlink()

    result = verify(out)

    assert result.exit_code == 1
    assert "登记里没有的一期" in result.output


def test_a_release_put_into_the_history_later_is_found(out: Path) -> None:
    shutil.copytree(past(out, 1), out / "history/000004-0123456789abcdef")

    assert "登记里没有的一期（000004-0123456789abcdef）" in verify(out).output


def test_the_ledger_holds_hashes_and_no_facts(three: Path) -> None:
    text = (three / "ledger.csv").read_text(encoding="utf-8")

    assert text.isascii()
    assert "100012" not in text


@pytest.mark.parametrize("step", ["switch", "keep"])
def test_a_build_killed_at_the_end_leaves_a_chain_that_is_whole(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    folder = copy_sample(tmp_path / "content")
    with monkeypatch.context() as patched:
        patched.setattr(f"disclosure.freezing.release.Store.{step}", killed)
        with pytest.raises(KeyboardInterrupt):
            release(folder, out, "每天 4:00")
    assert verify(out).exit_code == 0

    release(folder, out, "每天 5:00")

    assert verify(out).exit_code == 0
    entries = Ledger.read(out / "ledger.csv").entries
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
    page = out / "current/public/changes/index.html"
    assert entries[3].head in page.read_text("utf-8").replace("<wbr>", "")


def test_what_a_killed_build_left_in_the_history_goes_with_the_next(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    folder = copy_sample(tmp_path / "content")
    with monkeypatch.context() as patched:
        patched.setattr("disclosure.freezing.release.write_whole", killed)
        with pytest.raises(KeyboardInterrupt):
            Store(out).keep(Store(out).spare(), "0123456789abcdef")
    assert len(list((out / "history").iterdir())) == 4

    release(folder, out, "每天 4:00")

    assert sorted((out / "history").iterdir()) == Store(out).past()
    assert len(list((out / "history").iterdir())) == 4


def test_a_first_build_killed_at_the_end_is_made_again_and_then_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    folder = copy_sample(tmp_path / "content")
    with monkeypatch.context() as patched:
        patched.setattr("disclosure.freezing.release.Store.switch", killed)
        with pytest.raises(KeyboardInterrupt):
            build(folder, tmp_path / "out", DAY)

    made = build(folder, tmp_path / "out", DAY)

    assert build(folder, tmp_path / "out", DAY).release == made.release
    assert verify(tmp_path / "out").exit_code == 0


def test_without_a_release_there_is_nothing_to_verify(tmp_path: Path) -> None:
    assert "请先运行 gongshi build" in verify(tmp_path).output
