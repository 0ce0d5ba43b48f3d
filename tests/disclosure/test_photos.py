"""Photos of the premises: drawn anew without what the camera told, and gone on their day."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from content import Catalog, cut, read_folder
from content.pictures import Picture
from disclosure.app import create_app
from disclosure.freezing import BuildError, build, rollback
from disclosure.freezing.oracle import freeze_plainly
from disclosure.photos import LONGEST, draw, is_photo, photo_files
from tests.disclosure.conftest import GetPage
from tests.disclosure.test_freezing import published, real_city
from tests.folders import add_row, copy_sample, drop_row, set_cell
from tests.shots import COMMENT, GPS, LYING, taken

DAY, NEXT = date(2026, 11, 20), date(2026, 11, 21)
SHOWN = ["V1201", "V1202", "V1203", "V1204", "V1205", "V1207"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city that ages, with a photo of a telephone for 100012."""
    made = copy_sample(tmp_path / "content")
    real_city(made)
    taken(made / "photos" / "100001-gate.jpg", orientation=LYING)
    add_row(
        made, "photos", id="V0101", institution="100001", image="100001-gate.jpg",
        description="大门和门前的坡道", as_of="2026-09-01", source_unit="bing-mz",
    )  # fmt: skip
    return made


def of_photos(out: Path) -> dict[str, bytes]:
    """Give the published photos: number → bytes."""
    return {
        name.removeprefix("assets/").split(".")[0]: body
        for name, body in published(out).items()
        if is_photo(f"/{name}")
    }


def holding(out: Path, number: str) -> list[Path]:
    """Find the files of a photo in whatever of OUT a web server could be pointed at."""
    return [path for path in out.rglob(f"{number}.*") if "public" in path.parts]


def test_a_published_photo_is_upright_and_small_and_tells_nothing_else(
    folder: Path, tmp_path: Path
) -> None:
    assert GPS in (folder / "photos" / "100001-gate.jpg").read_bytes()

    build(folder, tmp_path / "out", DAY)

    body = of_photos(tmp_path / "out")["V0101"]
    with Image.open(io.BytesIO(body)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (960, LONGEST))
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"} | {
            *("progressive", "progression"),
        }
        left, right = picture.getpixel((100, 600)), picture.getpixel((860, 600))
        assert (left[2] > left[0], right[0] > right[2]) == (True, True)  # type: ignore[index]
    assert not any(told in body for told in (GPS, COMMENT, b"Exif"))


def test_a_small_picture_is_not_blown_up(tmp_path: Path) -> None:
    with Image.open(io.BytesIO(draw(Picture(taken(tmp_path / "a.jpg", (300, 200)))))) as picture:
        assert picture.size == (300, 200)


def test_the_same_picture_is_drawn_with_the_same_bytes(tmp_path: Path) -> None:
    path = taken(tmp_path / "a.jpg")

    assert draw(Picture(path)) == draw(Picture(path))


@pytest.mark.parametrize("prefix", ["", "/elder"])
def test_the_board_shows_each_photo_with_its_words_and_its_date(page: GetPage, prefix: str) -> None:
    board = page(f"{prefix}/institutions/100012/")

    shots = [one for one in board.all("img") if "loading" in one]
    assert [one["src"].split(".")[0] for one in shots] == [f"/assets/{id_}" for id_ in SHOWN]
    assert {one["alt"] for one in shots} == {""}  # The words under it name link and picture, once.
    first = board.html.index(f'<a href="{shots[0]["src"]}">')
    assert "主楼门" in board.html[first : board.html.index("</a>", first)]
    assert {(one["width"], one["height"]) for one in shots} == {("1200", "900")}
    assert {(one["loading"], one["decoding"]) for one in shots} == {("lazy", "async")}
    assert "尽头是安全出口 2026-09-15 填报" in board.text


def test_a_home_without_photos_says_so(page: GetPage) -> None:
    board = page("/institutions/100001/")

    assert [one for one in board.all("img") if "loading" in one] == []
    assert "院区照片" in board.text


