"""Every photo has a picture that can be shown, and every picture its row."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from content.checks.photos import photo_faults
from content.faults import Fault
from content.folder import Folder, content_files, read_folder
from content.pictures import MAX_BYTES, Picture, pictures
from content.tables import Photo
from tests import rows
from tests.folders import add_row, copy_sample, set_cell
from tests.shots import png, taken

NAME = "100001-garden.jpg"


def folder_of(path: Path) -> Folder:
    """Make a folder with the photo of a garden, and whatever lies in `path`."""
    photo = rows.record(Photo, id="V1001", image=NAME, description="院子")
    return replace(rows.folder(photo), pictures=pictures(path))


def faults(path: Path) -> list[Fault]:
    return list(photo_faults(folder_of(path)))


def test_a_photo_without_its_picture_is_a_fault(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path)

    assert (fault.file, fault.row, fault.column) == ("photos.csv", 2, "image（文件名）")
    assert f"photos/{NAME} 不存在" in fault.message


def test_a_photo_with_its_picture_is_right(tmp_path: Path) -> None:
    taken(tmp_path / NAME)

    assert faults(tmp_path) == []


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_any_kind_is_right(tmp_path: Path, mode: str) -> None:
    (tmp_path / NAME).write_bytes(png(mode))

    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    "body", [b"", b"picture", b"GIF89a" + bytes(40), b"<svg xmlns='http://www.w3.org/2000/svg'/>"]
)
def test_what_is_no_picture_is_a_fault_whatever_its_name(tmp_path: Path, body: bytes) -> None:
    (tmp_path / NAME).write_bytes(body)

    (fault,) = faults(tmp_path)

    assert fault.row == 2
    assert "不是 JPEG 或 PNG 图片" in fault.message


@pytest.mark.parametrize("part", [0.02, 0.5, 0.97])
def test_a_picture_that_was_cut_short_is_a_fault(tmp_path: Path, part: float) -> None:
    whole = taken(tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(whole[: int(len(whole) * part)])

    (fault,) = faults(tmp_path)

    assert "残缺或者损坏" in fault.message


def test_a_file_that_is_too_large_is_a_fault(tmp_path: Path) -> None:
    with taken(tmp_path / NAME).open("r+b") as file:
        file.truncate(MAX_BYTES)
        assert faults(tmp_path) == []
        file.truncate(MAX_BYTES + 1)

    (fault,) = faults(tmp_path)

    assert "大于 20 MB" in fault.message


def test_a_small_file_of_too_many_pixels_is_a_fault_before_it_is_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / NAME).write_bytes(png("1", (30_000, 20_000)))
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda _: pytest.fail("decoded"))

    (fault,) = faults(tmp_path)

    assert "超过 6000 万像素" in fault.message


@pytest.mark.parametrize("seed", range(60))
def test_damaged_bytes_are_told_or_shown_and_never_break_the_check(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 (the same damage every time)
    body = bytearray(taken(tmp_path / NAME, (120, 90), orientation=6).read_bytes())
    for _ in range(12):
        body[chance.randrange(3, 400)] = chance.randrange(256)
    (tmp_path / NAME).write_bytes(body)

    assert len(faults(tmp_path)) <= 1


def test_a_picture_that_no_row_names_is_a_fault(tmp_path: Path) -> None:
    taken(tmp_path / NAME)
    taken(tmp_path / "IMG_001.JPG")
    (tmp_path / "Thumbs.db").write_bytes(b"left by a file manager")

    (fault,) = faults(tmp_path)

    assert (fault.file, fault.row) == ("photos/IMG_001.JPG", 0)
    assert "没有表格提到" in fault.message


def test_a_picture_of_the_release_before_is_not_decoded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(tmp_path / NAME)
    monkeypatch.setattr(Picture, "upright", lambda *_: pytest.fail("decoded"))

    assert list(photo_faults(folder_of(tmp_path), folder_of(tmp_path))) == []


def test_a_picture_whose_bytes_changed_is_looked_at_again(tmp_path: Path) -> None:
    taken(tmp_path / "before" / NAME)
    (tmp_path / NAME).write_bytes(b"\xff\xd8\xff broken")

    found = photo_faults(folder_of(tmp_path), folder_of(tmp_path / "before"))

    assert len(list(found)) == 1


@pytest.mark.parametrize(
    "name",
    ["../city.toml", "/etc/passwd.jpg", "a b.jpg", "garden.webp", "照片.jpg", "x" * 80 + ".jpg"],
)
def test_a_hostile_name_is_a_fault_of_its_row(tmp_path: Path, name: str) -> None:
    folder = copy_sample(tmp_path / "content")
    set_cell(folder, "photos", "V1201", "image", name)

    found = read_folder(folder).faults

    assert [(one.file, one.row, one.column) for one in found] == [
        ("photos.csv", 3, "image（文件名）")
    ]


def test_the_content_holds_its_photos_and_nothing_else_of_their_folder(tmp_path: Path) -> None:
    folder = copy_sample(tmp_path / "content")
    add_row(folder, "photos", id="V9999")
    (folder / "photos" / "notes.txt").write_text("not for the site", encoding="utf-8")

    held = {file.as_posix() for file in content_files(folder)}

    assert "photos/100012-garden.jpg" in held
    assert "photos/notes.txt" not in held


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_set_upright(tmp_path: Path, orientation: int) -> None:
    picture = Picture(taken(tmp_path / NAME, (400, 200), orientation=orientation))

    upright = picture.upright()

    sideways = orientation >= 5
    assert picture.size == ((200, 400) if sideways else (400, 200))
    assert (upright.width < upright.height) == sideways
