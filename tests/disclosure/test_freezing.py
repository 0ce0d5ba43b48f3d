"""A build renders what changed, publishes a whole release or none, and leaks nothing."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from content import cut, read_folder
from disclosure.facets import FACETS
from disclosure.freezing import BuildError, Result, build, rollback
from disclosure.freezing.oracle import freeze_plainly
from disclosure.freezing.plan import file_of, plan
from disclosure.freezing.release import Store
from disclosure.listing import by_initial, by_price, entries
from disclosure.pages import PAGES
from disclosure.registry import View
from tests.folders import add_row, cell, copy_sample, drop_row, read, set_cell, write

DAY = date(2026, 11, 20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the sample city to edit."""
    return copy_sample(tmp_path / "content")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Give a folder for releases."""
    return tmp_path / "out"


@pytest.fixture
def released(frozen: Path, tmp_path: Path) -> Path:
    """Give a folder in which the sample has a first release."""
    return Path(shutil.copytree(frozen, tmp_path / "released", symlinks=True))


def real_city(folder: Path) -> None:
    """Let a copy of the sample age like a real city."""
    text = (folder / "city.toml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(("sample", "as_of"))]
    (folder / "city.toml").write_text("\n".join(lines), encoding="utf-8")


def published(out: Path) -> dict[str, bytes]:
    public = out / "current" / "public"
    return {
        path.relative_to(public).as_posix(): path.read_bytes()
        for path in public.rglob("*")
        if path.is_file()
    }


def apart_from_the_past(out: Path) -> dict[str, bytes]:
    """Leave out the pages and feeds that tell of the releases before."""
    return {name: body for name, body in published(out).items() if "changes" not in name.split("/")}


def whole_site(out: Path) -> str:
    return "\n".join(body.decode("utf-8", "replace") for body in published(out).values())


def test_our_renderer_writes_the_same_bytes_as_plain_frozen_flask(
    folder: Path, out: Path, tmp_path: Path
) -> None:
    build(folder, out, DAY)

    urls = freeze_plainly(cut(read_folder(folder), DAY), tmp_path / "plain")

    plain = {
        path.relative_to(tmp_path / "plain").as_posix(): path.read_bytes()
        for path in (tmp_path / "plain").rglob("*")
        if path.is_file()
    }
    assert plain == published(out)
    assert {file_of(url) for url in urls} == set(plain)


def test_a_second_build_of_the_same_content_renders_nothing(folder: Path, out: Path) -> None:
    first = build(folder, out, DAY)

    second = build(folder, out, DAY)

    assert second.rendered == []
    assert second.unchanged == len(first.rendered)
    assert second.release == first.release


def test_the_same_content_and_day_give_the_same_bytes_anywhere(
    folder: Path, out: Path, tmp_path: Path
) -> None:
    build(folder, out, DAY)
    build(folder, tmp_path / "elsewhere", DAY)

    assert published(out) == published(tmp_path / "elsewhere")
    for name in ("manifest.json", "files.csv", "records.csv"):
        files = [place / "current" / name for place in (out, tmp_path / "elsewhere")]
        assert files[0].read_bytes() == files[1].read_bytes()


def lists_of(institution: str, folder: Path) -> set[str]:
    """Name the lists of facets in which an institution stands."""
    lines = entries(cut(read_folder(folder), DAY))
    (line,) = (line for line in lines if line.id == institution)
    return {
        f"/institutions/by/{facet.name}/{value}/"
        for facet in FACETS.values()
        for value in facet.of(line)
    }


def test_an_edit_of_one_fee_renders_its_board_and_the_lists_that_show_it(
    folder: Path, released: Path
) -> None:
    lists = lists_of("100012", folder)
    set_cell(folder, "fees", "F1206", "amount", "1000")

    result = build(folder, released, DAY)

    pages = ["/institutions/", "/institutions/by-price/", "/institutions/100012/"]
    pages += ["/institutions/by/district/jia/by-price/", *(lists | lists_of("100012", folder))]
    pages += ["/districts/jia/", "/districts/jia/jia-liuyin/", "/operators/liuyin/"]
    pages += ["/changes/", "/institutions/100012/changes/"]
    feeds = ["/changes/feed.xml", "/institutions/100012/changes/feed.xml"]
    assert sorted(result.rendered) == sorted(pages + [f"/elder{page}" for page in pages] + feeds)


def test_an_edit_that_no_list_shows_renders_the_board_alone(folder: Path, released: Path) -> None:
    set_cell(folder, "institutions", "100012", "visiting", "每天 10:00—11:00")

    result = build(folder, released, DAY)

    told = [url for url in result.rendered if "changes" in url.split("/")]
    assert sorted(set(result.rendered) - set(told)) == [
        "/elder/institutions/100012/",
        "/institutions/100012/",
    ]
    assert len(told) == 6


def test_builds_that_alternate_between_the_trees_equal_a_fresh_one(
    folder: Path, out: Path, tmp_path: Path
) -> None:
    for hours in ("每天 1:00", "每天 2:00", "每天 3:00"):
        set_cell(folder, "institutions", "100012", "visiting", hours)
        build(folder, out, DAY)
    build(folder, tmp_path / "fresh", DAY)

    assert apart_from_the_past(out) == apart_from_the_past(tmp_path / "fresh")


def test_a_quiet_night_renders_only_the_checksum_of_the_release_before(
    folder: Path, out: Path
) -> None:
    real_city(folder)
    build(folder, out, date(2026, 10, 1))

    result = build(folder, out, date(2026, 10, 2))

    assert result.rendered == ["/changes/", "/elder/changes/", "/changes/feed.xml"]


def test_a_penalty_leaves_every_page_on_the_day_after_its_last(folder: Path, out: Path) -> None:
    real_city(folder)
    build(folder, out, date(2026, 11, 20))
    assert "P2025-0040" in whole_site(out)

    result = build(folder, out, date(2026, 11, 21))

    assert "P2025-0040" not in whole_site(out)
    assert "示丙消行罚决字〔2025〕第0051号" not in whole_site(out)
    assert "/penalties/" in result.rendered


def test_no_byte_of_the_sample_shows_a_withheld_record(folder: Path, out: Path) -> None:
    build(folder, out, DAY, full=True)

    site = whole_site(out)
    catalog = cut(read_folder(folder), DAY)
    marks = [
        mark
        for row, _ in catalog.withheld
        if row.NAME in ("penalties", "blacklist")
        for mark in (row.id, row.document_number)  # type: ignore[attr-defined]
    ]
    explained = {one.id for one in catalog.withdrawals}  # An explanation keeps its place.
    assert len(marks) > 20
    assert [mark for mark in marks if mark in site and mark not in explained] == []


@pytest.mark.parametrize("mark", ["id", "document_number", "facts"])
def test_a_page_that_shows_a_withheld_record_stops_the_build(
    folder: Path, released: Path, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    before = published(released)
    leaked = cell(folder, "penalties", "P2026-0005", mark)
    leaking = replace(PAGES["privacy"], model=lambda _: View(title=leaked, description=""))
    monkeypatch.setitem(PAGES, "privacy", leaking)

    with pytest.raises(BuildError, match="penalties:P2026-0005"):
        build(folder, released, DAY)

    assert published(released) == before


def test_a_withheld_record_in_a_file_that_nobody_rendered_stops_a_full_build(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = cell(folder, "penalties", "P2026-0005", "document_number")
    assets = {"/assets/list.css": f"/* {number} */".encode()}
    monkeypatch.setattr("disclosure.freezing.assembly.asset_files", lambda: assets)
    monkeypatch.setattr("disclosure.freezing.links.LinkChecker.dead", lambda *_: [])

    with pytest.raises(BuildError, match="penalties:P2026-0005"):
        build(folder, out, DAY, full=True)


@pytest.mark.parametrize("mark", ["id", "document_number"])
def test_an_editors_text_that_names_a_withheld_record_stops_the_build(
    folder: Path, out: Path, mark: str
) -> None:
    leaked = cell(folder, "penalties", "P2026-0005", mark)
    about = folder / "texts" / "about.md"
    about.write_text(about.read_text(encoding="utf-8") + f"\n\n见{leaked}。\n", encoding="utf-8")

    with pytest.raises(BuildError) as refused:
        build(folder, out, DAY)

    assert [fault.file for fault in refused.value.faults] == ["texts/about.md"]


def test_a_model_that_uses_a_withheld_record_stops_the_build(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    withheld, _ = next(cut(read_folder(folder), DAY).withheld)
    careless = replace(
        PAGES["privacy"], model=lambda _: View(title="x", description="", records=(withheld,))
    )
    monkeypatch.setitem(PAGES, "privacy", careless)

    with pytest.raises(BuildError, match="当天不得公示"):
        build(folder, out, DAY)


def test_faults_stop_the_build_and_leave_the_site_as_it_was(folder: Path, released: Path) -> None:
    before = published(released)
    set_cell(folder, "fees", "F1206", "amount", "很多")

    with pytest.raises(BuildError) as refused:
        build(folder, released, DAY)

    assert [fault.file for fault in refused.value.faults] == ["fees.csv"]
    assert published(released) == before


@pytest.mark.parametrize(
    ("table", "key"), [("units", "ding-jrfw"), ("matters", "W01"), ("ids", "100011")]
)
def test_a_key_that_was_published_may_end_but_never_vanish(
    folder: Path, released: Path, table: str, key: str
) -> None:
    drop_row(folder, table, key)

    with pytest.raises(BuildError) as refused:
        build(folder, released, DAY)

    assert any(key in fault.message for fault in refused.value.faults)


def test_a_dead_link_in_a_text_stops_the_build(folder: Path, out: Path) -> None:
    about = folder / "texts" / "about.md"
    about.write_text("# 关于\n\n[旧页面](/institutions/999999/)\n", encoding="utf-8")

    with pytest.raises(BuildError, match="/institutions/999999/"):
        build(folder, out, DAY)


def test_a_link_to_a_missing_place_of_another_page_stops_the_build(folder: Path, out: Path) -> None:
    about = folder / "texts" / "about.md"
    about.write_text("# 关于\n\n[帮助](/help/#nowhere)\n", encoding="utf-8")

    with pytest.raises(BuildError, match="/help/#nowhere"):
        build(folder, out, DAY)


def test_a_page_that_goes_away_is_removed_and_nothing_may_link_to_it(
    folder: Path, released: Path
) -> None:
    set_cell(folder, "policies", "xinxi-gongshi-banfa", "valid_to", "2026-11-01")

    result = build(folder, released, DAY)

    gone = "/policies/xinxi-gongshi-banfa/"
    assert result.removed == [f"/elder{gone}", gone]
    assert not (released / "current" / "public" / file_of(gone)).exists()


def test_rollback_publishes_the_content_before_as_a_new_release(folder: Path, out: Path) -> None:
    first = build(folder, out, DAY)
    before = apart_from_the_past(out)
    set_cell(folder, "institutions", "100012", "visiting", "每天 10:00—11:00")
    build(folder, out, DAY)

    result = rollback(out, DAY)

    assert result.release != first.release
    assert apart_from_the_past(out) == before


def test_rollback_never_brings_back_what_has_expired_since(folder: Path, out: Path) -> None:
    real_city(folder)
    build(folder, out, date(2026, 11, 20))
    set_cell(folder, "institutions", "100012", "visiting", "每天 10:00—11:00")
    build(folder, out, date(2026, 11, 20))

    rollback(out, date(2026, 11, 21))

    assert "P2025-0040" not in whole_site(out)


def test_rollback_without_an_earlier_release_says_so(folder: Path, out: Path) -> None:
    build(folder, out, DAY)

    with pytest.raises(BuildError, match="没有更早的版本"):
        rollback(out, DAY)


def test_a_killed_build_leaves_the_release_whole_and_the_next_one_right(
    folder: Path, released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = published(released)
    set_cell(folder, "institutions", "100012", "visiting", "每天 10:00—11:00")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("disclosure.freezing.assembly.copy_content", killed)
        with pytest.raises(KeyboardInterrupt):
            build(folder, released, DAY)
    assert published(released) == before
    stray = Store(released).spare().public / "stray" / "index.html"
    stray.parent.mkdir()
    stray.write_text("half a page", encoding="utf-8")

    build(folder, released, DAY)
    build(folder, tmp_path / "fresh", DAY)

    assert apart_from_the_past(released) == apart_from_the_past(tmp_path / "fresh")


def test_a_second_build_at_the_same_time_is_refused(folder: Path, out: Path) -> None:
    with Store(out).lock(), pytest.raises(BuildError, match="另一个 build 正在进行"):
        build(folder, out, DAY)


def test_old_styles_stay_one_release_for_pages_that_are_open(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "disclosure.freezing.assembly.asset_files", lambda: {"/assets/old.css": b"a"}
    )
    monkeypatch.setattr("disclosure.freezing.links.LinkChecker.dead", lambda *_: [])
    build(folder, out, DAY)
    monkeypatch.setattr(
        "disclosure.freezing.assembly.asset_files", lambda: {"/assets/new.css": b"b"}
    )
    visiting = iter(["每天 1:00", "每天 2:00"])
    set_cell(folder, "institutions", "100012", "visiting", next(visiting))
    build(folder, out, DAY)
    assert {"assets/old.css", "assets/new.css"} <= set(published(out))
    set_cell(folder, "institutions", "100012", "visiting", next(visiting))

    build(folder, out, DAY)

    assert "assets/old.css" not in published(out)


def test_thirty_releases_are_kept(folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("disclosure.freezing.release.KEPT", 2)
    for hours in ("每天 1:00", "每天 2:00", "每天 3:00"):
        set_cell(folder, "institutions", "100012", "visiting", hours)
        build(folder, out, DAY)

    assert len(Store(out).past()) == 2


def test_the_manifest_names_the_records_of_each_page(frozen: Path) -> None:
    with (frozen / "current" / "records.csv").open(encoding="utf-8", newline="") as file:
        records = {url: names for url, *names in csv.reader(file)}
    assert "penalties:P2026-0012" in records["/institutions/100012/"]
    assert "penalties:P2026-0012" in records["/penalties/"]


def test_no_page_prints_the_day_of_the_build(folder: Path, out: Path) -> None:
    real_city(folder)

    build(folder, out, date(2026, 10, 25))

    assert "2026-10-25" not in whole_site(out)


def test_an_empty_city_builds_and_every_page_says_why_it_is_empty(
    tmp_path: Path, out: Path
) -> None:
    from content.new_city import new_city  # noqa: PLC0415 (only this test makes one)

    new_city(tmp_path / "empty")

    build(tmp_path / "empty", out, DAY)

    site = {name: body.decode("utf-8") for name, body in published(out).items()}
    assert "这里还没有登记的养老服务机构" in site["institutions/index.html"]
    assert "现在没有公示期内的行政处罚" in site["penalties/index.html"]
    assert "现在没有机构在黑名单上" in site["blacklist/index.html"]


def add_homes(folder: Path, count: int, first: int = 100101) -> None:
    """Add institutions about which little is said; the odd ones begin with B, the others with A."""
    header, given = read(folder, "institutions")
    sparse = next(row for row in given if row[0] == "100008")
    for number in map(str, range(first, first + count)):
        add_row(folder, "ids", id=number, source="x", source_id=number, given_on="2026-01-01")
        given.append([number, f"{'安丙'[int(number) % 2]}康第{number}院", *sparse[2:]])
    write(folder, "institutions", [header, *given])


def test_a_long_list_becomes_an_index_of_its_cuts(folder: Path, out: Path) -> None:
    add_homes(folder, 112)

    build(folder, out, DAY)

    site = published(out)
    assert "institutions/a/index.html" in site
    assert "institutions/b/index.html" in site
    assert "institutions/by-price/none/index.html" in site
    index = site["institutions/index.html"].decode("utf-8")
    assert 'href="/institutions/a/"' in index
    assert 'class="entry"' not in index
    of_band = site["institutions/by-price/none/a/index.html"].decode("utf-8")
    assert "<h2>没有填报价格</h2>" in of_band


def test_one_more_institution_moves_the_index_and_the_cut_that_it_stands_in(
    folder: Path, out: Path
) -> None:
    add_homes(folder, 111)
    build(folder, out, DAY)
    add_homes(folder, 1, first=100212)

    moved = build(folder, out, DAY).rendered

    assert "/institutions/a/" in moved
    assert "/institutions/b/" not in moved


def test_every_institution_stands_in_exactly_one_cut_of_its_list(folder: Path) -> None:
    lines = entries(cut(read_folder(folder), DAY))

    for groups in (by_initial(lines), by_price(lines)):
        assert sorted(line.id for group in groups for line in group.entries) == sorted(
            line.id for line in lines
        )


def test_the_plan_does_not_depend_on_the_order_in_which_sets_are_walked(folder: Path) -> None:
    def fingerprints() -> list[str]:
        return [page.fingerprint for page in plan(cut(read_folder(folder), DAY))]

    assert fingerprints() == fingerprints()


def test_the_pages_of_an_institution_are_planned_one_after_the_other(folder: Path) -> None:
    urls = [page.url for page in plan(cut(read_folder(folder), DAY))]

    places = [place for place, url in enumerate(urls) if "/institutions/100012/" in url]
    assert len(places) == 5
    assert places[-1] - places[0] == 4


def test_the_end_line_counts_add_up(folder: Path, out: Path) -> None:
    result: Result = build(folder, out, DAY)

    assert len(result.rendered) + result.unchanged == len(
        [name for name in published(out) if not name.startswith("assets/")]
    )
    assert result.seconds > 0
    assert result.peak > 0
