"""The house is as its plan says: who may import whom, and what stands at the top."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

FOLDERS = {
    "content": ROOT / "content",
    "disclosure": ROOT / "site" / "disclosure",
    "search_index": ROOT / "search_index",
    "complaints": ROOT / "complaints",
    "gongshi": ROOT / "gongshi.py",
}
OURS = frozenset(FOLDERS)
MAY_IMPORT = {
    "content": frozenset[str](),
    "disclosure": frozenset({"content", "search_index"}),
    "search_index": frozenset({"content"}),
    "complaints": frozenset({"content", "search_index", "disclosure.theme"}),
    "gongshi": OURS,
}
ENGINES = frozenset({"tantivy", "whoosh"})
BUCKETS = frozenset({"boto3", "botocore"})

TOP = frozenset(
    {
        ".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "build",
        "complaints", "content", "gongshi.py", "package-lock.json", "package.json",
        "pyproject.toml", "requirements-dev.lock", "requirements.lock", "search_index", "site",
        "tests",
    }
)  # fmt: skip


def imports(source: str) -> Iterator[str]:
    """Name everything a module takes from elsewhere, wherever in it the import stands.

    Relative imports stay in their package: Python itself lets none climb out of it.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_within(name: str, packages: Iterable[str]) -> bool:
    """Tell whether a dotted name is one of the packages or lies inside one."""
    return any(f"{name}.".startswith(f"{package}.") for package in packages)


def forbidden_imports(package: str, source: str) -> list[str]:
    """List what a module of this package takes although the plan does not allow it."""
    open_doors = MAY_IMPORT[package] | {package}
    closed_doors = OURS if package == "search_index" else OURS | ENGINES
    return [
        name
        for name in imports(source)
        if is_within(name, closed_doors) and not is_within(name, open_doors)
    ]


def modules(package: str) -> list[Path]:
    """List the modules of a package, none when it is not built yet."""
    place = FOLDERS[package]
    return sorted(place.rglob("*.py")) if place.is_dir() else [place] * place.exists()


def strangers_at_the_top(names: Iterable[str]) -> set[str]:
    """Tell which first parts of these paths the plan does not know."""
    return {name.split("/")[0] for name in names} - TOP


@pytest.mark.parametrize("package", sorted(FOLDERS))
def test_every_import_is_one_the_plan_allows(package: str) -> None:
    faults = {
        str(module.relative_to(ROOT)): forbidden
        for module in modules(package)
        if (forbidden := forbidden_imports(package, module.read_text(encoding="utf-8")))
    }

    assert faults == {}


@pytest.mark.parametrize(
    ("package", "source"),
    [
        ("content", "import disclosure"),
        ("content", "def late():\n    from search_index import query"),
        ("content", "import gongshi"),
        ("disclosure", "from complaints.intake import forms"),
        ("disclosure", "import gongshi"),
        ("search_index", "import disclosure.theme"),
        ("complaints", "from disclosure import pages"),
        ("complaints", "import disclosure"),
        ("complaints", "from disclosure import *"),
        ("complaints", "import disclosure.themes"),  # Only begins like the open door.
        ("disclosure", "import whoosh.index"),
        ("gongshi", "from tantivy import Index"),
    ],
)
def test_a_forbidden_import_is_found(package: str, source: str) -> None:
    assert forbidden_imports(package, source)


@pytest.mark.parametrize(
    ("package", "source"),
    [
        ("content", "import json\nfrom content.tables import base\nfrom . import folder"),
        ("disclosure", "from content import Catalog\nimport search_index"),
        ("search_index", "import whoosh.index\nfrom content.catalog import Catalog"),
        ("complaints", "from disclosure import theme\nfrom disclosure.theme import editions"),
        ("complaints", "import contents"),  # Only begins like one of ours.
        ("gongshi", "import complaints, content, disclosure, search_index"),
    ],
)
def test_an_allowed_import_is_left_alone(package: str, source: str) -> None:
    assert forbidden_imports(package, source) == []


def test_only_publishing_talks_to_buckets() -> None:
    talking = {
        module.parent.name
        for package in FOLDERS
        for module in modules(package)
        if any(is_within(name, BUCKETS) for name in imports(module.read_text(encoding="utf-8")))
    }

    assert talking == {"publishing"}


@pytest.mark.parametrize("folder", ["site", "build"])
def test_a_plain_folder_never_becomes_a_package(folder: str) -> None:
    assert (ROOT / folder).is_dir()
    assert not (ROOT / folder / "__init__.py").exists()


def test_the_top_holds_only_what_the_plan_names() -> None:
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert strangers_at_the_top(filter(None, listing.stdout.split("\0"))) == set()


def test_a_stranger_at_the_top_is_found() -> None:
    assert strangers_at_the_top(["site/disclosure/pages.py", "setup.cfg"]) == {"setup.cfg"}
