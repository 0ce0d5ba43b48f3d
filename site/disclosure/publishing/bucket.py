"""A bucket of any S3-compatible store, by boto3, which also finds the credentials.

A bucket has no second copy and no switch: objects change one by one, and for the minutes of a
publication visitors may meet pages of both releases. The order keeps that harmless. Styles and
photos come before the pages that link to them, and those of the release before are still there;
pages follow; what has gone is removed before anything is reported as done; the record that names
the release is the last object written, and says "unfinished" from the first to the last act.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path, PurePath
from typing import Any

import boto3
from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

from disclosure import atom, photos
from disclosure.freezing.difference import Difference
from disclosure.publishing.target import RECORD, Held, PublishError
from disclosure.registry import HTML
from disclosure.theme.answers import KEPT_FOR_EVER
from disclosure.theme.assets import MEDIA_TYPES

AT_ONCE = 16
"""Requests under way together: what one machine of two cores can keep busy."""
BATCH = 1000
ASSETS = "assets/"
KINDS = {".html": HTML, ".xml": atom.MEDIA_TYPE, photos.SUFFIX: photos.MEDIA_TYPE, **MEDIA_TYPES}
COMPATIBLE = Config(
    max_pool_connections=AT_ONCE,
    retries={"mode": "standard", "max_attempts": 5},
    # Newer checksums are unknown to many stores that call themselves compatible.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


class BucketTarget:
    """`s3://BUCKET/PREFIX`: pages lie below PREFIX/, the record beside it, outside."""

    local = None

    def __init__(self, bucket: str, prefix: str, endpoint: str = "") -> None:
        """Name the place; without an endpoint, that of the environment or of the profile."""
        self.bucket, self.prefix, self.record = bucket, f"{prefix}/", f"{prefix}.{RECORD}"
        try:
            with told():
                self.client: Any = _client(endpoint)
        except ValueError:
            message = f"对象存储的地址 {endpoint} 不对；请写完整，例如 https://oss.example.com"
            raise PublishError(message) from None

    def copies(self) -> list[BucketTarget]:
        """Give the one copy."""
        return [self]

    def held(self) -> Held | None:
        """Read the record. Raises PublishError where there is none, but objects of others."""
        with told():
            try:
                found = self.client.get_object(Bucket=self.bucket, Key=self.record)
                return Held.read(found["Body"].read())
            except self.client.exceptions.NoSuchKey:
                pass
        if other := next(self._objects(), None):
            message = f"这里已经有别的文件（{other[0]}），不是本程序写的；请另指一个空的地方"
            raise PublishError(message)
        return None

    def look(self, public: Path, wanted: Mapping[str, str]) -> Difference:
        """Compare the ETag of every object, which is the MD5 of what was put in one piece."""
        found = dict(self._objects())
        return Difference(
            sorted(file for file in wanted if found.get(file) != _etag(public / file)),
            sorted(found.keys() - wanted.keys()),
        )

    def note(self, held: Held) -> None:
        """Write the record."""
        with told():
            body = held.text().encode()
            self._put(self.record, body, "application/json", "no-store")

    def put(self, public: Path, files: Sequence[str]) -> Iterator[str]:
        """Write the objects, all styles and photos before the first page."""

        def put(file: str) -> str:
            kind = KINDS.get(PurePath(file).suffix, "application/octet-stream")
            charset = "; charset=utf-8" if kind.startswith("text/") else ""
            body = (public / file).read_bytes()
            self._put(self.prefix + file, body, kind + charset, _kept(file))
            return file

        assets_first = sorted(files, key=_is_page)
        for _, same in groupby(assets_first, key=_is_page):
            yield from _together(put, list(same))

    def remove(self, public: Path, files: Sequence[str]) -> Iterator[str]:  # noqa: ARG002
        """Remove the objects, one request each: not every store takes lists."""

        def remove(file: str) -> str:
            self.client.delete_object(Bucket=self.bucket, Key=self.prefix + file)
            return file

        yield from _together(remove, files)

    def served(self) -> bool:
        """Say yes: the one copy is always seen."""
        return True

    def serve(self) -> None:
        """Do nothing: the one copy is always seen."""

    def _put(self, key: str, body: bytes, kind: str, kept: str) -> None:
        self.client.put_object(
            Bucket=self.bucket, Key=key, Body=body, ContentType=kind, CacheControl=kept
        )

    def _objects(self) -> Iterator[tuple[str, str]]:
        """Give every object below the prefix: file, ETag."""
        pages = self.client.get_paginator("list_objects_v2")
        with told():
            for page in pages.paginate(Bucket=self.bucket, Prefix=self.prefix):
                for one in page.get("Contents", ()):
                    yield one["Key"].removeprefix(self.prefix), one["ETag"].strip('"')


def _client(endpoint: str) -> object:
    return boto3.client("s3", endpoint_url=endpoint or None, config=COMPATIBLE)


def _is_page(file: str) -> bool:
    return not file.startswith(ASSETS)


def _kept(file: str) -> str:
    """Say how long caches keep a file: a hashed name for ever, but a photo while its row stands."""
    for_ever = file.startswith(ASSETS) and not photos.is_photo(f"/{file}")
    return KEPT_FOR_EVER["Cache-Control"] if for_ever else "no-cache"


def _etag(path: Path) -> str:
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def _together(act: Callable[[str], str], files: Sequence[str]) -> Iterator[str]:
    """Do the same with many files, several at a time; the first that fails ends it."""
    with told(), ThreadPoolExecutor(AT_ONCE) as pool:
        for start in range(0, len(files), BATCH):
            yield from pool.map(act, files[start : start + BATCH])


@contextmanager
def told() -> Iterator[None]:
    """Turn an error of the library into one that an administrator reads."""
    try:
        yield
    except NoCredentialsError:
        message = "没有找到访问对象存储的凭据；请写在环境变量（AWS_ACCESS_KEY_ID 等）或配置文件里"
        raise PublishError(message) from None
    except (BotoCoreError, Boto3Error, ClientError) as error:
        message = f"对象存储出错：{error}"
        raise PublishError(message) from None
