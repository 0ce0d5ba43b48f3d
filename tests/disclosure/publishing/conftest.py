"""Every place that the site can be published to, empty, and two releases that differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from disclosure.freezing.release import Store
from tests.disclosure.publishing.places import CREDENTIALS, Bucket, Trees, release

BEFORE = {
    "index.html": "<h1>首页</h1>",
    "404.html": "<h1>没有这一页</h1>",
    "institutions/100012/index.html": "<h1>示例院</h1> 处罚",
    "institutions/100013/index.html": "<h1>另一家</h1>",
    "sitemap.xml": "<urlset/>",
    "assets/standard.1111.css": "a { }",
    "assets/P1.2222.jpg": "photo",
}
AFTER = {
    **{file: text for file, text in BEFORE.items() if "100013" not in file and ".jpg" not in file},
    "institutions/100012/index.html": "<h1>示例院</h1> 无事",
    "institutions/100014/index.html": "<h1>新的一家</h1>",
    "assets/standard.3333.css": "a { b }",
}
WRITTEN = [
    "assets/standard.3333.css",
    "institutions/100012/index.html",
    "institutions/100014/index.html",
]
REMOVED = ["assets/P1.2222.jpg", "institutions/100013/index.html"]
KINDS = ("folder", "rsync", "bucket")
Place = Trees | Bucket
MakePlace = Callable[[str], Place]


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    """Run an S3-compatible store; credentials as boto3 finds them, and none of this machine's."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in CREDENTIALS.items():
            patch.setenv(name, value)
        server.start()
        yield "http://{}:{}".format(*server.get_host_and_port())
        server.stop()


@pytest.fixture(scope="session")
def client(endpoint: str) -> Any:
    """Give the tests' own view of the store."""
    return boto3.client("s3", endpoint_url=endpoint)


@pytest.fixture
def make_place(request: pytest.FixtureRequest, tmp_path: Path) -> MakePlace:
    """Give what makes an empty place of a kind; the store runs where somebody wants a bucket."""
    numbers = count()

    def make(kind: str) -> Place:
        name = f"{kind}-{tmp_path.name.replace('_', '-').lower()[-40:]}-{next(numbers)}"
        if kind == "bucket":
            client, endpoint = (request.getfixturevalue(one) for one in ("client", "endpoint"))
            client.create_bucket(Bucket=name)
            return Bucket(f"s3://{name}/site", client, endpoint)
        folder = tmp_path / name
        return Trees(f"{'rsync:' if kind == 'rsync' else ''}{folder}", folder)

    return make


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, make_place: MakePlace) -> Place:
    """Give an empty place of each kind."""
    return make_place(request.param)


@pytest.fixture
def before(tmp_path: Path) -> Store:
    """Give an OUT with the first release."""
    return release(tmp_path / "before", BEFORE)


@pytest.fixture
def after(tmp_path: Path) -> Store:
    """Give an OUT with the second."""
    return release(tmp_path / "after", AFTER)
