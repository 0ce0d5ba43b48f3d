"""The benchmark of reading asks for every page, like for like, and says what it could not do."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.benchmarks.freezing_alone import compress
from tests.benchmarks.freezing_costs import Cost
from tests.benchmarks.reading import make_noise
from tests.benchmarks.reading_nginx import Load, paths_of
from tests.benchmarks.reading_report import ASKED, PLAIN, READY, WAYS, Results, section

PAGE = "<p>养老院</p>" * 100


@pytest.fixture
def results() -> Results:
    found = Results(300, pages=700, freezing=Cost(8.0, 10.0), compressing=Cost(1.0, 0.5))
    found.rounds = {
        name: [Load(100.0 * rate, 1000.0, 20.0, 1.0, 2.0) for rate in (1, 9, 2)] for name in WAYS
    }
    found.rounds[PLAIN] = [Load(100.0 * rate, 1000.0, 20.0, 1.0, 2.0) for rate in (2, 9, 8)]
    found.rounds[ASKED] = [Load(100.0, 1000.0, used, 1.0, 2.0) for used in (40.0, 80.0, 10.0)]
    return found


@pytest.fixture
def public(tmp_path: Path) -> Path:
    folder = tmp_path / "public"
    for name in ("index.html", "institutions/100001/index.html", "404.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PAGE, "utf-8")
    (folder / "photo.webp").write_bytes(b"picture")
    return folder


def test_a_page_of_a_folder_is_asked_for_by_the_folder(public: Path) -> None:
    pages = sorted(public.rglob("*.html"))

    assert paths_of(pages, public) == ["/404.html", "/", "/institutions/100001/"]


def test_every_text_lies_compressed_beside_itself_and_a_picture_does_not(public: Path) -> None:
    done = compress(public, public)

    packed = sorted(public.rglob("*.gz"))
    assert [gzip.decompress(one.read_bytes()).decode() for one in packed] == [PAGE] * 3
    assert done["megabytes"] == sum(one.stat().st_size for one in packed) / 1_000_000


def test_noise_is_as_long_as_the_compressed_page(public: Path, tmp_path: Path) -> None:
    compress(public, public)
    pages = sorted(public.rglob("*.html"))

    make_noise(pages, public, tmp_path / "plain")

    for page in pages:
        noise = (tmp_path / "plain" / page.relative_to(public)).read_bytes()
        assert len(noise) == page.with_name(f"{page.name}.gz").stat().st_size
        assert len(gzip.compress(noise)) > len(noise)


def test_ways_are_divided_round_by_round(results: Results) -> None:
    assert f"| {READY} to {PLAIN} | 0.50 × | 1.00 × |" in section(results, "today")


def test_the_price_of_compressing_is_told_apart(results: Results) -> None:
    assert "beforehand takes 0.50 processor s, 5.0 % of freezing it" in section(results, "today")


def test_what_could_not_be_read_is_said_in_a_line_and_no_table(results: Results) -> None:
    results.not_run = "the Debian package nginx-light is not installed"

    text = section(results, "today")

    assert "- not measured: the Debian package nginx-light is not installed" in text
    assert "| pages |" not in text
