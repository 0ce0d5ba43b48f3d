"""Which words name a target, and what is said of those that name none."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure.publishing import PublishError, target_of
from disclosure.publishing.rsync import RsyncTarget

NOWHERE = [
    "", "/", "--help", "-x/site", "web9:/srv", "web9:srv", "https://host/x",
    "rsync:", "rsync:/", "rsync:web1", "rsync:web1/srv", "rsync:web1:", "rsync:web1:/",
    "rsync::/srv", "rsync:-oProxyCommand=x:/srv", "rsync:--help", "s3:/x", "s3:x", "s3://", "s3:///x",
]  # fmt: skip


@pytest.mark.parametrize("words", NOWHERE)
def test_words_that_name_no_place_are_refused(words: str) -> None:
    with pytest.raises(PublishError, match="不认识的目标"):
        target_of(words)


@pytest.mark.parametrize("words", ["rsync://", "rsync://web1/site", "rsync:web1::site"])
def test_a_daemon_is_refused_since_it_may_alter_links(words: str) -> None:
    with pytest.raises(PublishError, match="请改用 SSH 登录的写法"):
        target_of(words)


@pytest.mark.parametrize(
    "words", ["rsync:/srv", "rsync:web1:srv", "rsync:me@web1:/srv/site/", "rsync:me@[::1]:/srv"]
)
def test_a_path_or_a_machine_is_for_rsync(words: str) -> None:
    assert isinstance(target_of(words), RsyncTarget)


@pytest.mark.parametrize("words", ["site", "./web9:srv", "/srv/web9:80/site", "../site"])
def test_any_other_words_are_a_folder(words: str) -> None:
    assert target_of(words).local == Path(words)


@pytest.mark.parametrize("words", ["s3://bucket", "s3://bucket/", "s3://bucket//"])
def test_a_bucket_needs_a_prefix_of_its_own(words: str) -> None:
    with pytest.raises(PublishError, match="请写成 s3://bucket/前缀"):
        target_of(words)


def test_an_endpoint_goes_with_a_bucket_alone(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="--endpoint 只用于 s3://"):
        target_of(str(tmp_path), "http://127.0.0.1:1")


def test_an_endpoint_is_a_whole_address() -> None:
    with pytest.raises(PublishError, match=r"对象存储的地址 oss\.example\.com 不对"):
        target_of("s3://bucket/site", "oss.example.com")
