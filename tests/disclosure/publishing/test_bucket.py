"""An S3-compatible bucket, over HTTP: order, headers, and nobody else's objects."""

from __future__ import annotations

import json
import sys
from typing import Any

import boto3
import pytest

from disclosure.freezing.release import Store
from disclosure.publishing import PublishError, publish, target_of
from disclosure.publishing.bucket import BucketTarget
from tests.disclosure.publishing.conftest import BEFORE, REMOVED, WRITTEN, MakePlace
from tests.disclosure.publishing.places import Bucket, Recorded, StoppedError, public

RECORD = "site.release.json"


@pytest.fixture
def bucket(make_place: MakePlace) -> Bucket:
    """Give an empty bucket."""
    place = make_place("bucket")
    assert isinstance(place, Bucket)
    return place


def logged(target: object) -> list[tuple[str, str]]:
    """Log what is asked of the store from now on: operation, key."""
    assert isinstance(target, BucketTarget)
    asked: list[tuple[str, str]] = []

    def log(model: Any, params: dict[str, Any], **_more: object) -> None:
        asked.append((model.name, params["url_path"].removeprefix("/")))

    target.client.meta.events.register("before-call.s3", log)
    return asked


def test_styles_come_before_pages_then_removals_and_the_record_last(
    before: Store, after: Store, bucket: Bucket
) -> None:
    publish(before, bucket.target())
    target = bucket.target()
    asked = logged(target)

    publish(after, target)

    assert asked[:3] == [
        ("GetObject", RECORD), ("PutObject", RECORD), ("PutObject", f"site/{WRITTEN[0]}"),
    ]  # fmt: skip
    assert sorted(asked[3:5]) == [("PutObject", f"site/{file}") for file in WRITTEN[1:]]
    assert sorted(asked[5:7]) == [("DeleteObject", f"site/{file}") for file in REMOVED]
    assert asked[7:] == [("PutObject", RECORD)]


def test_the_record_names_the_release_only_while_it_is_whole(
    before: Store, after: Store, bucket: Bucket
) -> None:
    report = publish(before, bucket.target())
    whole = json.load(bucket.object(RECORD)["Body"])
    with pytest.raises(StoppedError):
        publish(after, Recorded(bucket.target(), stop_after=2))

    unfinished = json.load(bucket.object(RECORD)["Body"])

    assert (whole["release"], sorted(whole["files"])) == (report.release, sorted(BEFORE))
    assert unfinished == {"release": "", "files": {}}


@pytest.mark.parametrize(
    ("file", "kind", "kept"),
    [
        ("index.html", "text/html; charset=utf-8", "no-cache"),
        ("sitemap.xml", "application/xml", "no-cache"),
        (
            "assets/standard.1111.css",
            "text/css; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
        # A photo goes with its row: no cache may keep it for a year.
        ("assets/P1.2222.jpg", "image/jpeg", "no-cache"),
    ],
)
def test_an_object_says_what_it_is_and_how_long_it_may_be_kept(
    file: str, kind: str, kept: str, before: Store, bucket: Bucket
) -> None:
    publish(before, bucket.target())

    found = bucket.object(f"site/{file}")

    assert (found["ContentType"], found["CacheControl"]) == (kind, kept)


def test_objects_of_others_are_neither_touched_nor_published_among(
    before: Store, bucket: Bucket
) -> None:
    bucket.client.put_object(Bucket=bucket.name, Key="site/letter.txt", Body=b"not ours")

    with pytest.raises(PublishError, match=r"已经有别的文件（letter\.txt）"):
        publish(before, bucket.target())

    assert bucket.served() == {"letter.txt": b"not ours"}


def test_objects_beside_the_prefix_are_left_alone(
    before: Store, after: Store, bucket: Bucket
) -> None:
    bucket.client.put_object(Bucket=bucket.name, Key="sites", Body=b"not ours")
    with pytest.raises(StoppedError):
        publish(before, Recorded(bucket.target(), stop_after=2))

    publish(after, bucket.target())

    assert bucket.object("sites")["Body"].read() == b"not ours"
    assert bucket.served() == public(after)


def test_the_prefix_is_ours_and_what_comes_there_later_goes_with_an_interruption(
    before: Store, after: Store, bucket: Bucket
) -> None:
    publish(before, bucket.target())
    bucket.client.put_object(Bucket=bucket.name, Key="site/letter.txt", Body=b"not ours")
    with pytest.raises(StoppedError):
        publish(after, Recorded(bucket.target(), stop_after=2))

    publish(after, bucket.target())

    assert bucket.served() == public(after)


def test_the_endpoint_of_the_environment_is_used(
    before: Store, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", bucket.endpoint)

    publish(before, target_of(bucket.words))

    assert bucket.served() == public(before)


def test_a_bucket_that_does_not_exist_is_told_without_a_secret(
    before: Store, bucket: Bucket
) -> None:
    with pytest.raises(PublishError, match=r"对象存储出错：.*NoSuchBucket") as told:
        publish(before, target_of("s3://no-such-bucket/site", bucket.endpoint))

    assert "sample" not in str(told.value)


def test_missing_credentials_are_told(
    before: Store, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)  # It remembers the credentials.

    with pytest.raises(PublishError, match="没有找到访问对象存储的凭据"):
        publish(before, bucket.target())


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)
    monkeypatch.delitem(sys.modules, "disclosure.publishing.bucket")

    with pytest.raises(PublishError, match=r"pip install 'gongshi\[s3\]'"):
        target_of("s3://bucket/site")