def test_nothing_of_an_expired_photo_is_published(frozen: Path) -> None:
    assert sorted(of_photos(frozen)) == ["V0401", *SHOWN, "V1601"]
    assert "改造以前的院子" not in (
        (frozen / "current/public/institutions/100012/index.html").read_text("utf-8")
    )


def test_a_photo_leaves_every_tree_on_the_day_after_its_last(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    set_cell(folder, "photos", "V0101", "valid_to", str(DAY))
    build(folder, out, date(2026, 11, 19))
    build(folder, out, DAY)
    assert len(holding(out, "V0101")) == 2

    build(folder, out, NEXT)

    assert holding(out, "V0101") == []


def test_a_photo_whose_row_was_taken_away_is_gone_at_once(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(folder, out, DAY)
    drop_row(folder, "photos", "V0101")
    (folder / "photos" / "100001-gate.jpg").unlink()

    build(folder, out, DAY)

    assert holding(out, "V0101") == []


def test_a_photo_expires_even_while_new_content_is_refused(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    set_cell(folder, "photos", "V0101", "valid_to", str(DAY))
    build(folder, out, DAY)
    (folder / "photos" / "100012-room.jpg").write_bytes(b"no picture")

    with pytest.raises(BuildError) as refused:
        build(folder, out, NEXT)

    assert [(one.file, one.row) for one in refused.value.faults] == [("photos.csv", 4)]
    assert holding(out, "V0101") == []
    assert "V1202" in of_photos(out)


def test_a_build_that_changes_no_photo_decodes_none(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    build(folder, out, DAY)
    before = of_photos(out)
    set_cell(folder, "institutions", "100012", "visiting", "每天 10:00—11:00")
    monkeypatch.setattr(Picture, "upright", lambda *_, **__: pytest.fail("decoded"))

    build(folder, out, DAY)
    build(folder, out, NEXT)

    assert of_photos(out) == before


def test_a_new_picture_under_the_old_name_gets_a_new_address(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(folder, out, DAY)
    before = {name for name in published(out) if "V0101" in name}
    taken(folder / "photos" / "100001-gate.jpg", (1000, 800))

    result = build(folder, out, DAY)

    after = {name for name in published(out) if "V0101" in name}
    assert (len(after), after & before) == (1, set())
    assert "/institutions/100001/" in result.rendered


def test_rollback_brings_the_photo_of_the_release_before(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(folder, out, DAY)
    before = of_photos(out)["V0101"]
    taken(folder / "photos" / "100001-gate.jpg", (1000, 800))
    build(folder, out, DAY)

    rollback(out, DAY)

    assert of_photos(out)["V0101"] == before


def test_releases_share_the_photos_that_they_have_in_common(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(folder, out, DAY)
    set_cell(folder, "institutions", "100012", "visiting", "每天 10:00—11:00")
    build(folder, out, DAY)

    copies = [path for path in out.rglob("100001-gate.jpg") if "current" not in path.parts]

    assert len(copies) == 4
    assert len({path.stat().st_ino for path in copies}) == 1


def test_plain_frozen_flask_writes_the_same_photos(folder: Path, tmp_path: Path) -> None:
    build(folder, tmp_path / "out", DAY)

    urls = freeze_plainly(cut(read_folder(folder), DAY), tmp_path / "plain")

    drawn = {path.name.split(".")[0]: path.read_bytes() for path in tmp_path.glob("plain/**/*.jpg")}
    assert drawn == of_photos(tmp_path / "out")
    assert sum(map(is_photo, urls)) == len(drawn)


def test_the_live_app_serves_the_photos_of_the_day_and_no_other(catalog: Catalog) -> None:
    client = create_app(catalog).test_client()
    (url,) = (url for url in photo_files(catalog) if "V1201" in url)

    answer = client.get(url)

    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    others = ["V1206", "V1201.000000000000", "100012-garden", "../photos/100012-garden"]
    assert {client.get(f"/assets/{name}.jpg").status_code for name in others} == {404}
