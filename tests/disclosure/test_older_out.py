"""An OUT that an older program made: all is rendered anew, and no release is lost or doubted."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from content.ledger import Ledger
from disclosure.freezing import build, rollback, verify
from disclosure.freezing.difference import files_of
from disclosure.freezing.manifest import FILES, MANIFEST, RECORDS
from disclosure.freezing.release import Store, bytes_hash
from disclosure.publishing import PublishError, publish, target_of
from tests.folders import copy_sample, set_cell

DAY = date(2026, 11, 20)
PAGE = "institutions/100012/index.html"


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a content folder and an OUT of it as programs left it that had one list, in JSON."""
    place = tmp_path_factory.mktemp("older")
    build(copy_sample(place / "content"), place / "out", DAY)
    store = Store(place / "out")
    assert store.current
    tree = store.current.path
    told = json.loads((tree / MANIFEST).read_bytes())
    del told["lists"]
    told["files"] = {f"/{file}": digest for file, digest in files_of(store.current).items()}
    told |= {"program": "older", "pages": dict.fromkeys(told["files"], "0" * 24), "records": {}}
    text = (json.dumps(told, indent=0, sort_keys=True) + "\n").encode()
    release = hashlib.blake2b(text, digest_size=8).hexdigest()
    (past,) = store.past()
    for folder in (tree, past):
        (folder / MANIFEST).write_bytes(text)
        for name in (FILES, RECORDS):
            (folder / name).unlink(missing_ok=True)
    past.rename(past.with_name(f"000001-{release}"))
    store.ledger.path.unlink()
    store.ledger.append(DAY, release, told["content"], bytes_hash(text))
    return place


@pytest.fixture
def folder(older: Path, tmp_path: Path) -> Path:
    """Give the content folder to edit."""
    shutil.copytree(older / "content", tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture
def out(older: Path, tmp_path: Path) -> Path:
    """Give the OUT to build on."""
    shutil.copytree(older / "out", tmp_path / "out", symlinks=True)
    return tmp_path / "out"


def test_everything_is_rendered_anew_once(folder: Path, out: Path) -> None:
    first = build(folder, out, DAY)

    assert (first.unchanged, first.removed) == (0, [])
    assert build(folder, out, DAY).rendered == []


def test_the_chain_goes_on_and_the_old_release_is_as_the_ledger_has_it(
    folder: Path, out: Path
) -> None:
    set_cell(folder, "institutions", "100012", "visiting", "每天 1:00")

    build(folder, out, DAY)

    assert [entry.number for entry in Ledger.read(out / "ledger.csv").entries] == [1, 2]
    assert verify(Store(out)) == []


def test_what_changed_since_the_old_release_is_told(folder: Path, out: Path) -> None:
    set_cell(folder, "institutions", "100012", "visiting", "每天 1:00")

    build(folder, out, DAY)

    page = out / "current/public/institutions/100012/changes/index.html"
    assert "每天 1:00" in page.read_text("utf-8")


def test_the_old_content_can_be_published_again(folder: Path, out: Path) -> None:
    before = (out / "current/public" / PAGE).read_bytes()
    set_cell(folder, "institutions", "100012", "visiting", "每天 1:00")
    build(folder, out, DAY)
    assert (out / "current/public" / PAGE).read_bytes() != before

    rollback(out, DAY)

    assert (out / "current/public" / PAGE).read_bytes() == before


def test_until_it_is_built_anew_its_pages_cannot_be_verified_and_that_is_said(out: Path) -> None:
    (found,) = verify(Store(out))

    assert "旧版程序" in found.message
    assert "请运行 gongshi build" in found.message


def test_until_it_is_built_anew_it_cannot_be_handed_over(out: Path, tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="请先运行 gongshi build"):
        publish(Store(out), target_of(str(tmp_path / "site")))
